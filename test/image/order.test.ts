import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/base/error.ts';
import { type ImageStepsInput, operationsOf } from '../../src/image/steps.ts';
import { fileOf, processed, stepsOf, temporaryFolder } from './pictures.ts';

type Step = ImageStepsInput[number];

/** One of each kind that can meet in sharp's pipeline, with and without colours and alpha of its own. */
const steps: Step[] = [
  { resize: { width: 30 } },
  { resize: { width: 20, height: 20, fit: 'cover', position: 'north' } },
  { resize: { width: 30, height: 40, fit: 'contain' } },
  { crop: { left: 2, top: 3, width: 15, height: 12 } },
  { extend: { all: 5 } },
  { extend: { left: 3, background: '#f00' } },
  { rotate: { angle: 90 } },
  { flip: {} },
  { grayscale: {} },
  { negate: {} },
  { normalize: {} },
  { gamma: { gamma: 2 } },
  { modulate: { brightness: 1.2, hue: 90 } },
  { tint: { colour: '#a40' } },
  { blur: { sigma: 2 } },
  { sharpen: {} },
  { flatten: { background: '#0a0' } },
];

/** 40 x 28 pixels that differ everywhere; the right half lets through where there is alpha. */
async function source(kind: 'gray' | 'colour' | 'alpha'): Promise<Buffer> {
  const [width, height] = [40, 28];
  const pixels = Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return [x * 6, y * 9, 128 + 100 * Math.sin((x * y) / 40), x < width / 2 ? 255 : 90];
  });
  const picture = sharp(Buffer.from(pixels.flat()), { raw: { width, height, channels: 4 } });
  if (kind === 'alpha') return picture.png().toBuffer();
  const opaque = picture.removeAlpha();
  return (kind === 'gray' ? opaque.toColourspace('b-w') : opaque).png().toBuffer();
}

describe.each(['gray', 'colour', 'alpha'] as const)('in a picture of %s', (kind) => {
  test('two steps give what they give one after the other', async () => {
    const file = await fileOf('a.png', await source(kind));
    const between = join(await temporaryFolder(), 'between.png');
    for (const first of steps) {
      await writeFile(between, (await processed(file, stepsOf(first))).data);
      for (const second of steps) {
        if (first === second && first.crop) continue;
        const apart = await processed(between, stepsOf(second));
        const together = await processed(file, stepsOf(first, second));
        const difference = await largestDifference(together.data, apart.data);
        expect(difference, JSON.stringify([first, second])).toBeLessThanOrEqual(3);
      }
    }
  });
});

/** In one channel of what can be seen; 999 for pictures of other sizes or channels. */
async function largestDifference(one: Buffer, other: Buffer): Promise<number> {
  const read = (bytes: Buffer) => sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const [a, b] = await Promise.all([read(one), read(other)]);
  if (a.info.width !== b.info.width || a.info.height !== b.info.height) return 999;
  let largest = 0;
  for (let i = 0; i < a.data.length; i++) {
    const isClear = a.data[i | 3] === 0 && b.data[i | 3] === 0;
    if (!isClear) largest = Math.max(largest, Math.abs((a.data[i] ?? 0) - (b.data[i] ?? 0)));
  }
  return largest;
}

describe('any list of steps', () => {
  const side = fc.integer({ min: 1, max: 50 });
  const edge = fc.integer({ min: 0, max: 20 });
  const colour = fc.constantFrom('#f00', '#00ff0080', 'white', 'transparent');
  const position = fc.constantFrom('centre', 'north', 'southeast', 'west');
  const anyStep: fc.Arbitrary<Step> = fc.oneof(
    fc
      .record(
        {
          width: side,
          height: side,
          fit: fc.constantFrom('inside', 'outside', 'cover', 'fill'),
          enlarge: fc.boolean(),
          kernel: fc.constantFrom('nearest', 'cubic', 'lanczos3'),
        },
        { requiredKeys: ['width'] },
      )
      .map((resize) => ({ resize })),
    fc.record({ width: side, height: side, background: colour, position }).map((rest) => ({
      resize: { ...rest, fit: 'contain' as const },
    })),
    fc
      .record({ width: side, height: side, position: fc.constantFrom('attention', 'entropy') })
      .map((rest) => ({
        resize: { ...rest, fit: 'cover' as const },
      })),
    fc.record({ left: edge, top: edge, width: side, height: side }).map((crop) => ({ crop })),
    fc.record({ aspect: fc.constantFrom('1:1', '16:9', '1:40'), position }).map((crop) => ({ crop })),
    fc.record({ threshold: fc.integer({ min: 0, max: 255 }) }).map((trim) => ({ trim })),
    fc
      .record({ left: edge, top: edge, all: fc.constant(1), background: colour })
      .map((extend) => ({ extend })),
    fc.record({ angle: fc.integer({ min: 1, max: 359 }) }).map((rotate) => ({ rotate })),
    fc.record({ dither: fc.constantFrom('floyd-steinberg', 'none') }).map((monochrome) => ({ monochrome })),
    fc
      .record({ lower: fc.constant(5), upper: fc.integer({ min: 6, max: 100 }) })
      .map((normalize) => ({ normalize })),
    fc.record({ gamma: fc.double({ min: 0.1, max: 10, noNaN: true }) }).map((gamma) => ({ gamma })),
    fc
      .record({
        brightness: fc.double({ min: 0, max: 10, noNaN: true }),
        hue: fc.integer({ min: -360, max: 360 }),
      })
      .map((modulate) => ({ modulate })),
    fc.record({ sigma: fc.double({ min: 0.3, max: 100, noNaN: true }) }).map((blur) => ({ blur })),
    fc.record({ sigma: fc.double({ min: 0.3, max: 10, noNaN: true }) }).map((sharpen) => ({ sharpen })),
    fc.record({ size: fc.constantFrom(3, 5, 15) }).map((median) => ({ median })),
    fc
      .record({
        position,
        scale: fc.double({ min: 0.01, max: 1, noNaN: true }),
        margin: edge,
        tile: fc.boolean(),
      })
      .map((watermark) => ({ watermark: { text: 'ab', ...watermark } })),
    fc.constantFrom<Step[]>(
      { flip: {} },
      { flop: {} },
      { grayscale: {} },
      { negate: {} },
      { tint: { colour: '#a40' } },
      { edges: {} },
      { flatten: {} },
      { metadata: { keep: 'all' } },
    ),
  );
  const format = fc.constantFrom('jpeg', 'png', 'webp', 'tiff', 'gif');

  test('is done as it says, or refused with a reason', async () => {
    const folder = await temporaryFolder();
    let done = 0;
    const runs = 200;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('gray', 'colour', 'alpha'),
        fc.array(anyStep, { minLength: 1, maxLength: 5 }),
        format,
        async (kind, list, format) => {
          const file = join(folder, 'a.png');
          await writeFile(file, await source(kind));
          const steps = stepsOf(...list, { encode: { format } });
          const made = await processed(file, steps).catch((thrown: unknown) => {
            // A crop that is not inside, and nothing else.
            expect(thrown).toBeInstanceOf(UserError);
            expect(String(thrown)).toMatch(/The crop of/);
          });
          if (!made) return;
          done++;
          const { width, height, format: said } = await sharp(made.data).metadata();
          expect({ width, height, said }).toEqual({ width: made.width, height: made.height, said: format });
          if (list.some((step) => step.trim)) return;
          const foreseen = operationsOf(steps).reduce((size, step) => step.size(size), {
            width: 40,
            height: 28,
          });
          // A pixel for each step that scales or turns, and more where later ones enlarge that.
          const scaling = list.filter((step) => step.resize || step.rotate).length;
          if (scaling > 1) return;
          expect(Math.abs(made.width - foreseen.width)).toBeLessThanOrEqual(1);
          expect(Math.abs(made.height - foreseen.height)).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: runs },
    );
    expect(done).toBeGreaterThan(runs / 3);
  });
});
