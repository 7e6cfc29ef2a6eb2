import { PDFiumLibrary } from '@hyzyla/pdfium';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readerOf } from '../../../../src/language/reader.ts';
import { fitInto, lineHeight } from '../../../../src/parts/form/print/fit.ts';
import { marksOf } from '../../../../src/parts/form/print/marks.ts';
import { metricsOf } from '../../../../src/parts/form/print/metrics.ts';
import { pdfOf } from '../../../../src/parts/form/print/pdf.ts';
import { pngOf } from '../../../../src/parts/form/print/png.ts';
import { engine, font, printed, printedPages, printedValues } from './page.ts';

const metrics = metricsOf(font);
const drawing = marksOf(printed, printedValues, readerOf('en'), metrics);
const facts = { title: 'Registration', language: 'en' };

async function pagesOf(pdf: Uint8Array) {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(Buffer.from(pdf));
  const pages = Array.from(document.pages(), (page) => ({
    text: page.getText(),
    size: page.getOriginalSize(),
  }));
  document.destroy();
  library.destroy();
  return pages;
}

describe('a filled form', () => {
  it('is a PDF whose text can be read, on as many pages as the form has', async () => {
    const pages = await pagesOf(await pdfOf(await printedPages(), drawing, font, facts));
    expect(pages).toHaveLength(2);
    expect(pages[0]?.text).toContain('Ζωή Παπαδοπούλου, Жанна Ёлкина □');
    expect(pages[0]?.text).toContain('31/12/1990');
    expect(pages[0]?.text).toContain('1234.5');
    expect(pages[1]?.text).toContain('Zoë Ångström');
    // A4.
    expect(pages[0]?.size.originalWidth).toBeCloseTo(595.4, 0);
    expect(pages[0]?.size.originalHeight).toBeCloseTo(842, 0);
  });

  it('is small: of the font only the letters that it needs go along', async () => {
    const pages = await printedPages();
    const pictures = pages.reduce((sum, { picture }) => sum + picture.length, 0);
    expect((await pdfOf(pages, drawing, font, facts)).length - pictures).toBeLessThan(40_000);
  });

  it('says of which fields something cannot be printed', async () => {
    expect(drawing.unprintable).toEqual(['Name']);
    const [page] = await pagesOf(
      await pdfOf(await printedPages(), drawing, font, { ...facts, note: 'Name: □.' }),
    );
    expect(page?.text).toContain('Name: □.');
  });

  it('is empty when there is no answer', async () => {
    const pages = await pagesOf(await pdfOf(await printedPages(), undefined, font, facts));
    expect(pages.map(({ text }) => text.trim())).toEqual(['', '']);
  });

  it('is a picture too, with a cross over each box that is ticked and none else', async () => {
    const [page] = await printedPages();
    if (!page) throw new Error('no page');
    const png = await pngOf(page, drawing.pages[0] ?? [], font, engine);
    const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width: page.width, height: page.height });
    const isBlue = (id: string, option?: number) => {
      const field = printed.fields.find((one) => one.id === id);
      const box = option === undefined ? field?.box : field?.options?.[option]?.box;
      if (!box) throw new Error(`no ${id}`);
      const x = Math.round((box.x + box.width / 2) * page.width);
      const y = Math.round((box.y + box.height / 2) * page.height);
      return (data[(y * page.width + x) * 3] ?? 255) < 128;
    };
    expect([isBlue('news'), isBlue('size', 0), isBlue('size', 1)]).toEqual([true, false, true]);
    expect([0, 1, 2].map((option) => isBlue('days', option))).toEqual([false, true, true]);
  });
});

describe('a text in its box', () => {
  const room = { width: 400, height: 60, size: 30, least: 9 };

  it('is as large as it may be on one line, smaller or broken when it is long', () => {
    expect(fitInto('Short', room, metrics)).toEqual({ lines: ['Short'], size: 30 });
    expect(fitInto('A name that is somewhat longer', room, metrics).lines).toHaveLength(1);
    expect(
      fitInto('A name that is somewhat longer '.repeat(3).trim(), room, metrics).lines.length,
    ).toBeGreaterThan(1);
  });

  it('never leaves it, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }),
        fc.integer({ min: 40, max: 900 }),
        fc.integer({ min: 20, max: 300 }),
        (text, width, height) => {
          const shown = metrics.printable(text.replace(/\s+/g, ' '));
          const { lines, size } = fitInto(shown, { width, height, size: 30, least: 9 }, metrics);
          expect(lines.length * size * lineHeight).toBeLessThanOrEqual(height + 0.1);
          // The last line may have an ellipsis more, and a letter may be wider than all.
          for (const line of lines.slice(0, -1))
            if ([...line].length > 1) expect(metrics.width(line) * size).toBeLessThanOrEqual(width + 0.1);
        },
      ),
    );
  });
});
