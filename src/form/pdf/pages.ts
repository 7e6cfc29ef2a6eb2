import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { UserError } from '../../base/error.ts';
import type { Grey } from '../picture.ts';

/** Points to the inch, and the pixels to the inch that detection works at. */
const points = 72;
const dpi = 200;

/**
 * The pages of a PDF as pictures; they need no rectifying.
 *
 * @throws UserError when it is no PDF, or one that needs a password.
 */
export async function pdfPages(pdf: Uint8Array, name = 'the PDF'): Promise<Grey[]> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(pdf).catch((error: unknown) => {
      throw new UserError(`${name} cannot be read as a PDF.`, {
        hint: 'If it needs a password, save it without one; or give its pages as pictures.',
        cause: error,
      });
    });
    try {
      const pages: Grey[] = [];
      for (const page of document.pages()) {
        const { data, width, height } = await page.render({ scale: dpi / points, render: 'bitmap' });
        // In blue, green, red, opaque; what is grey is so in any order.
        const grey = await sharp(data, { raw: { width, height, channels: 4 } })
          .removeAlpha()
          .greyscale()
          .raw()
          .toBuffer();
        pages.push({ width, height, data: grey });
      }
      return pages;
    } finally {
      document.destroy();
    }
  } finally {
    library.destroy();
  }
}
