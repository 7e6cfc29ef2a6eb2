import { around, type Box } from '../box.ts';
import type { Word } from '../words/read.ts';

/** What of PDFium's C interface is used here; the package has all of it, but types for some only. */
interface PdfiumExports {
  malloc(size: number): number;
  free(pointer: number): void;
  FPDF_InitLibrary(): void;
  FPDF_DestroyLibrary(): void;
  FPDF_LoadMemDocument(bytes: number, size: number, password: number): number;
  FPDF_CloseDocument(document: number): void;
  FPDF_GetPageCount(document: number): number;
  FPDF_LoadPage(document: number, index: number): number;
  FPDF_ClosePage(page: number): void;
  FPDF_GetPageWidth(page: number): number;
  FPDF_GetPageHeight(page: number): number;
  /** Points of the page to pixels from its upper left corner, by its rotation; writes two 32-bit integers. */
  FPDF_PageToDevice(
    ...args: [
      page: number,
      left: number,
      top: number,
      width: number,
      height: number,
      turns: number,
      x: number,
      y: number,
      xAt: number,
      yAt: number,
    ]
  ): number;
  FPDFText_LoadPage(page: number): number;
  FPDFText_ClosePage(text: number): void;
  FPDFText_CountChars(text: number): number;
  FPDFText_GetUnicode(text: number, index: number): number;
  /** Writes four doubles: left, right, bottom, top, in points. */
  FPDFText_GetCharBox(
    text: number,
    index: number,
    left: number,
    right: number,
    bottom: number,
    top: number,
  ): number;
}

interface Pdfium {
  calls: PdfiumExports;
  memory: () => DataView;
}

/** Pixels of a page for a point: 200 to the inch, as the pictures of `pdfPages` have. */
const scale = 200 / 72;

/** The words that a PDF itself has, by page, in pixels of the pictures of `pdfPages`; none in a PDF made of scans. */
export async function pdfWords(pdf: Uint8Array): Promise<Word[][]> {
  // Loaded here and not with this file: the action has it only once its tools are installed.
  const { PDFiumModule } = await import('@hyzyla/pdfium');
  const module = await PDFiumModule({});
  const calls = module.wasmExports as unknown as PdfiumExports;
  const pdfium: Pdfium = { calls, memory: () => new DataView(module.HEAPU8.buffer) };
  calls.FPDF_InitLibrary();
  const bytes = calls.malloc(pdf.length);
  module.HEAPU8.set(pdf, bytes);
  const document = calls.FPDF_LoadMemDocument(bytes, pdf.length, 0);
  try {
    if (!document) return [];
    return Array.from({ length: calls.FPDF_GetPageCount(document) }, (_, index) =>
      wordsOfPage(pdfium, document, index),
    );
  } finally {
    if (document) calls.FPDF_CloseDocument(document);
    calls.free(bytes);
    calls.FPDF_DestroyLibrary();
  }
}

function wordsOfPage({ calls, memory }: Pdfium, document: number, index: number): Word[] {
  const page = calls.FPDF_LoadPage(document, index);
  if (!page) return [];
  const text = calls.FPDFText_LoadPage(page);
  const room = calls.malloc(40);
  const width = Math.floor(calls.FPDF_GetPageWidth(page) * scale);
  const height = Math.floor(calls.FPDF_GetPageHeight(page) * scale);
  const pixel = (x: number, y: number): [number, number] => {
    calls.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, room + 32, room + 36);
    return [memory().getInt32(room + 32, true), memory().getInt32(room + 36, true)];
  };
  try {
    const letters = Array.from({ length: calls.FPDFText_CountChars(text) }, (_, at): Letter => {
      const letter = String.fromCodePoint(calls.FPDFText_GetUnicode(text, at) || 32);
      calls.FPDFText_GetCharBox(text, at, room, room + 8, room + 16, room + 24);
      const [left = 0, right = 0, bottom = 0, top = 0] = [0, 8, 16, 24].map((offset) =>
        memory().getFloat64(room + offset, true),
      );
      const [x0, y0] = pixel(left, top);
      const [x1, y1] = pixel(right, bottom);
      return {
        letter,
        box: {
          x: Math.min(x0, x1),
          y: Math.min(y0, y1),
          width: Math.abs(x1 - x0),
          height: Math.abs(y1 - y0),
        },
      };
    });
    return wordsOf(letters);
  } finally {
    calls.free(room);
    if (text) calls.FPDFText_ClosePage(text);
    calls.FPDF_ClosePage(page);
  }
}

interface Letter {
  letter: string;
  box: Box;
}

/** Between two spaces, PDFium's own at the ends of lines included, is a word. */
function wordsOf(letters: readonly Letter[]): Word[] {
  const words: Letter[][] = [];
  let isOpen = false;
  for (const one of letters) {
    if (/[\s\0\uFFFE\uFFFF]/.test(one.letter)) isOpen = false;
    else if (isOpen) words.at(-1)?.push(one);
    else {
      words.push([one]);
      isOpen = true;
    }
  }
  return words
    .map((word) => ({
      text: word.map(({ letter }) => letter).join(''),
      box: around(word.map(({ box }) => box)),
      confidence: 1,
    }))
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
}
