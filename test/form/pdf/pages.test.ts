import { PDFDocument, rgb } from '@cantoo/pdf-lib';
import { expect, it } from 'vitest';
import { eachPdfPage, type PdfPage, pdfPages } from '../../../src/form/pdf/pages.ts';

/** A page of A4 with a black square of an inch, an inch from the left and from the bottom. */
const pdf = `%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>> endobj
4 0 obj <</Length 16>> stream
72 72 72 72 re f
endstream endobj
trailer <</Root 1 0 R>>
`;

it('gives the pages at 200 pixels to the inch', async () => {
  const [page, ...more] = await pdfPages(Buffer.from(pdf));
  expect(more).toEqual([]);
  expect(page?.width).toBeCloseTo((595 * 200) / 72, -1);
  const at = (x: number, y: number): number | undefined => page?.data[y * page.width + x];
  const height = page?.height ?? 0;
  expect(at(300, height - 300)).toBe(0);
  expect(at(300, height - 500)).toBe(255);
});

it('keeps the colours, and draws the frames of fields', async () => {
  const document = await PDFDocument.create();
  const page = document.addPage([72, 72]);
  page.drawRectangle({ x: 0, y: 36, width: 72, height: 36, color: rgb(1, 0, 0) });
  const frame = { x: 18, y: 9, width: 36, height: 18, borderWidth: 3, borderColor: rgb(0, 0, 1) };
  document.getForm().createTextField('a').addToPage(page, frame);
  const pages: PdfPage[] = [];
  for await (const drawn of eachPdfPage(await document.save())) pages.push(drawn);
  const at = (x: number, y: number) => [
    ...(pages[0]?.data.slice(3 * (200 * y + x), 3 * (200 * y + x) + 3) ?? []),
  ];
  expect(at(100, 50)).toEqual([255, 0, 0]);
  expect(at(100, 127)).toEqual([0, 0, 255]);
  expect(at(20, 150)).toEqual([255, 255, 255]);
});

it('refuses what is no PDF', async () => {
  await expect(pdfPages(Buffer.from('words'), 'a.pdf')).rejects.toThrow('a.pdf cannot be read as a PDF.');
});
