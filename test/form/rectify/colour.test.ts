import sharp from 'sharp';
import { expect, it } from 'vitest';
import { inColours } from '../../../src/form/rectify/colour.ts';
import { rectify } from '../../../src/form/rectify/rectify.ts';
import { box, drawing, text } from '../draw.ts';

/** A blue band and print on white paper, of A5. */
const svg = `<rect x="60" y="60" width="880" height="50" fill="#1b4b9b"/>
  ${text(60, 200, 'Registration of a club member', 40)}
  ${[0, 1, 2, 3, 4].map((i) => text(60, 320 + i * 180, 'Surname and first name') + box(60, 340 + i * 180, 880, 90)).join('')}`;

it('keeps the colours of the sheet in their places, and none of the lamp', async () => {
  const paper = await sharp(Buffer.from(drawing(svg, 1000, 1414, '#fff')))
    .flatten()
    .png()
    .toBuffer();
  const photo = await sharp(
    await sharp(paper).linear([1, 0.92, 0.78], [0, 0, 0]).rotate(97, { background: '#2c2018' }).toBuffer(),
  )
    .extend({ top: 90, bottom: 90, left: 90, right: 90, background: '#2c2018' })
    .png()
    .toBuffer();
  const page = await rectify(photo);
  const { width, height, data } = await inColours(photo, page);
  expect({ width, height }).toEqual({ width: page.grey.width, height: page.grey.height });
  const at = (x: number, y: number) => {
    const from = 3 * (Math.round(y * height) * width + Math.round(x * width));
    return [...data.subarray(from, from + 3)];
  };
  const [red = 0, green = 0, blue = 0] = at(0.5, 85 / 1414);
  expect(blue).toBeGreaterThan(green + 30);
  expect(green).toBeGreaterThan(red + 20);
  const [r = 0, g = 0, b = 0] = at(0.8, 150 / 1414);
  expect(Math.min(r, g, b)).toBeGreaterThan(225);
  expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(12);
});

it('a grey scan stays grey', async () => {
  const scan = await sharp(Buffer.from(drawing(svg, 1000, 1414, '#fff')))
    .flatten()
    .greyscale()
    .png()
    .toBuffer();
  const page = await rectify(scan);
  const { data } = await inColours(scan, page);
  expect(data.every((value, at) => value === page.grey.data[Math.floor(at / 3)])).toBe(true);
});
