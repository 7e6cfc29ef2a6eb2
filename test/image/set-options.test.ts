import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/error.ts';
import {
  type ImageSetOptions,
  imageSetOptions,
  limitsOf,
  packedNames,
  parseLimits,
} from '../../src/image/set-options.ts';
import { stepsOf } from './pictures.ts';

const messageOf = (task: () => unknown) => {
  try {
    task();
  } catch (error) {
    if (error instanceof UserError) return [error.message, error.hint].join(' ');
    throw error;
  }
  return 'no error';
};

describe('the names of packed files', () => {
  const webp = { encode: { format: 'webp' } } as const;
  it.each<[string, ImageSetOptions, string, Record<string, string>]>([
    ['pens/red.jpg', {}, 'pens/red.jpg', {}],
    [
      'pens/red.JPG',
      { variants: { thumb: stepsOf(webp) } },
      'pens/red.JPG',
      { thumb: 'pens/red.thumb.webp' },
    ],
    [
      'red.png',
      { steps: stepsOf(webp), variants: { a: stepsOf({ grayscale: {} }), b: stepsOf(webp) } },
      'red.webp',
      { a: 'red.a.png', b: 'red.b.webp' },
    ],
    [
      'no.dot.png',
      { variants: { thumb: stepsOf({ resize: { width: 1 } }) } },
      'no.dot.png',
      { thumb: 'no.dot.thumb.png' },
    ],
    [
      'red.png',
      { steps: stepsOf(webp), variants: { original: [] } },
      'red.webp',
      { original: 'red.original.png' },
    ],
  ])('%s', (path, set, file, variants) => {
    expect(packedNames(path, set)).toEqual({ file, variants });
  });
});

describe('the limits that hold', () => {
  it.each([
    [undefined, undefined, {}],
    [{ megapixels: 20 }, undefined, { megapixels: 20 }],
    [undefined, { megapixels: 20 }, { megapixels: 20 }],
    [
      { megapixels: 20, frames: 5 },
      { megapixels: 30, seconds: 9 },
      { megapixels: 20, frames: 5, seconds: 9 },
    ],
    [{ megapixels: 40 }, { megapixels: 30 }, { megapixels: 30 }],
  ])('of a spec with %o and a runner with %o are %o', (limits, ceiling, expected) => {
    expect(limitsOf({ ...(limits && { limits }) }, ceiling)).toEqual(expected);
  });
});

describe('limits as a command line has them', () => {
  it('are read', () => {
    expect(parseLimits('megapixels=0.5, frames=3 ,seconds=60,megabytes=2048')).toEqual({
      megapixels: 0.5,
      frames: 3,
      seconds: 60,
      megabytes: 2048,
    });
  });

  it.each([
    ['pixels=3', '"pixels" is no limit. Limits are megapixels, frames, seconds and megabytes:'],
    ['megapixels', '"megapixels" gives no number.'],
    ['megapixels=many', '"megapixels=many" gives no number.'],
    ['megapixels=-1', '"megapixels=-1" gives no number.'],
    ['seconds=1=2', '"seconds=1=2" gives no number.'],
    ['', '"" is no limit.'],
    ['seconds=0', 'seconds: '],
  ])('%s is refused', (text, message) => {
    expect(messageOf(() => parseLimits(text))).toContain(message);
    expect(messageOf(() => parseLimits(text))).toContain('write "megapixels=100,seconds=60".');
  });
});

describe('what a spec may say of a set', () => {
  it.each([
    [{ onError: 'ignore' }, 'onError'],
    [{ variants: { thumb: [] } }, 'variants.thumb'],
    [{ variants: { 'a b': [{ grayscale: {} }] } }, 'variants.a b'],
    [{ variants: { 'a.b': [{ grayscale: {} }] } }, 'variants.a.b'],
    [{ limits: { megapixels: 0 } }, 'limits.megapixels'],
    [{ limits: { pixels: 3 } }, 'limits'],
  ])('is not %o', (set, path) => {
    const { error } = imageSetOptions.safeParse(set);
    expect(error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
  });
});
