import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import {
  cornersOf,
  distance,
  fileOf,
  noise,
  problemsOf,
  processed,
  quarters,
  stepsOf,
  upright,
} from '../pictures.ts';

describe('maxBytes', () => {
  test.each(['jpeg', 'webp', 'avif'] as const)('%s: the best quality that keeps to it', async (format) => {
    const file = await fileOf('a.png', noise(120, 90).blur(1.5).png());
    const sizeAt = async (quality: number) =>
      (await processed(file, stepsOf({ encode: { format, quality } }))).data.length;
    const [low, high] = [await sizeAt(20), await sizeAt(60)];
    const maxBytes = Math.floor((low + high) / 2);
    const made = await processed(file, stepsOf({ encode: { format, quality: 80, maxBytes } }));
    expect(made.data.length).toBeLessThanOrEqual(maxBytes);
    let quality = 20;
    while ((await sizeAt(quality + 1)) <= maxBytes) quality++;
    expect(made.data.length).toBe(await sizeAt(quality));
  });

  test('is nothing to a picture that is smaller anyway', async () => {
    const file = await fileOf('a.png', quarters().png());
    const plain = await processed(file, stepsOf({ encode: { format: 'webp' } }));
    const made = await processed(file, stepsOf({ encode: { format: 'webp', maxBytes: 100_000 } }));
    expect(made.data.equals(plain.data)).toBe(true);
  });

  test('that cannot be kept is a fault of the picture', async () => {
    const file = await fileOf('a.png', noise(200, 200).png());
    const steps = stepsOf({ encode: { format: 'jpeg', maxBytes: 1000 } });
    await expect(processed(file, steps, { name: 'pens/a.png' })).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(
        /^The JPEG picture has [\d,]+ bytes at quality 10, over its "maxBytes" of 1,000\.$/,
      ),
      hint: 'Add a resize step before, or allow more bytes.',
      at: { file: 'pens/a.png' },
    });
  });
});

test.each(['tiff', 'gif'] as const)('%s', async (format) => {
  const file = await fileOf('a.png', quarters().png());
  const made = await processed(file, stepsOf({ encode: { format } }));
  expect(made).toMatchObject({ format, width: 96, height: 64 });
  expect((await sharp(made.data).metadata()).format).toBe(format);
  expect(
    distance(
      await cornersOf(made.data),
      upright.map((colour) => (format === 'gif' ? [...colour, 255] : colour)),
    ),
  ).toBe(0);
});

test('progressive', async () => {
  const file = await fileOf('a.png', noise().png());
  for (const format of ['jpeg', 'png'] as const) {
    for (const progressive of [false, true]) {
      const made = await processed(file, stepsOf({ encode: { format, progressive } }));
      expect((await sharp(made.data).metadata()).isProgressive).toBe(progressive);
    }
  }
});

test.each([
  ['webp', 0, 6],
  ['avif', 0, 4],
  ['png', 1, 10],
] as const)('%s: more effort is not more bytes', async (format, least, most) => {
  const file = await fileOf('a.png', noise(96, 96).blur(2).png());
  const sizeAt = async (effort: number) =>
    (await processed(file, stepsOf({ encode: { format, effort } }))).data.length;
  expect(await sizeAt(most)).toBeLessThanOrEqual((await sizeAt(least)) * 1.02);
});

test('a PNG with a quality has a palette', async () => {
  const file = await fileOf('a.png', noise(64, 64).png());
  const made = await processed(file, stepsOf({ encode: { format: 'png', quality: 80 } }));
  expect(await sharp(made.data).metadata()).toMatchObject({ isPalette: true });
});

test('gray pictures have one channel where the format can', async () => {
  const file = await fileOf('a.png', quarters().png());
  for (const format of ['jpeg', 'png', 'tiff'] as const) {
    const made = await processed(file, stepsOf({ grayscale: {} }, { encode: { format } }));
    expect(await sharp(made.data).metadata(), format).toMatchObject({ channels: 1, space: 'b-w' });
  }
});

test.each([
  [
    { format: 'gif', lossless: true },
    'lossless',
    'GIF has at most 256 colours; WebP, AVIF and PNG can be lossless.',
  ],
  [
    { format: 'tiff', quality: 50 },
    'quality',
    'TIFF has no quality; leave it out, or choose JPEG, WebP or AVIF.',
  ],
  [
    { format: 'gif', quality: 50 },
    'quality',
    'GIF has no quality; leave it out, or choose JPEG, WebP or AVIF.',
  ],
  [{ format: 'webp', effort: 7 }, 'effort', 'The effort of WebP is from 0 to 6.'],
  [{ format: 'png', effort: 0 }, 'effort', 'The effort of PNG is from 1 to 10.'],
  [{ format: 'jpeg', effort: 1 }, 'effort', 'JPEG has no effort; leave it out.'],
  [
    { format: 'webp', progressive: true },
    'progressive',
    'WebP cannot be progressive; JPEG, PNG and GIF can.',
  ],
  [
    { format: 'png', maxBytes: 1000 },
    'maxBytes',
    'Bytes are kept to by lowering the quality, and PNG has none; choose JPEG, WebP or AVIF.',
  ],
  [
    { format: 'webp', lossless: true, maxBytes: 1000 },
    'maxBytes',
    'Bytes are kept to by lowering the quality, and a lossless picture has none; leave out one of them.',
  ],
])('%j is refused', (encode, path, message) => {
  expect(problemsOf({ encode })).toEqual([[`0/encode/${path}`, message]]);
});
