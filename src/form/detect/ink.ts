import { blank, type Grey, type Mask, sumsOf } from '../picture.ts';

/** How much darker than what is around it a pixel of a stroke is, of 255. */
const contrast = 20;
/** How much darker than the paper a tinted area is, of 255. */
const tint = 12;

/** The brightness of the paper around each pixel, for whole blocks of pixels. */
export interface Paper {
  at(x: number, y: number): number;
}

const block = 16;

/** The paper: the bright part of each block, the brightest of those nearby. */
export function paperOf({ width, height, data }: Grey, reach = 5): Paper {
  const columns = Math.ceil(width / block);
  const rows = Math.ceil(height / block);
  const bright = new Uint8Array(columns * rows);
  const counts = new Uint16Array(256);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      counts.fill(0);
      let left = 0;
      for (let y = row * block; y < Math.min(height, (row + 1) * block); y++)
        for (let x = column * block; x < Math.min(width, (column + 1) * block); x++) {
          counts[data[y * width + x] as number]!++;
          left++;
        }
      // The brightest tenth does not count: noise is among it.
      left *= 0.1;
      let value = 255;
      while (value > 0 && left >= (counts[value] as number)) left -= counts[value--] as number;
      bright[row * columns + column] = value;
    }
  const widest = spread(spread(bright, columns, rows, reach, 1), columns, rows, reach, columns);
  return {
    at: (x, y) =>
      widest[
        Math.min(rows - 1, Math.floor(y / block)) * columns + Math.min(columns - 1, Math.floor(x / block))
      ] as number,
  };
}

/** The largest value within `reach` steps along one direction. */
function spread(values: Uint8Array, columns: number, rows: number, reach: number, step: number): Uint8Array {
  return values.map((_, index) => {
    const along = step === 1 ? index % columns : Math.floor(index / columns);
    const end = (step === 1 ? columns : rows) - 1;
    let most = 0;
    for (let d = -Math.min(reach, along); d <= Math.min(reach, end - along); d++)
      most = Math.max(most, values[index + d * step] as number);
    return most;
  });
}

/** What is printed: darker than its surroundings, or so dark that it is no paper. */
export function inkOf(grey: Grey, paper: Paper): Mask {
  const { width, height, data } = grey;
  const ink = blank(width, height);
  const sums = sumsOf(grey);
  const reach = 12;
  for (let y = 0; y < height; y++)
    for (let x0 = 0; x0 < width; x0 += 4) {
      const around =
        sums.within(x0 - reach, y - reach, x0 + reach, y + reach) /
        ((Math.min(width, x0 + reach) - Math.max(0, x0 - reach)) *
          (Math.min(height, y + reach) - Math.max(0, y - reach)));
      const white = paper.at(x0, y);
      const limit = Math.max(Math.min(around - contrast, white * 0.9), white * 0.6);
      for (let x = x0; x < Math.min(width, x0 + 4); x++)
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
