import { describe, expect, it } from 'vitest';
import { dominantColour } from '../../../src/image/facts/dominant.ts';
import { shrink } from '../../../src/image/facts/shrink.ts';
import type { Pixels } from '../../../src/image/pixels.ts';

/** One row of pixels. */
const row = (...pixels: number[][]): Pixels => ({
  data: Uint8Array.from(pixels.flat()),
  width: pixels.length,
  height: 1,
  channels: (pixels[0]?.length ?? 3) as Pixels['channels'],
});

describe('the dominant colour', () => {
  it.each([
    ['the mean of the fullest cell', row([200, 36, 36], [202, 38, 40], [0, 0, 255]), '#c92526'],
    ['not the mean of all', row([0, 0, 0], [0, 0, 0], [255, 255, 255]), '#000000'],
    [
      'the darkest of cells that are equally full',
      row([255, 255, 255], [16, 0, 0], [0, 255, 255]),
      '#00ffff',
    ],
    ['gray where there is one channel', row([16], [17], [200]), '#111111'],
    ['of gray with alpha, what is seen', row([16, 0], [16, 127], [200, 128]), '#c8c8c8'],
    [
      'of colours with alpha, what is seen',
      row([1, 2, 3, 0], [1, 2, 3, 127], [200, 100, 50, 128]),
      '#c86432',
    ],
    ['black where nothing is seen', row([200, 100, 50, 0]), '#000000'],
  ])('is %s', (_, pixels, colour) => {
    expect(dominantColour(shrink(pixels))).toBe(colour);
  });
});
