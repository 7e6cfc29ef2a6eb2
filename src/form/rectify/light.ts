import { paperInShadow } from '../detect/paper.ts';
import type { Grey } from '../picture.ts';

/** Makes the paper equally white everywhere: each pixel is divided by the brightness of the paper around it, in the light or in a shadow. */
export function evened(page: Grey): Grey {
  const paper = paperInShadow(page, 9);
  const { width, height, data } = page;
  const even = new Uint8Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const value = (250 * (data[at] as number)) / Math.max(20, paper.at(x, y));
      even[at] = value > 255 ? 255 : value;
    }
  return { width, height, data: even };
}

/** How sharp the print is: the steepest change from one pixel to the next, as a share of ink to paper; 0 to 1. */
export function sharpnessOf({ width, height, data }: Grey): number {
  const steps = new Uint32Array(256);
  let darkest = 255;
  const counts = new Uint32Array(256);
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      // Over two rows, so that noise counts less.
      const step =
        Math.abs(
          (data[at + 1] as number) +
            (data[at + 1 + width] as number) -
            (data[at - 1] as number) -
            (data[at - 1 + width] as number),
        ) >> 1;
      steps[Math.min(255, step)] = (steps[Math.min(255, step)] as number) + 1;
      counts[data[at] as number] = (counts[data[at] as number] as number) + 1;
    }
  let left = 0.002 * width * height;
  for (darkest = 0; darkest < 255 && left > (counts[darkest] as number); darkest++)
    left -= counts[darkest] as number;
  left = 0.003 * width * height;
  let steepest = 255;
  while (steepest > 0 && left > (steps[steepest] as number)) left -= steps[steepest--] as number;
  return steepest / Math.max(40, 250 - darkest);
}
