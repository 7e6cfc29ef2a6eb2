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

/**
 * How sharp the print is: the steepest change from one pixel to the next, as a share of ink to paper; 0
 * to 1. It goes by the pixels that are ink, so that three words on a page count as much as a full one;
 * the edge of the page is left out, where a photo has a little of its table. 0 where nothing is printed.
 */
export function sharpnessOf({ width, height, data }: Grey): number {
  const steps = new Uint32Array(256);
  const counts = new Uint32Array(256);
  const edge = Math.max(1, Math.round(0.03 * Math.min(width, height)));
  for (let y = edge; y < height - edge; y++)
    for (let x = edge; x < width - edge; x++) {
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
  const all = width * height;
  const ink = counts.subarray(0, 225).reduce((sum, count) => sum + count, 0);
  if (ink < 0.00005 * all) return 0;
  let left = Math.min(0.002 * all, 0.2 * ink);
  let darkest = 0;
  for (; darkest < 255 && left > (counts[darkest] as number); darkest++) left -= counts[darkest] as number;
  left = Math.min(0.003 * all, 0.05 * ink);
  let steepest = 255;
  while (steepest > 0 && left > (steps[steepest] as number)) left -= steps[steepest--] as number;
  return Math.min(1, steepest / Math.max(40, 250 - darkest));
}
