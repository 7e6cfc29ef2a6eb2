import type { PDFiumDocument, PDFiumPage } from '@hyzyla/pdfium';
import { UserError } from '../../base/error.ts';
import type { Colour } from '../colour.ts';
import type { Grey } from '../picture.ts';
import { sharp } from '../sharp.ts';

/** Points to the inch, and the pixels to the inch that detection works at. */
const points = 72;
const dpi = 200;

/** Of a page larger than A2 fewer pixels to the inch are drawn. */
const most = 16_000_000;

/**
 * The pages of a PDF as pictures; they need no rectifying.
 *
 * @throws UserError when it is no PDF, or one that needs a password.
 */
export async function pdfPages(pdf: Uint8Array, name = 'the PDF'): Promise<Grey[]> {
  const pages: Grey[] = [];
  for await (const page of eachPdfPage(pdf, name)) pages.push(await greyOf(page));
  return pages;
}

/** A page of a PDF in colour. */
export interface PdfPage extends Colour {
  /** Whether it has fewer than 200 pixels to the inch, because it is so large. */
  isReduced: boolean;
}

/** The same one after the other. */
export async function* eachPdfPage(pdf: Uint8Array, name = 'the PDF'): AsyncGenerator<PdfPage> {
  const { document, close } = await opened(pdf, name);
  try {
    for (const page of document.pages()) yield await drawn(page);
  } finally {
    close();
  }
}

/** How many pages a PDF has. Throws as `pdfPages` does. */
export async function pdfPageCount(pdf: Uint8Array, name = 'the PDF'): Promise<number> {
  const { document, close } = await opened(pdf, name);
  try {
    return document.getPageCount();
  } finally {
    close();
  }
}

/** Whether bytes are a PDF's: its mark stands within the first kilobyte. */
export function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');
}

export async function greyOf({ width, height, data }: Colour): Promise<Grey> {
  const grey = await sharp(data, { raw: { width, height, channels: 3 } })
    .greyscale()
    .raw()
    .toBuffer();
  return { width, height, data: grey };
}

async function opened(
  pdf: Uint8Array,
  name: string,
): Promise<{ document: PDFiumDocument; close: () => void }> {
  const { PDFiumLibrary } = await import('@hyzyla/pdfium');
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(pdf);
    const close = () => {
      document.destroy();
      library.destroy();
    };
    return { document, close };
  } catch (error) {
    library.destroy();
    throw new UserError(`${name} cannot be read as a PDF.`, {
      hint: 'If it needs a password, save it without one; or give its pages as pictures.',
      cause: error,
    });
  }
}

async function drawn(page: PDFiumPage): Promise<PdfPage> {
  const size = page.getOriginalSize();
  const inches = (size.originalWidth / points) * (size.originalHeight / points);
  const full = dpi / points;
  const scale = Math.min(full, Math.sqrt(most / inches) / points);
  // With the frames of its fields, where it has some; the bytes are red, green, blue, opaque.
  const { data, width, height } = await page.render({ scale, render: 'bitmap', renderFormFields: true });
  const rgb = new Uint8Array(3 * width * height);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = data[from] as number;
    rgb[to + 1] = data[from + 1] as number;
    rgb[to + 2] = data[from + 2] as number;
  }
  return { width, height, data: rgb, isReduced: scale < full };
}
