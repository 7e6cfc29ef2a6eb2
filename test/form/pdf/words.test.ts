import { degrees, PDFDocument } from '@cantoo/pdf-lib';
import { expect, it } from 'vitest';
import { pdfWords } from '../../../src/form/pdf/words.ts';

/** Pixels for a point: 200 to the inch. */
const scale = 200 / 72;

it('gives the words of each page, where they are in its picture', async () => {
  const pdf = await PDFDocument.create();
  pdf.addPage([600, 800]).drawText('Family name: é', { x: 72, y: 700, size: 12 });
  pdf.addPage([600, 800]);
  const turned = pdf.addPage([600, 800]);
  turned.setRotation(degrees(90));
  turned.drawText('Turned', { x: 72, y: 700, size: 12 });
  const [first, empty, third] = await pdfWords(await pdf.save());
  expect(first?.map(({ text }) => text)).toEqual(['Family', 'name:', 'é']);
  const [family] = first ?? [];
  expect(family?.box.x).toBeCloseTo(73 * scale, -1);
  expect(family?.box.y).toBeCloseTo((800 - 709) * scale, -1);
  expect(family?.box.height).toBeLessThan(12 * scale);
  expect(empty).toEqual([]);
  // What reads upwards in the file stands upright where the page is turned.
  expect(third?.[0]?.box.x).toBeCloseTo(700 * scale, -1);
  expect(third?.[0]?.box.y).toBeCloseTo(72 * scale, -1);
});

it('has none of what is no PDF', async () => {
  expect(await pdfWords(Buffer.from('words'))).toEqual([]);
});
