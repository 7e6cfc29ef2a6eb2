import { z } from 'zod';
import { lumaOf } from './luma.ts';
import { type Operation, sameSize } from './operation.ts';

/** The options of `monochrome`. */
export const monochromeSchema = z
  .strictObject({
    dither: z
      .enum(['floyd-steinberg', 'none'])
      .default('floyd-steinberg')
      .describe(
        'floyd-steinberg: hands the error of each pixel on to those beside and below. none: each by itself.',
      ),
    threshold: z
      .int()
      .min(0)
      .max(255)
      .default(128)
      .describe('White is what is above it with dither, and at or above it without.'),
  })
  .meta({
    description:
      'Leaves black and white, without transparency: flatten before to say what is behind. A PNG or TIFF then has 1 bit a pixel.',
  });

type MonochromeOptions = z.infer<typeof monochromeSchema>;

export function monochrome({ dither, threshold }: MonochromeOptions): Operation {
  return {
    size: sameSize,
    gray: 'makes',
    bilevel: true,
    map: (pixels) => {
      const { width, height } = pixels;
      const luma = lumaOf(pixels);
      if (dither === 'none') for (const [i, value] of luma.entries()) luma[i] = value >= threshold ? 255 : 0;
      else diffuse(luma, width, threshold);
      return { data: Buffer.from(luma.buffer), width, height, channels: 1 };
    },
  };
}

/**
 * Error diffusion by Floyd and Steinberg (1976) in whole numbers, each row from left to right: 7/16
 * of the error goes to the right, 3/16, 5/16 and 1/16 below. Sums of sixteenths are cut towards zero
 * once a pixel, and the pixel with its share is held within 0 to 255: equal, pixel for pixel, to
 * Pillow's `convert('1')` of a gray picture at a threshold of 128; of a colour one, to
 * `convert('L').convert('1')`.
 */
function diffuse(luma: Uint8Array, width: number, threshold: number): void {
  // Sixteenths for the pixel below and one to the left; the row begins one further to the right.
  const below = new Int32Array(width + 1);
  for (let row = 0; row < luma.length; row += width) {
    let [right, corner, straight] = [0, 0, 0];
    for (let x = 0; x < width; x++) {
      const share = ((right + (below[x + 1] ?? 0)) / 16) | 0;
      const value = Math.min(255, Math.max(0, (luma[row + x] ?? 0) + share));
      const isWhite = value > threshold;
      luma[row + x] = isWhite ? 255 : 0;
      const error = isWhite ? value - 255 : value;
      below[x] = error * 3 + corner;
      corner = error * 5 + straight;
      straight = error;
      right = error * 7;
    }
    below[width] = corner;
  }
}
