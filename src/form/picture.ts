/** A picture in shades of grey, row by row, 0 black to 255 white. */
export interface Grey {
  width: number;
  height: number;
  data: Uint8Array;
}

/** A picture of 0 and 1, row by row. */
export type Mask = Grey;

export const blank = (width: number, height: number): Grey => ({
  width,
  height,
  data: new Uint8Array(width * height),
});

/** Rows for columns: what is written for one direction serves the other as well. */
export function transposed({ width, height, data }: Grey): Grey {
  const turned = blank(height, width);
  // By blocks, since a cache line holds 64 neighbours.
  for (let top = 0; top < height; top += 64)
    for (let left = 0; left < width; left += 64) {
      const yEnd = Math.min(top + 64, height);
      const xEnd = Math.min(left + 64, width);
      for (let y = top; y < yEnd; y++)
        for (let x = left; x < xEnd; x++) turned.data[x * height + y] = data[y * width + x] as number;
    }
  return turned;
}

/** Sums over any rectangle in four look-ups. */
export interface Sums {
  /** The sum over x0 <= x < x1 and y0 <= y < y1, cut at the picture's edges. */
  within(x0: number, y0: number, x1: number, y1: number): number;
}

export function sumsOf({ width, height, data }: Grey): Sums {
  const stride = width + 1;
  const table = new Uint32Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += data[y * width + x] as number;
      table[(y + 1) * stride + x + 1] = (table[y * stride + x + 1] as number) + row;
    }
  }
  const clip = (value: number, end: number): number => Math.max(0, Math.min(end, Math.round(value)));
  return {
    within(x0, y0, x1, y1) {
      const [left, end] = [clip(x0, width), clip(x1, width)];
      const [top, under] = [clip(y0, height), clip(y1, height)];
      if (end <= left || under <= top) return 0;
      const at = (x: number, y: number): number => table[y * stride + x] as number;
      return at(end, under) - at(left, under) - at(end, top) + at(left, top);
    },
  };
}
