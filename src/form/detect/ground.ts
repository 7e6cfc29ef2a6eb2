import { blank, type Grey, transposed } from '../picture.ts';

/** The brightness of what is printed on, at each pixel. */
export interface Ground {
  at(x: number, y: number): number;
}

/** Strokes up to so many pixels wide are print; what is dark and wider is a ground itself: a shadow, a tint, a bar. */
const widest = 26;

/**
 * The page without its strokes: a morphological closing, which leaves the edges of shadows where they
 * are. On a picture of half the size, since noise counts less there.
 */
export function groundOf(grey: Grey): Ground {
  const half = halved(grey);
  const reach = widest / 4;
  const bright = transposed(extremes(transposed(extremes(half, reach, true)), reach, true));
  const { width, height, data } = transposed(
    extremes(transposed(extremes(bright, reach, false)), reach, false),
  );
  return {
    at: (x, y) => data[Math.min(height - 1, y >> 1) * width + Math.min(width - 1, x >> 1)] as number,
  };
}

/** Half as wide and high, each pixel the mean of sixteen, which overlap. */
function halved({ width, height, data }: Grey): Grey {
  const half = blank(Math.max(1, width >> 1), Math.max(1, height >> 1));
  for (let y = 0; y < half.height; y++)
    for (let x = 0; x < half.width; x++) {
      let sum = 0;
      for (let j = -1; j < 3; j++) {
        const row = Math.max(0, Math.min(height - 1, 2 * y + j)) * width;
        for (let i = -1; i < 3; i++) sum += data[row + Math.max(0, Math.min(width - 1, 2 * x + i))] as number;
      }
      half.data[y * half.width + x] = sum >> 4;
    }
  return half;
}

/** The largest or least value within so many steps to either side, in each row. */
function extremes({ width, height, data }: Grey, within: number, largest: boolean): Grey {
  const reach = Math.floor(within);
  const result = blank(width, height);
  // Of values in order of their places, those that a later and better one does not make needless.
  const queue = new Int32Array(width);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let [first, last] = [0, 0];
    for (let x = 0; x < width + reach; x++) {
      if (x < width) {
        const value = data[row + x] as number;
        while (last > first) {
          const before = data[row + (queue[last - 1] as number)] as number;
          if (largest ? before > value : before < value) break;
          last--;
        }
        queue[last++] = x;
      }
      const centre = x - reach;
      if (centre < 0) continue;
      while ((queue[first] as number) < centre - reach) first++;
      result.data[row + centre] = data[row + (queue[first] as number)] as number;
    }
  }
  return result;
}
