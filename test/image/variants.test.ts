import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { processImage } from '../../src/image/process.ts';
import { cornersOf, distance, fileOf, gifOf, processed, quarters, stepsOf, upright } from './pictures.ts';

const thumb = stepsOf({ resize: { width: 24 } });
const webp = stepsOf({ encode: { format: 'webp' } });

describe('variants', () => {
  test('come behind the picture itself, in their order, and go on from its steps', async () => {
    const file = await fileOf('a.jpg', quarters().jpeg({ quality: 95 }));
    const plan = {
      steps: stepsOf({ rotate: { angle: 90 } }, { encode: { format: 'png' } }),
      variants: {
        thumb: stepsOf({ resize: { width: 16 } }, { encode: { format: 'webp' } }),
        gray: stepsOf({ grayscale: {} }),
        again: webp,
      },
    };
    const { outputs } = await processImage(file, plan);
    expect(outputs.map(({ variant, format, width, height }) => [variant, format, width, height])).toEqual([
      [undefined, 'png', 64, 96],
      ['thumb', 'webp', 16, 24],
      ['gray', 'jpeg', 64, 96],
      ['again', 'webp', 64, 96],
    ]);
    for (const { data, format, width, height } of outputs) {
      expect(await sharp(data).metadata()).toMatchObject({ format, width, height });
    }
    expect((await sharp(outputs[2]?.data).metadata()).channels).toBe(1);
    const { data } = await processed(file, plan.steps);
    expect(outputs[0].data.equals(data)).toBe(true);
  });

  test('are the same whatever other variants there are, and in whatever order', async () => {
    const file = await fileOf('a.png', quarters().png());
    const gamma = stepsOf({ gamma: { gamma: 3 } });
    const negate = stepsOf({ negate: {} });
    const [one, other] = await Promise.all([
      processImage(file, { steps: [], variants: { gamma, negate, thumb } }),
      processImage(file, { steps: [], variants: { thumb, gamma, negate } }),
    ]);
    const of = ({ outputs }: typeof one, name: string) =>
      outputs.find(({ variant }) => variant === name)?.data;
    for (const name of ['gamma', 'negate', 'thumb']) expect(of(one, name)).toEqual(of(other, name));
    expect(one.outputs[0].data.equals(other.outputs[0].data)).toBe(true);
    expect(distance(await cornersOf(one.outputs[0].data), upright)).toBe(0);
  });

  test('called "original" begin with the source: as it was, or made clean and small', async () => {
    const bytes = await quarters().jpeg().toBuffer();
    const steps = stepsOf({ resize: { width: 12 } }, { grayscale: {} }, { encode: { format: 'webp' } });
    const { outputs } = await processImage(await fileOf('a.jpg', bytes), {
      steps,
      variants: { original: [], thumb: stepsOf({ resize: { width: 6 } }) },
    });
    expect(outputs[1]?.data.equals(bytes)).toBe(true);
    expect(outputs.map(({ variant, format, width }) => [variant, format, width])).toEqual([
      [undefined, 'webp', 12],
      ['original', 'jpeg', 96],
      ['thumb', 'jpeg', 6],
    ]);
    const turned = await quarters().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const [, original] = (
      await processImage(await fileOf('b.jpg', turned), { steps, variants: { original: thumb } })
    ).outputs;
    expect(original).toMatchObject({ format: 'jpeg', width: 24 });
    const { exif, orientation, channels } = await sharp(original?.data).metadata();
    expect([exif, orientation, channels]).toEqual([undefined, undefined, 3]);
  });

  test('of a picture that is passed on as it is', async () => {
    const bytes = await quarters().jpeg().toBuffer();
    const { outputs } = await processImage(await fileOf('a.jpg', bytes), { steps: [], variants: { thumb } });
    expect(outputs[0].data.equals(bytes)).toBe(true);
    expect(outputs[1]).toMatchObject({ variant: 'thumb', width: 24, height: 16, format: 'jpeg' });
  });

  test('keep alpha though the picture itself is a JPEG', async () => {
    const file = await fileOf('a.png', quarters().ensureAlpha(0.5).png());
    const { outputs } = await processImage(file, {
      steps: stepsOf({ encode: { format: 'jpeg' } }),
      variants: { glass: stepsOf({ encode: { format: 'png' } }) },
    });
    expect((await sharp(outputs[0].data).metadata()).hasAlpha).toBe(false);
    expect((await cornersOf(outputs[1]?.data ?? Buffer.alloc(0)))[0]).toEqual([255, 0, 0, 127]);
  });

  test('keep the metadata that the steps keep, or say otherwise', async () => {
    const picture = quarters()
      .withExif({ IFD0: { Copyright: 'Jo' } })
      .jpeg();
    const { outputs } = await processImage(await fileOf('a.jpg', picture), {
      steps: stepsOf({ metadata: { keep: 'copyright' } }),
      variants: { thumb, bare: stepsOf({ metadata: { keep: 'nothing' } }) },
    });
    const kept = await Promise.all(outputs.map(async ({ data }) => (await sharp(data).metadata()).exif));
    expect(kept.map((exif) => exif !== undefined)).toEqual([true, true, false]);
  });
});

describe('an animation', () => {
  const red = [255, 0, 0];
  const green = [0, 255, 0];
  const blue = [0, 0, 255];
  const colours = [red, green, blue];

  /** The colour of each frame's first pixel. */
  async function framesOf(picture: Buffer): Promise<number[][]> {
    const { data, info } = await sharp(picture, { pages: -1 }).raw().toBuffer({ resolveWithObject: true });
    const frames = info.pages ?? 1;
    const bytes = data.length / frames;
    return Array.from({ length: frames }, (_, i) => [...data.subarray(i * bytes, i * bytes + 3)]);
  }

  test.each([
    [[{ resize: { width: 4 } }], 4, 3],
    [[{ crop: { left: 1, top: 1, width: 5, height: 3 } }], 5, 3],
    [[{ rotate: { angle: 90 } }], 6, 8],
    [[{ extend: { bottom: 2, background: '#fff' } }], 8, 8],
    [[{ flip: {} }, { resize: { width: 4, height: 4, fit: 'cover' } }, { rotate: { angle: 180 } }], 4, 4],
    [[{ resize: { width: 4, height: 4, fit: 'cover', position: 'attention' } }], 4, 4],
    [[{ trim: { background: '#123456' } }], 8, 6],
  ] as const)('keeps its frames through %j', async (steps, width, height) => {
    const file = await fileOf('a.gif', await gifOf(colours));
    for (const format of ['gif', 'webp'] as const) {
      const encode = format === 'gif' ? { format } : { format, lossless: true };
      const made = await processed(file, stepsOf(...steps, { encode }));
      expect(made).toMatchObject({ width, height, frames: 3, before: { frames: 3 }, warnings: [] });
      expect(await framesOf(made.data)).toEqual(colours);
      const { delay, loop, pageHeight } = await sharp(made.data, { pages: -1 }).metadata();
      expect({ delay, loop, pageHeight }).toEqual({ delay: [100, 100, 100], loop: 0, pageHeight: height });
    }
  });

  test('does the steps to each frame', async () => {
    const file = await fileOf('a.gif', await gifOf(colours));
    const made = await processed(file, stepsOf({ negate: {} }));
    expect(await framesOf(made.data)).toEqual(colours.map((colour) => colour.map((value) => 255 - value)));
  });

  test('is cut to what all frames show', async () => {
    const dot = (at: number) =>
      Array.from({ length: 5 }, (_, x) => (x === at ? [255, 255, 255] : [0, 0, 0])).flat();
    const data = Buffer.from([...dot(1), ...dot(3)]);
    const raw = { width: 5, height: 2, channels: 3, pageHeight: 1 } as const;
    const file = await fileOf('a.webp', sharp(data, { raw }).webp({ lossless: true }));
    const made = await processed(file, stepsOf({ trim: {} }));
    expect(made).toMatchObject({ width: 3, height: 1, frames: 2 });
  });

  test('becomes its first frame where the format cannot move, with a warning', async () => {
    const file = await fileOf('a.gif', await gifOf(colours));
    for (const [format, title] of [
      ['jpeg', 'JPEG'],
      ['png', 'PNG'],
      ['avif', 'AVIF'],
      ['tiff', 'TIFF'],
    ] as const) {
      const made = await processed(file, stepsOf({ encode: { format } }));
      expect(made).toMatchObject({ frames: 1, before: { frames: 3 } });
      expect(made.warnings).toEqual([`Only the first frame is kept: ${title} pictures do not move.`]);
      expect(distance(await framesOf(made.data), [red])).toBeLessThan(5);
    }
  });

  test('is still as itself and moves as a variant', async () => {
    const file = await fileOf('a.gif', await gifOf(colours));
    const steps = stepsOf({ resize: { width: 4 } }, { encode: { format: 'png' } });
    const { outputs, warnings } = await processImage(file, { steps, variants: { moving: webp } });
    expect(outputs.map(({ frames }) => frames)).toEqual([1, 3]);
    expect(warnings).toEqual(['Only the first frame is kept: PNG pictures do not move.']);
  });

  test('is passed on as it is when it needs nothing', async () => {
    const bytes = await gifOf(colours);
    const made = await processed(await fileOf('a.gif', bytes), []);
    expect(made.frames).toBe(3);
    expect(made.data.equals(bytes)).toBe(true);
  });
});

test('a TIFF of several pages gives the first, with a warning', async () => {
  const raw = { width: 2, height: 4, channels: 3, pageHeight: 2 } as const;
  const data = Buffer.from([...Array(12).fill(7), ...Array(12).fill(200)]);
  const file = await fileOf('a.tif', sharp(data, { raw }).tiff({ compression: 'lzw' }));
  const made = await processed(file, stepsOf({ encode: { format: 'png' } }));
  const { pages } = await sharp(file).metadata();
  if (pages === 2) expect(made.warnings).toEqual(['Only the first page of the TIFF file is taken.']);
  expect([...(await sharp(made.data).raw().toBuffer())].slice(0, 3)).toEqual([7, 7, 7]);
});
