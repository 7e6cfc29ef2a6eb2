import { expect, it } from 'vitest';
import { withoutShadows } from '../../../src/form/rectify/shadow.ts';
import { page, text } from '../draw.ts';

it('takes a soft shadow off, and leaves dark bands and print', async () => {
  const paper = await page(
    `<rect x="100" y="80" width="800" height="60" fill="#333"/>${text(100, 400, 'Surname and first name', 40)}`,
  );
  const shadow = await page(
    `<defs><filter id="f" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="30"/></filter></defs>
     <rect x="350" y="-100" width="260" height="1100" fill="#888" filter="url(#f)" transform="rotate(12 500 400)"/>`,
  );
  const data = paper.data.map((value, at) => (value * (shadow.data[at] as number)) / 255);
  const { width } = paper;
  const at = (x: number, y: number) => y * width + x;
  expect(data[at(500, 500)]).toBeLessThan(160);
  const clean = withoutShadows({ ...paper, data });
  for (const x of [60, 300, 400, 500, 600, 900]) expect(clean.data[at(x, 500)]).toBeGreaterThan(235);
  for (const x of [150, 850]) expect(clean.data[at(x, 110)]).toBeLessThan(80);
  const print = clean.data.slice(at(0, 370), at(0, 400));
  expect(Math.min(...print)).toBeLessThan(40);
});
