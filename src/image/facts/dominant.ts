import type { Miniature } from './shrink.ts';

/** A channel's values are told apart by their upper 4 bits: 16 levels, 4096 cells for three. */
const CELLS = 1 << 12;

/** Pixels that are more transparent than not are not seen. */
const SEEN = 128;

/**
 * The colour that most of a picture is near to, `#rrggbb`: the mean of the miniature's pixels in the
 * fullest of the 16 x 16 x 16 cells that the RGB cube is cut into. Of cells that are equally full,
 * the first by red, then green, then blue. Pixels with an alpha under 128 are not counted; a picture
 * of these alone is `#000000`.
 */
export function dominantColour({ rgba }: Miniature): string {
  // Of each cell: how many pixels, then the sums of red, green and blue.
  const sums = new Uint32Array(CELLS * 4);
  let fullest = 0;
  for (let i = 0; i < rgba.length; i += 4) {
    const red = rgba[i] ?? 0;
    const green = rgba[i + 1] ?? 0;
    const blue = rgba[i + 2] ?? 0;
    if ((rgba[i + 3] ?? 0) < SEEN) continue;
    const cell = (((red & 0xf0) << 4) | (green & 0xf0) | (blue >> 4)) * 4;
    sums[cell] = (sums[cell] ?? 0) + 1;
    sums[cell + 1] = (sums[cell + 1] ?? 0) + red;
    sums[cell + 2] = (sums[cell + 2] ?? 0) + green;
    sums[cell + 3] = (sums[cell + 3] ?? 0) + blue;
  }
  for (let cell = 0; cell < sums.length; cell += 4)
    if ((sums[cell] ?? 0) > (sums[fullest] ?? 0)) fullest = cell;
  const [count = 0, ...colour] = sums.subarray(fullest, fullest + 4);
  return `#${[...colour].map((sum) => hex(Math.round(sum / (count || 1)))).join('')}`;
}

const hex = (value: number) => value.toString(16).padStart(2, '0');
