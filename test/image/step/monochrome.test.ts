import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { itNeeds } from '../../support/needs.ts';
import { tempFolder } from '../../support/temp.ts';
import { fileOf, grayPixels, processed, stepsOf } from '../pictures.ts';

const golden = join(import.meta.dirname, '../golden/monochrome');
const make = join(golden, 'make.py');
const modes = { L: 1, RGB: 3 } as const;
const sizes = [
  [1, 1],
  [1, 7],
  [7, 1],
  [64, 48],
  [101, 33],
] as const;
const cases = (['L', 'RGB'] as const).flatMap((mode) =>
  sizes.map(([width, height]) => ({ mode, width, height, name: `${mode}-${width}x${height}.png` })),
);

/** The pixels that make.py makes: steps of a linear congruence, over a slope. */
function noise(width: number, height: number, channels: 1 | 3): Buffer {
  let seed = 1n;
  const value = (x: number) => {
    seed = (seed * 1_103_515_245n + 12_345n) & 0x7fffffffn;
    const slope = Math.floor((x * 255) / Math.max(1, width - 1));
    return Math.max(0, Math.min(255, slope + (Number(seed >> 16n) % 121) - 60));
  };
  return Buffer.from(
    Array.from({ length: width * height * channels }, (_, i) => value(Math.floor(i / channels) % width)),
  );
}

async function dithered(
  { mode, width, height }: (typeof cases)[number],
  format: 'png' | 'tiff' = 'png',
): Promise<Buffer> {
  const channels = modes[mode];
  const source = sharp(noise(width, height, channels), { raw: { width, height, channels } });
  const file = await fileOf('a.png', source.toColourspace(mode === 'L' ? 'b-w' : 'srgb').png());
  return (await processed(file, stepsOf({ monochrome: {} }, { encode: { format } }))).data;
}

describe("equals Pillow's convert('1'), pixel for pixel", () => {
  test.each(cases)('$name', async ({ name, ...picture }) => {
    const pillow = await grayPixels(await readFile(join(golden, name)));
    expect(await grayPixels(await dithered({ name, ...picture }))).toEqual(pillow);
  });

  const python = ['/usr/bin/python3', 'python3'].find(
    (command) => spawnSync(command, ['-c', 'import PIL']).status === 0,
  );
  itNeeds('python3 with Pillow', python !== undefined)('as it is here', async () => {
    const folder = tempFolder();
    expect(spawnSync(python ?? 'python3', [make, folder]).status).toBe(0);
    for (const picture of cases) {
      const pillow = await grayPixels(await readFile(join(folder, picture.name)));
      expect(await grayPixels(await dithered(picture)), picture.name).toEqual(pillow);
    }
  });
});

test('a PNG and a TIFF of it have 1 bit a pixel', async () => {
  const [, , , picture = { mode: 'L', width: 64, height: 48, name: '' }] = cases;
  const png = await dithered(picture);
  expect(await sharp(png).metadata()).toMatchObject({ bitsPerSample: 1, isPalette: true });
  const tiff = await dithered(picture, 'tiff');
  expect(await sharp(tiff).metadata()).toMatchObject({ bitsPerSample: 1, channels: 1 });
  expect(await grayPixels(tiff)).toEqual(await grayPixels(png));
});

test.each([0, 255])('a picture that is all %i stays so', async (value) => {
  const all = sharp(Buffer.alloc(12, value), { raw: { width: 4, height: 3, channels: 1 } });
  const file = await fileOf('a.png', all.png());
  const made = await processed(file, stepsOf({ monochrome: {} }));
  expect([...(await grayPixels(made.data))]).toEqual(Array(12).fill(value));
});

describe('without dither', () => {
  const slope = Buffer.from(Array.from({ length: 256 }, (_, value) => value));
  test.each([
    [{}, 128],
    [{ threshold: 1 }, 1],
    [{ threshold: 255 }, 255],
    [{ threshold: 0 }, 0],
  ])('%j: white is what is at or above %i', async (options, threshold) => {
    const picture = sharp(slope, { raw: { width: 16, height: 16, channels: 1 } });
    const file = await fileOf('a.png', picture.png());
    const made = await processed(file, stepsOf({ monochrome: { dither: 'none', ...options } }));
    const expected = [...slope].map((value) => (value >= threshold ? 255 : 0));
    expect([...(await grayPixels(made.data))]).toEqual(expected);
  });
});

test('alpha is not looked at, as in Pillow', async () => {
  const pixels = Buffer.from([255, 255, 255, 0, 0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 255]);
  const file = await fileOf('a.png', sharp(pixels, { raw: { width: 4, height: 1, channels: 4 } }).png());
  const made = await processed(file, stepsOf({ monochrome: {} }));
  expect([...(await grayPixels(made.data))]).toEqual([255, 0, 255, 0]);
});
