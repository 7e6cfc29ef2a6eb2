import { blank, type Grey, type Mask, sumsOf } from '../picture.ts';
import { groundOf } from './ground.ts';
import type { Paper } from './paper.ts';

/** How dark a pixel of a stroke is at most, as a share of what it is printed on. */
const stroke = 0.87;
/** How dark a pixel of a bar is at most, as a share of the paper: darker than paper in a shadow. */
const bar = 0.42;
/** How much darker than the paper a tinted area is, of 255. */
const tint = 12;

/** What is printed: strokes darker than their ground, wherever a shadow falls; and what is so dark that it is no paper. */
export function inkOf(grey: Grey, paper: Paper): Mask {
  const { width, height, data } = grey;
  const ink = blank(width, height);
  const ground = groundOf(grey);
  for (let y = 0; y < height; y++)
    for (let x0 = 0; x0 < width; x0 += 2) {
      const white = paper.at(x0, y);
      const limit = Math.max(Math.min(stroke * ground.at(x0, y) - 2, white * 0.9), white * bar);
      for (let x = x0; x < Math.min(width, x0 + 2); x++)
        ink.data[y * width + x] = (data[y * width + x] as number) < limit ? 1 : 0;
    }
  return ink;
}

/** What is not white paper: tinted areas, and what is printed. */
export function tintOf(grey: Grey, paper: Paper): Mask {
  const { width, height } = grey;
  const tinted = blank(width, height);
  const sums = sumsOf(grey);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      // The mean of a few pixels, so that noise does not count.
      tinted.data[y * width + x] =
        sums.within(x - 1, y - 1, x + 2, y + 2) < 9 * (paper.at(x, y) - tint) ? 1 : 0;
  return tinted;
}
