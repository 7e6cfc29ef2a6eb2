import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { checkMemory, defaultLimits, imageLimitsSchema } from '../../src/image/limits.ts';
import { fileOf, gifOf, noise, processed, quarters, stepsOf } from './pictures.ts';

/** What processing throws, told short. */
const refused = (file: string, steps: Parameters<typeof processed>[1], limits: object) =>
  processed(file, steps, { name: `pens/${file.split('/').at(-1)}`, limits }).then(
    () => 'done',
    ({ name, message, hint, at }: { name: string; message: string; hint: string; at: { file: string } }) =>
      `${name} ${at?.file}: ${message} ${hint}`,
  );

test('the defaults', () => {
  expect(defaultLimits).toEqual({ megapixels: 50, frames: 100, seconds: 30, megabytes: 1024 });
  expect(imageLimitsSchema.parse({ megapixels: 0.5, frames: 3 })).toEqual({ megapixels: 0.5, frames: 3 });
  for (const limits of [
    { megapixels: 0 },
    { frames: 1.5 },
    { seconds: -1 },
    { megabytes: 'many' },
    { pixels: 9 },
  ]) {
    expect(imageLimitsSchema.safeParse(limits).success, JSON.stringify(limits)).toBe(false);
  }
});

describe('frames', () => {
  const frames = Array.from({ length: 4 }, (_, i) => [i * 60, 0, 0]);

  test('over the limit', async () => {
    const file = await fileOf('a.gif', await gifOf(frames));
    const message =
      'UserError pens/a.gif: The picture has 4 frames, over the limit of 3 frames. ' +
      'Shorten it first, encode to JPEG, PNG or AVIF, which take the first frame, ' +
      'or raise the limit ("limits": { "frames": ... }).';
    expect(await refused(file, [], { frames: 3 })).toBe(message);
    expect(await refused(file, stepsOf({ encode: { format: 'webp' } }), { frames: 3 })).toBe(message);
    expect(await refused(file, [], { frames: 4 })).toBe('done');
  });

  test('do not count where the first alone is taken', async () => {
    const file = await fileOf('a.gif', await gifOf(frames));
    expect(await refused(file, stepsOf({ encode: { format: 'png' } }), { frames: 1 })).toBe('done');
  });

  test('101 of them are one too many by default', async () => {
    const many = await gifOf(
      Array.from({ length: 101 }, (_, i) => [i, i, i]),
      2,
      2,
    );
    expect(await refused(await fileOf('a.gif', many), [], {})).toMatch(
      /has 101 frames, over the limit of 100/,
    );
  });
});

describe('memory', () => {
  test('over the limit, before anything is decoded', async () => {
    const file = await fileOf('a.png', quarters(1000, 1000).png());
    expect(await refused(file, [], { megabytes: 5 })).toBe(
      'UserError pens/a.png: The picture would take 5.8 MB of memory, over the limit of 5 MB. ' +
        'Make it smaller first, or raise the limit ("limits": { "megabytes": ... }).',
    );
    expect(await refused(file, [], { megabytes: 6 })).toBe('done');
    const enlarged = stepsOf({ resize: { width: 2000, enlarge: true } });
    expect(await refused(file, enlarged, { megabytes: 6 })).toMatch(/would take 31 MB of memory/);
  });

  test('of all frames together', async () => {
    const file = await fileOf(
      'a.gif',
      await gifOf(
        [
          [255, 0, 0],
          [0, 255, 0],
          [0, 0, 255],
        ],
        200,
        200,
      ),
    );
    expect(await refused(file, [], { megabytes: 0.5 })).toMatch(
      /would take .* Make it smaller or shorter first,/,
    );
    expect(await refused(file, stepsOf({ encode: { format: 'png' } }), { megabytes: 0.5 })).toBe('done');
  });

  test('the limits of pixels and of memory fit each other', () => {
    const largest = { width: 10_000, height: 5000 };
    const deep = { sizes: [largest, largest], channels: 4, depth: 2, frames: 1 } as const;
    expect(() => checkMemory({ ...deep, sizes: [...deep.sizes] }, 'a.png')).not.toThrow();
  });
});

describe('time', () => {
  test('over the limit', async () => {
    const file = await fileOf('a.png', noise(600, 600).png());
    const slow = stepsOf({ resize: { width: 500 } }, { encode: { format: 'avif', effort: 9 } });
    expect(await refused(file, slow, { seconds: 0.001 })).toBe(
      'UserError pens/a.png: The picture took longer than the limit of 0.001 seconds. ' +
        'Make it smaller first, ask for less effort, or raise the limit ("limits": { "seconds": ... }).',
    );
  });

  test('stops what runs', async () => {
    // Medians over 15 x 15 of 4 megapixels take far longer than a second.
    const file = await fileOf('a.png', noise(2000, 2000).png({ compressionLevel: 1 }));
    const steps = stepsOf(...Array.from({ length: 4 }, () => ({ median: { size: 15 } })));
    const limits = { seconds: 1 };
    expect(await refused(file, steps, limits)).toMatch(/took longer than the limit of 1 second\./);
  });
});

test('a decompression bomb is refused by its header', async () => {
  const png = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#abc' } })
    .png()
    .toBuffer();
  png.writeUInt32BE(60_000, 16);
  png.writeUInt32BE(60_000, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  expect(await refused(await fileOf('a.png', png), [], {})).toMatch(
    /is 60000 x 60000 pixels \(3600 megapixels\), over the limit of 50 megapixels\. Make it smaller first,/,
  );
});
