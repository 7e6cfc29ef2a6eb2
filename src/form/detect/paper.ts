import type { Grey } from '../picture.ts';

/** The brightness of the paper around each pixel, for whole blocks of pixels. */
export interface Paper {
  at(x: number, y: number): number;
}

const block = 16;

/** The paper: the bright part of each block, the brightest of those nearby. */
export function paperOf(grey: Grey, reach = 5): Paper {
  const { bright, columns, rows } = blocksOf(grey);
  return nearest(most(bright, columns, rows, reach), columns, rows);
}

/** How fast the light falls at the edge of a shadow, at most: the natural logarithm, for a block. */
const fall = 0.32;
/** A tint that a shadow would not be noticed in. */
const slight = 0.88;

/**
 * The paper with its shadows, narrow ones too: their edges are soft, and those of print are not. So
 * the brightness of the paper falls slowly; what falls faster is print. Where it is darker by little
 * it is taken for a tint, which is print as well.
 */
export function paperInShadow(grey: Grey, reach: number): Paper {
  const { bright, columns, rows } = blocksOf(grey);
  const invert = (values: Uint8Array): Uint8Array => values.map((value) => 255 - value);
  const closed = invert(most(invert(most(bright, columns, rows, reach)), columns, rows, reach));
  const slow = slowly(bright, columns, rows);
  const shaded = closed.map((value, index) => Math.min(value, (slow[index] as number) / slight));
  return smooth(shaded, columns, rows);
}

/** The least values that are at least those given and nowhere fall faster than `fall`. */
function slowly(values: Uint8Array, columns: number, rows: number): Float32Array {
  const result = Float32Array.from(values);
  const keep = [Math.exp(-fall), Math.exp(-fall * Math.SQRT2)] as const;
  const pass = (order: 1 | -1): void => {
    const ahead = [
      [-1, 0],
      [-1, -1],
      [0, -1],
      [1, -1],
    ] as const;
    for (let at = 0; at < rows * columns; at++) {
      const index = order === 1 ? at : rows * columns - 1 - at;
      const [column, row] = [index % columns, Math.floor(index / columns)];
      for (const [dx, dy] of ahead) {
        const [i, j] = [column + order * dx, row + order * dy];
        if (i < 0 || j < 0 || i >= columns || j >= rows) continue;
        const from = (result[j * columns + i] as number) * (dx && dy ? keep[1] : keep[0]);
        if (from > (result[index] as number)) result[index] = from;
      }
    }
  };
  pass(1);
  pass(-1);
  return result;
}

const most = (values: Uint8Array, columns: number, rows: number, reach: number): Uint8Array =>
  spread(spread(values, columns, rows, reach, 1), columns, rows, reach, columns);

function nearest(values: Uint8Array, columns: number, rows: number): Paper {
  return {
    at: (x, y) =>
      values[
        Math.min(rows - 1, Math.floor(y / block)) * columns + Math.min(columns - 1, Math.floor(x / block))
      ] as number,
  };
}

/** Between the middles of four blocks. */
function smooth(values: Uint8Array, columns: number, rows: number): Paper {
  return {
    at(x, y) {
      const u = Math.max(0, Math.min(columns - 1.001, x / block - 0.5));
      const v = Math.max(0, Math.min(rows - 1.001, y / block - 0.5));
      const [i, j] = [Math.floor(u), Math.floor(v)];
      const value = (di: number, dj: number): number =>
        values[Math.min(rows - 1, j + dj) * columns + Math.min(columns - 1, i + di)] as number;
      const above = value(0, 0) * (1 - (u - i)) + value(1, 0) * (u - i);
      const below = value(0, 1) * (1 - (u - i)) + value(1, 1) * (u - i);
      return above * (1 - (v - j)) + below * (v - j);
    },
  };
}

interface Blocks {
  bright: Uint8Array;
  columns: number;
  rows: number;
}

/** How bright the paper of each block is. */
function blocksOf({ width, height, data }: Grey): Blocks {
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
          const value = data[y * width + x] as number;
          counts[value] = (counts[value] as number) + 1;
          left++;
        }
      // The brightest tenth does not count: noise is among it.
      left *= 0.1;
      let value = 255;
      while (value > 0 && left >= (counts[value] as number)) left -= counts[value--] as number;
      bright[row * columns + column] = value;
    }
  return { bright, columns, rows };
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
