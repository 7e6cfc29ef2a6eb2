import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { type ImageStepsInput, operationsOf } from '../../src/image/steps.ts';
import {
  blue,
  cornersOf,
  distance,
  fileOf,
  green,
  noise,
  processed,
  quarters,
  red,
  stepsOf,
  temporaryFolder,
  upright,
  white,
} from './pictures.ts';

describe('resize', () => {
  test.each([
    [{ width: 48 }, 48, 32],
    [{ height: 16 }, 24, 16],
    [{ width: 48, height: 48 }, 48, 32],
    [{ width: 48, height: 48, fit: 'outside' }, 72, 48],
    [{ width: 48, height: 48, fit: 'cover' }, 48, 48],
    [{ width: 48, height: 48, fit: 'contain' }, 48, 48],
    [{ width: 48, height: 48, fit: 'fill' }, 48, 48],
    [{ width: 960 }, 96, 64],
    [{ width: 192, enlarge: true }, 192, 128],
  ] as const)('%j', async (resize, width, height) => {
    const file = await fileOf('a.png', quarters().png());
    const made = await processed(file, stepsOf({ resize }));
    expect(made).toMatchObject({
      width,
      height,
      format: 'png',
      before: { width: 96, height: 64, format: 'png' },
    });
    expect(await sharp(made.data).metadata()).toMatchObject({ width, height, format: 'png' });
  });

  test('contain pads with transparency, and with white where there is none', async () => {
    const resize = { width: 64, height: 128, fit: 'contain' } as const;
    const file = await fileOf('a.png', quarters(64, 64).png());
    const png = await processed(file, stepsOf({ resize }));
    expect([...(await sharp(png.data).raw().toBuffer()).subarray(0, 4)]).toEqual([255, 255, 255, 0]);
    const jpeg = await processed(file, stepsOf({ resize }, { encode: { format: 'jpeg' } }));
    expect([...(await sharp(jpeg.data).raw().toBuffer()).subarray(0, 3)]).toEqual(white);
  });

  test('gives the size that it said before, for any picture and options', async () => {
    const folder = await temporaryFolder();
    const side = fc.integer({ min: 1, max: 60 });
    const resize = fc.record(
      {
        width: side,
        height: side,
        fit: fc.constantFrom(
          'inside' as const,
          'outside' as const,
          'cover' as const,
          'contain' as const,
          'fill' as const,
        ),
        enlarge: fc.boolean(),
      },
      { requiredKeys: ['width'] },
    );
    await fc.assert(
      fc.asyncProperty(
        side,
        side,
        fc.array(resize, { minLength: 1, maxLength: 2 }),
        async (width, height, all) => {
          const file = join(folder, 'a.png');
          await writeFile(file, await quarters(width, height).png().toBuffer());
          const steps = stepsOf(...all.map((options) => ({ resize: options })));
          const made = await processed(file, steps);
          const said = operationsOf(steps).reduce((size, step) => step.size(size), { width, height });
          expect(Math.abs(made.width - said.width)).toBeLessThanOrEqual(1);
          expect(Math.abs(made.height - said.height)).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('rotate', () => {
  test.each([
    [90, [blue, red, green, white], 64, 96],
    [180, [white, blue, red, green], 96, 64],
    [270, [green, white, blue, red], 64, 96],
  ] as const)('by %i clockwise', async (angle, corners, width, height) => {
    const file = await fileOf('a.png', quarters().png());
    const made = await processed(file, stepsOf({ rotate: { angle } }));
    expect(made).toMatchObject({ width, height, before: { width: 96, height: 64 } });
    expect(await cornersOf(made.data)).toEqual(corners);
  });
});

describe('steps are applied in the order in which they are written', () => {
  const quarter = { rotate: { angle: 90 } } as const;
  const wide = { resize: { width: 40, height: 10, fit: 'fill' } } as const;
  const crop = { resize: { width: 20, height: 60, fit: 'cover' } } as const;
  const cases: [ImageStepsInput, number, number][] = [
    [[quarter, wide], 40, 10],
    [[wide, quarter], 10, 40],
    [[crop, quarter], 60, 20],
    [[quarter, quarter], 96, 64],
    [[quarter, quarter, quarter, quarter, wide], 40, 10],
    [[wide, { resize: { width: 20 } }], 20, 5],
    [[{ grayscale: {} }, wide, quarter, { grayscale: {} }], 10, 40],
  ];
  test.each(cases)('%j', async (steps, width, height) => {
    const file = await fileOf('a.png', quarters().png());
    expect(await processed(file, stepsOf(...steps))).toMatchObject({ width, height });
  });

  test('also where sharp alone would do otherwise', async () => {
    const file = await fileOf('a.png', quarters().png());
    const twice = await processed(file, stepsOf(quarter, quarter));
    expect(await cornersOf(twice.data)).toEqual([white, blue, red, green]);
    const turned = await processed(file, stepsOf(wide, quarter));
    expect(distance(await cornersOf(turned.data), [blue, red, green, white])).toBeLessThan(4);
  });

  test('and with an orientation and an alpha channel', async () => {
    const picture = quarters().ensureAlpha(0.5).png().withMetadata({ orientation: 6 });
    const made = await processed(await fileOf('a.png', picture), stepsOf(wide, quarter));
    expect(made).toMatchObject({ width: 10, height: 40, before: { width: 64, height: 96 } });
    const half = [blue, red, green, white].map((colour) => [...colour, 127]);
    // Upright it is turned once already, so twice in all.
    const twice = half.slice(-1).concat(half.slice(0, -1));
    expect(distance(await cornersOf(made.data), twice)).toBeLessThan(4);
  });
});

test('grayscale leaves no colour, in any format and before or after other steps', async () => {
  const file = await fileOf('a.jpg', quarters().jpeg());
  const half = { resize: { width: 48 } };
  for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
    for (const steps of [[{ grayscale: {} }], [{ grayscale: {} }, half, half], [half, { grayscale: {} }]]) {
      const made = await processed(file, stepsOf(...steps, { encode: { format } }));
      const corners = await cornersOf(await sharp(made.data).toColourspace('srgb').png().toBuffer());
      for (const [r = 0, g = 0, b = 0] of corners) expect([g, b]).toEqual([r, r]);
      expect(new Set(corners.map(([level]) => level)).size).toBe(4);
    }
  }
});

describe('encode', () => {
  test.each(['jpeg', 'png', 'webp', 'avif'] as const)('%s', async (format) => {
    const file = await fileOf('a.png', quarters().png());
    const made = await processed(file, stepsOf({ encode: { format } }));
    expect(made).toMatchObject({ format, width: 96, height: 64 });
    expect((await sharp(made.data).metadata()).format).toBe(format === 'avif' ? 'heif' : format);
    expect(distance(await cornersOf(made.data), upright)).toBeLessThan(8);
  });

  test.each(['jpeg', 'png', 'webp', 'avif'] as const)('%s: less quality is less bytes', async (format) => {
    const file = await fileOf('a.png', noise().blur(3).png());
    const sizes = [];
    for (const quality of [90, 30]) {
      sizes.push((await processed(file, stepsOf({ encode: { format, quality } }))).data.length);
    }
    expect(sizes[1]).toBeLessThan(sizes[0] ?? 0);
  });

  test.each(['png', 'webp', 'avif'] as const)('%s: lossless keeps every pixel', async (format) => {
    const picture = noise(64, 48);
    const file = await fileOf('a.png', picture.clone().png());
    const made = await processed(file, stepsOf({ encode: { format, lossless: true } }));
    expect((await sharp(made.data).raw().toBuffer()).equals(await picture.raw().toBuffer())).toBe(true);
  });

  test('alpha is kept where the format can, and is white in a JPEG', async () => {
    const file = await fileOf('a.png', quarters().ensureAlpha(0).png());
    for (const format of ['png', 'webp', 'avif'] as const) {
      const made = await processed(file, stepsOf({ encode: { format } }));
      expect((await cornersOf(made.data)).map((colour) => colour[3])).toEqual([0, 0, 0, 0]);
    }
    const jpeg = await processed(file, stepsOf({ resize: { width: 48 } }, { encode: { format: 'jpeg' } }));
    expect(await cornersOf(jpeg.data)).toEqual([white, white, white, white]);
  });
});

describe('what is always done', () => {
  // What a camera stores, by EXIF orientation: the colours of its quarters, clockwise.
  const stored = {
    1: upright,
    2: [green, red, blue, white],
    3: [white, blue, red, green],
    4: [blue, white, green, red],
    5: [red, blue, white, green],
    6: [green, white, blue, red],
    7: [white, green, red, blue],
    8: [blue, red, green, white],
  };
  test.each([1, 2, 3, 4, 5, 6, 7, 8] as const)('orientation %i is baked in', async (orientation) => {
    const expected = await quarters().raw().toBuffer();
    const [width, height] = orientation < 5 ? [96, 64] : [64, 96];
    const picture = quarters(width, height, stored[orientation]).withMetadata({ orientation });
    for (const [name, content] of [
      ['a.png', picture.clone().png()],
      ['a.tif', picture.clone().tiff({ compression: 'lzw' })],
      ['a.webp', picture.clone().webp({ lossless: true })],
    ] as const) {
      const file = await fileOf(name, content);
      const made = await processed(file, []);
      expect(made).toMatchObject({ width: 96, height: 64, before: { width: 96, height: 64 } });
      const pixels = await sharp(made.data).raw().toBuffer();
      if (name === 'a.webp') expect(distance(await cornersOf(made.data), upright)).toBeLessThan(8);
      else expect(pixels.equals(expected)).toBe(true);
      expect((await sharp(made.data).metadata()).orientation ?? 1).toBe(1);

      const small = await processed(file, stepsOf({ resize: { width: 48, height: 48, fit: 'inside' } }));
      expect(small).toMatchObject({ width: 48, height: 32 });
      expect(distance(await cornersOf(small.data), upright)).toBeLessThan(8);
    }
    const jpeg = await fileOf('a.jpg', picture.jpeg({ quality: 95 }));
    const made = await processed(jpeg, stepsOf({ resize: { width: 24 } }, { encode: { format: 'webp' } }));
    expect(made).toMatchObject({ width: 24, height: 16 });
    expect(distance(await cornersOf(made.data), upright)).toBeLessThan(12);
  });

  test('CMYK becomes sRGB', async () => {
    // Colours that ink has too.
    const soft = [
      [200, 60, 60],
      [70, 140, 70],
      [240, 240, 240],
      [60, 70, 150],
    ];
    const picture = quarters(96, 64, soft).toColourspace('cmyk');
    const file = await fileOf('a.jpg', picture.jpeg({ quality: 95 }));
    expect((await sharp(file).metadata()).space).toBe('cmyk');
    for (const steps of [[], stepsOf({ resize: { width: 48 } }), stepsOf({ encode: { format: 'png' } })]) {
      const { data } = await processed(file, steps);
      expect(await sharp(data).metadata()).toMatchObject({ space: 'srgb', channels: 3 });
      expect(distance(await cornersOf(data), soft)).toBeLessThan(20);
    }
  });

  test('a wide colour profile is converted, not dropped', async () => {
    const p3 = quarters().withIccProfile('p3').png();
    const file = await fileOf('a.png', p3);
    const bare = await cornersOf(
      await sharp(await p3.toBuffer(), { ignoreIcc: true })
        .png()
        .toBuffer(),
    );
    expect(distance(bare, upright)).toBeGreaterThan(10);
    const made = await processed(file, []);
    expect((await sharp(made.data).metadata()).icc).toBeUndefined();
    expect(distance(await cornersOf(made.data), upright)).toBeLessThan(4);
  });

  test('also at 16 bits a channel', async () => {
    const file = await fileOf('a.png', quarters().toColourspace('rgb16').withIccProfile('p3').png());
    expect(await sharp(file).metadata()).toMatchObject({ depth: 'ushort', hasProfile: true });
    const half = { resize: { width: 48 } };
    for (const steps of [
      [],
      [half],
      [half, half],
      [{ encode: { format: 'webp' as const, lossless: true } }],
    ]) {
      const made = await processed(file, stepsOf(...steps));
      expect((await sharp(made.data).metadata()).icc).toBeUndefined();
      expect(distance(await cornersOf(made.data), upright)).toBeLessThan(4);
    }
  });

  test('16 bits a channel become 8', async () => {
    const deep = quarters().toColourspace('rgb16').png();
    const file = await fileOf('a.png', deep);
    expect((await sharp(file).metadata()).depth).toBe('ushort');
    for (const format of ['png', 'webp', 'jpeg'] as const) {
      const made = await processed(file, stepsOf({ resize: { width: 48 } }, { encode: { format } }));
      expect((await sharp(made.data).metadata()).depth).toBe('uchar');
      expect(distance(await cornersOf(made.data), upright)).toBeLessThan(12);
    }
  });

  test('metadata is gone, the place above all', async () => {
    const exif = { IFD0: { Copyright: 'Somebody' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } };
    const file = await fileOf('a.jpg', quarters().withExif(exif).withXmp('<x/>').jpeg());
    for (const steps of [[], stepsOf({ grayscale: {} })]) {
      const made = await processed(file, steps);
      const { exif: after, xmp, icc, iptc } = await sharp(made.data).metadata();
      expect({ after, xmp, icc, iptc }).toEqual({});
    }
  });

  test('a picture that needs nothing is passed on as it is', async () => {
    for (const [name, content] of [
      ['a.jpg', await quarters().jpeg().toBuffer()],
      ['a.png', await quarters().ensureAlpha(0.5).png().toBuffer()],
      ['a.webp', await quarters().webp().toBuffer()],
      ['a.avif', await quarters().avif().toBuffer()],
      ['a.gif', await quarters().gif().toBuffer()],
      [
        'a.svg',
        Buffer.from(
          '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="64"><path d="M0 0h9v9z"/></svg>',
        ),
      ],
    ] as const) {
      const made = await processed(await fileOf(name, content), []);
      expect(made).toMatchObject({ width: 96, height: 64 });
      expect(made.data.equals(content), name).toBe(true);
      expect(made.before).toMatchObject({ size: content.length, format: made.format });
    }
  });

  test('a picture that is called something else becomes what its name says', async () => {
    const made = await processed(await fileOf('a.jpg', quarters().png()), []);
    expect(made).toMatchObject({ format: 'jpeg', before: { format: 'png' } });
    expect((await sharp(made.data).metadata()).format).toBe('jpeg');
  });
});

test('an SVG is drawn, and reaches no other file', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'secret.png'), await quarters().png().toBuffer());
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="64">' +
    '<image href="secret.png" width="96" height="64"/></svg>';
  await writeFile(join(folder, 'a.svg'), svg);
  const made = await processed(join(folder, 'a.svg'), stepsOf({ encode: { format: 'png' } }));
  expect(made).toMatchObject({ width: 96, height: 64, before: { format: 'svg' } });
  expect((await cornersOf(made.data)).map((colour) => colour[3])).toEqual([0, 0, 0, 0]);
});

test('the same picture and steps give the same bytes', async () => {
  const file = await fileOf('a.png', noise(600, 400).png());
  for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
    const steps = stepsOf({ resize: { width: 320 } }, { encode: { format, quality: 70 } });
    const all = await Promise.all([1, 2, 3].map(() => processed(file, steps)));
    for (const made of all) expect(made.data.equals(all[0]?.data ?? Buffer.alloc(0)), format).toBe(true);
  }
});

test('many pictures at once are each their own', async () => {
  const files = await Promise.all(
    Array.from({ length: 24 }, (_, i) => fileOf(`${i}.png`, quarters(40 + i, 40).png())),
  );
  const made = await Promise.all(files.map((file) => processed(file, stepsOf({ rotate: { angle: 90 } }))));
  expect(made.map(({ height }) => height)).toEqual(files.map((_, i) => 40 + i));
});
