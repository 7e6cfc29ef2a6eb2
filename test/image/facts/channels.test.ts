import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { channelFacts } from '../../../src/image/facts/channels.ts';
import type { Pixels } from '../../../src/image/pixels.ts';

/** Random pixels of any size and number of channels. */
const pixels: fc.Arbitrary<Pixels> = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), fc.constantFrom(1, 2, 3, 4))
  .chain(([width, height, channels]) => {
    const length = width * height * channels;
    return fc
      .uint8Array({ minLength: length, maxLength: length })
      .map((data) => ({ data, width, height, channels: channels as Pixels['channels'] }));
  });

/** One channel's values, row by row. */
const valuesOf = ({ data, channels }: Pixels, channel: number) =>
  [...data].filter((_, i) => i % channels === channel);

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: number[]) => mean(values.map((value) => (value - mean(values)) ** 2));

/** The variance of the Laplacian, as its definition reads. */
function sharpness({ width, height, ...rest }: Pixels, channel: number): number {
  const values = valuesOf({ width, height, ...rest }, channel);
  const at = (x: number, y: number) => values[y * width + x] ?? Number.NaN;
  const laplacians: number[] = [];
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++)
      laplacians.push(4 * at(x, y) - at(x - 1, y) - at(x + 1, y) - at(x, y - 1) - at(x, y + 1));
  return laplacians.length > 0 ? variance(laplacians) : 0;
}

describe('the statistics of a channel', () => {
  it('are what their definitions say, for any pixels', () => {
    fc.assert(
      fc.property(pixels, (image) => {
        const facts = channelFacts(image);
        expect(facts).toHaveLength(image.channels);
        for (const [channel, fact] of facts.entries()) {
          const values = valuesOf(image, channel);
          const counts = Array.from({ length: 256 }, (_, value) => values.filter((v) => v === value).length);
          expect(fact.histogram).toEqual(counts);
          expect(fact.mean).toBeCloseTo(mean(values), 9);
          expect(fact.deviation).toBeCloseTo(Math.sqrt(variance(values)), 9);
          const shares = counts.filter((count) => count > 0).map((count) => count / values.length);
          expect(fact.entropy).toBeCloseTo(-shares.reduce((sum, p) => sum + p * Math.log2(p), 0), 9);
          expect(fact.sharpness).toBeCloseTo(sharpness(image, channel), 6);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are those of libvips', async () => {
    const bytes = await sharp({
      create: {
        width: 300,
        height: 200,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 90, sigma: 40 },
      },
    })
      .png()
      .toBuffer();
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    const { channels } = await sharp(bytes).stats();
    const facts = channelFacts({ data, width: info.width, height: info.height, channels: 3 });
    for (const [place, { mean, stdev }] of channels.entries()) {
      expect(facts[place]?.mean).toBeCloseTo(mean, 9);
      // libvips has that of a sample.
      const n = info.width * info.height;
      expect(facts[place]?.deviation).toBeCloseTo(stdev * Math.sqrt((n - 1) / n), 9);
    }
  });

  it.each([
    [1, ['gray']],
    [2, ['gray', 'alpha']],
    [3, ['red', 'green', 'blue']],
    [4, ['red', 'green', 'blue', 'alpha']],
  ] as const)('of %s channels have names', (channels, names) => {
    const data = new Uint8Array(channels);
    expect(channelFacts({ data, width: 1, height: 1, channels }).map(({ name }) => name)).toEqual(names);
  });

  it('of one colour are plain', () => {
    const data = new Uint8Array(100 * 100).fill(200);
    const [fact] = channelFacts({ data, width: 100, height: 100, channels: 1 });
    expect(fact).toMatchObject({ name: 'gray', mean: 200, deviation: 0, entropy: 0, sharpness: 0 });
    expect(fact?.histogram[200]).toBe(10_000);
  });

  it('stay exact where the Laplacian is at its largest', () => {
    const [width, height] = [9000, 5];
    const data = Uint8Array.from({ length: width * height }, (_, i) =>
      ((i % width) + Math.floor(i / width)) % 2 ? 255 : 0,
    );
    // 4 x 255 + 4 x 255 away from each neighbour, up and down in turn: a mean of 0.
    expect(channelFacts({ data, width, height, channels: 1 })[0]?.sharpness).toBeCloseTo(1020 ** 2, 6);
  });
});
