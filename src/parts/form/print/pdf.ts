import { PDFDocument, type PDFFont, type PDFImage, type PDFPage, rgb } from '@cantoo/pdf-lib';

import type { Drawing, Mark } from './marks.ts';
import { paperOf } from './paper.ts';
import { fontkitForPdf } from './subsets.ts';

/** A page of a form: its picture, JPEG or PNG, and the size that boxes are measured by, in pixels. */
export interface PrintPage {
  picture: Uint8Array;
  width: number;
  height: number;
}

/** What stands in a PDF beside its pages. */
export interface PdfFacts {
  title: string;
  /** BCP 47. */
  language: string;
  /** A line at the lower end of the first page. */
  note?: string;
}

const ink = rgb(0.05, 0.1, 0.35);

/** The pages of a form as a PDF, with an answer on them where there is a drawing of it. */
export async function pdfOf(
  pages: readonly PrintPage[],
  drawing: Drawing | undefined,
  fontBytes: Uint8Array,
  { title, language, note }: PdfFacts,
): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.registerFontkit(fontkitForPdf);
  document.setTitle(title, { showInWindowTitleBar: true });
  document.setLanguage(language);
  document.setProducer('Holdall');
  document.setCreator('Holdall');
  const drawn = drawing?.pages.some((marks) => marks.length > 0) || note !== undefined;
  const font = drawn ? await document.embedFont(fontBytes, { subset: true }) : undefined;
  for (const [at, { picture, width, height }] of pages.entries()) {
    const paper = paperOf({ width, height });
    const page = document.addPage([paper.width, paper.height]);
    const image = await embed(document, picture);
    page.drawImage(image, { x: 0, y: 0, ...paper });
    if (!font) continue;
    for (const mark of drawing?.pages[at] ?? []) draw(page, mark, font, paper.height, paper.width / width);
    if (at === 0 && note !== undefined)
      page.drawText(note, { x: 20, y: 8, size: 6, font, color: rgb(0.3, 0.3, 0.3) });
  }
  return document.save();
}

function embed(document: PDFDocument, picture: Uint8Array): Promise<PDFImage> {
  return picture[0] === 0xff ? document.embedJpg(picture) : document.embedPng(picture);
}

/** A PDF counts from the lower left corner. */
function draw(page: PDFPage, mark: Mark, font: PDFFont, top: number, scale: number): void {
  if (mark.kind === 'text') {
    page.drawText(mark.text, {
      x: mark.x * scale,
      y: top - mark.y * scale,
      size: mark.size * scale,
      font,
      color: ink,
    });
    return;
  }
  for (const [start, end] of crossLines(mark)) {
    const point = ({ x, y }: Point) => ({ x: x * scale, y: top - y * scale });
    page.drawLine({ start: point(start), end: point(end), thickness: crossWidth(mark) * scale, color: ink });
  }
}

interface Point {
  x: number;
  y: number;
}

type Cross = Extract<Mark, { kind: 'cross' }>;

/** The two strokes of a cross, inside of its box. */
export function crossLines({ x, y, width, height }: Cross): [Point, Point][] {
  const side = Math.min(width, height) * 0.72;
  const [left, top] = [x + (width - side) / 2, y + (height - side) / 2];
  return [
    [
      { x: left, y: top },
      { x: left + side, y: top + side },
    ],
    [
      { x: left, y: top + side },
      { x: left + side, y: top },
    ],
  ];
}

export function crossWidth({ width, height }: Cross): number {
  return Math.max(2.5, Math.min(width, height) * 0.11);
}
