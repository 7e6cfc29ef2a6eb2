import { expect, it } from 'vitest';
import type { Box } from '../../../src/form/box.ts';
import { detectByLines } from '../../../src/form/detect/detect.ts';
import { type Grey, sumsOf } from '../../../src/form/picture.ts';
import { box, line, page, text } from '../draw.ts';

/** How many pixels of a part of the picture are dark. */
const darkIn = ({ width, height, data }: Grey, part: Box): number =>
  sumsOf({ width, height, data: data.map((value) => (value < 128 ? 1 : 0)) }).within(
    part.x,
    part.y,
    part.x + part.width,
    part.y + part.height,
  );

it('takes the lines away, and leaves the letters right above them whole', async () => {
  const comb = Array.from({ length: 8 }, (_, i) => box(60 + i * 42, 130, 42, 46)).join('');
  const grey = await page(`${text(60, 120, 'Illinois hotel bill')}${comb}${line(60, 400, 900, 400)}`);
  const { wordsOnly } = detectByLines(grey);
  const letters = { x: 50, y: 90, width: 400, height: 36 };
  expect(darkIn(wordsOnly, letters)).toBe(darkIn(grey, letters));
  expect(darkIn(wordsOnly, { x: 50, y: 128, width: 400, height: 60 })).toBe(0);
  expect(darkIn(wordsOnly, { x: 50, y: 380, width: 900, height: 40 })).toBe(0);
});

it('takes away the dots of a leader, not the letters before them', async () => {
  const dots = Array.from(
    { length: 60 },
    (_, i) => `<rect x="${300 + i * 9}" y="197" width="3" height="3"/>`,
  );
  const grey = await page(text(60, 200, 'Interest', 26) + dots.join('') + box(870, 160, 120, 50));
  const { wordsOnly } = detectByLines(grey);
  const letters = { x: 50, y: 170, width: 200, height: 34 };
  expect(darkIn(wordsOnly, letters)).toBe(darkIn(grey, letters));
  expect(darkIn(wordsOnly, { x: 300, y: 190, width: 540, height: 14 })).toBe(0);
});

it('makes white letters on a dark band dark on white', async () => {
  const grey = await page(
    `<rect x="40" y="100" width="900" height="50" fill="#222"/><text x="60" y="136" font-family="DejaVu Sans" font-size="30" fill="#fff">Bank details</text>`,
  );
  const { wordsOnly } = detectByLines(grey);
  const letters = { x: 50, y: 104, width: 260, height: 42 };
  const white = letters.width * letters.height - darkIn(grey, letters);
  expect(darkIn(wordsOnly, letters)).toBeGreaterThan(0.6 * white);
  expect(darkIn(wordsOnly, letters)).toBeLessThan(1.4 * white);
  expect(darkIn(wordsOnly, { x: 400, y: 90, width: 560, height: 70 })).toBe(0);
});

it('makes tints white, so that pale words on a tinted slip can be told from their ground', async () => {
  const grey = await page(
    `<rect x="40" y="100" width="900" height="600" fill="#d6d6d6"/><g fill="#606060">${text(80, 200, 'Account holder')}</g><rect x="80" y="220" width="500" height="50" fill="#f6f6f6"/>`,
  );
  const { wordsOnly } = detectByLines(grey);
  const least = (part: Box): number => {
    let value = 255;
    for (let y = part.y; y < part.y + part.height; y++)
      for (let x = part.x; x < part.x + part.width; x++)
        value = Math.min(value, wordsOnly.data[y * wordsOnly.width + x] as number);
    return value;
  };
  expect(least({ x: 80, y: 176, width: 230, height: 26 })).toBeLessThan(130);
  expect(least({ x: 100, y: 400, width: 800, height: 200 })).toBeGreaterThan(245);
  expect(least({ x: 400, y: 120, width: 400, height: 60 })).toBeGreaterThan(245);
});
