import { z } from 'zod';
import { lumaOf } from './luma.ts';
import { type Operation, sameSize } from './operation.ts';

/** The options of `edges`: there are none. */
export const edgesSchema = z.strictObject({}).meta({
  description:
    'Draws the edges in white on black: the magnitude of the Sobel gradient of the luma, without transparency.',
});

/** `min(255, round(sqrt(gx² + gy²)))` with Sobel's kernels; beyond an edge lies a copy of the edge. */
export function edges(): Operation {
  return {
    size: sameSize,
    gray: 'makes',
    map: (pixels) => {
      const { width, height } = pixels;
      return { data: sobel(lumaOf(pixels), width, height), width, height, channels: 1 };
    },
  };
}

function sobel(luma: Uint8Array, width: number, height: number): Buffer {
  const magnitudes = Buffer.alloc(luma.length);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const above = y === 0 ? row : row - width;
    const below = y === height - 1 ? row : row + width;
    const at = (i: number) => luma[i] ?? 0;
    for (let x = 0; x < width; x++) {
      const left = x === 0 ? x : x - 1;
      const right = x === width - 1 ? x : x + 1;
      const across =
        at(above + right) +
        2 * at(row + right) +
        at(below + right) -
        at(above + left) -
        2 * at(row + left) -
        at(below + left);
      const down =
        at(below + left) +
        2 * at(below + x) +
        at(below + right) -
        at(above + left) -
        2 * at(above + x) -
        at(above + right);
      magnitudes[row + x] = Math.min(255, Math.round(Math.sqrt(across * across + down * down)));
    }
  }
  return magnitudes;
}
