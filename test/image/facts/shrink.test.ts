import { describe, expect, it } from 'vitest';
import { shrink } from '../../../src/image/facts/shrink.ts';

describe('a miniature', () => {
  it.each([
    [4000, 3000, 64, 48],
    [300, 4000, 5, 64],
    [64, 50, 64, 50],
    [3, 2, 3, 2],
    [20_000, 1, 64, 1],
  ])('of %s x %s is %s x %s', (width, height, toWidth, toHeight) => {
    const small = shrink({ data: new Uint8Array(width * height), width, height, channels: 1 });
    expect([small.width, small.height, small.rgba.length]).toEqual([
      toWidth,
      toHeight,
      toWidth * toHeight * 4,
    ]);
  });

  it('of a small picture is the picture', () => {
    const data = Uint8Array.from([1, 2, 3, 4, 5, 6]);
    expect([...shrink({ data, width: 2, height: 1, channels: 3 }).rgba]).toEqual([
      1, 2, 3, 255, 4, 5, 6, 255,
    ]);
    expect([...shrink({ data, width: 3, height: 1, channels: 2 }).rgba]).toEqual([
      1, 1, 1, 2, 3, 3, 3, 4, 5, 5, 5, 6,
    ]);
  });

  it('weighs colours by their alpha', () => {
    const pixels = Array.from({ length: 128 }, (_, i) => (i % 2 ? [255, 0, 0, 255] : [0, 255, 0, 0]));
    const { rgba } = shrink({ data: Uint8Array.from(pixels.flat()), width: 128, height: 1, channels: 4 });
    expect([...rgba.subarray(0, 4)]).toEqual([255, 0, 0, 128]);
  });
});
