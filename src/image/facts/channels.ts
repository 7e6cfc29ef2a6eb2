import type { Pixels } from '../pixels.ts';

/** Statistics of one channel, of values from 0 to 255; of all pixels, transparent ones too. */
export interface ChannelFacts {
  name: 'gray' | 'red' | 'green' | 'blue' | 'alpha';
  mean: number;
  /** The standard deviation of the population: all pixels are known. */
  deviation: number;
  /** Shannon's, in bits: from 0 (one value alone) to 8 (all 256 equally often). */
  entropy: number;
  /**
   * The variance of the Laplacian (4 x the pixel - its four neighbours), over the pixels that have
   * four: Pech-Pacheco et al., "Diatom autofocusing in brightfield microscopy", ICPR 2000. The
   * sharper the picture, the larger; 0 for a picture under 3 x 3 pixels.
   */
  sharpness: number;
  /** How many pixels have each value. */
  histogram: number[];
}

/** About so many pixels are measured at most. */
const MEASURED = 1 << 18;

/** Sums over one channel. */
interface Sums {
  counts: Uint32Array;
  /** Of the Laplacian: how many, their sum and that of their squares; all whole and far below 2^53. */
  pixels: number;
  laplacians: number;
  squares: number;
}

/**
 * The statistics of each channel, in the order of the channels. Of a picture of more than 2^18 pixels
 * every k-th row is measured, beginning with row k / 2 (rounded down), k being the least that brings
 * it under: whole rows of what is there, so that neither noise nor contrast is smoothed away.
 */
export function channelFacts(pixels: Pixels): ChannelFacts[] {
  const { width, height, channels } = pixels;
  const all = Array.from({ length: channels }, (): Sums => {
    return { counts: new Uint32Array(256), pixels: 0, laplacians: 0, squares: 0 };
  });
  const step = Math.ceil((width * height) / MEASURED);
  // Row by row and not channel by channel: a row's bytes are near at hand for the next channel.
  for (let y = Math.min(step >> 1, height - 1); y < height; y += step)
    for (const [channel, sums] of all.entries()) {
      countRow(pixels, channel, y, sums);
      if (y > 0 && y < height - 1) sumLaplacians(pixels, channel, y, sums);
    }
  const names = namesOf(pixels);
  return all.map(({ counts, pixels, laplacians, squares }, channel) => ({
    name: names[channel] ?? 'gray',
    ...moments(counts),
    entropy: entropy(counts),
    sharpness: pixels > 0 ? squares / pixels - (laplacians / pixels) ** 2 : 0,
    histogram: [...counts],
  }));
}

function namesOf({ channels }: Pixels): ChannelFacts['name'][] {
  const colours: ChannelFacts['name'][] = channels < 3 ? ['gray'] : ['red', 'green', 'blue'];
  return channels % 2 === 0 ? [...colours, 'alpha'] : colours;
}

// biome-ignore-start lint/style/noNonNullAssertion: in bounds, and a check would cost as much as the work

function countRow({ data, width, channels }: Pixels, channel: number, y: number, { counts }: Sums): void {
  const end = (y + 1) * width * channels;
  for (let i = y * width * channels + channel; i < end; i += channels) counts[data[i]!]!++;
}

/** As many squares of at most 1020 as a sum of 32 bits can hold. */
const RUN = 2048;

/** Of the pixels of a row that have a neighbour on all four sides. */
function sumLaplacians({ data, width, channels }: Pixels, channel: number, y: number, sums: Sums): void {
  if (width < 3) return;
  const row = width * channels;
  const end = y * row + row - channels + channel;
  for (let i = y * row + channels + channel; i < end; ) {
    const runEnd = Math.min(end, i + RUN * channels);
    let sum = 0;
    let squares = 0;
    // The left neighbour and the pixel itself are at hand from the step before.
    let left = data[i - channels]!;
    let here = data[i]!;
    for (; i < runEnd; i += channels) {
      const right = data[i + channels]!;
      const laplacian = (here << 2) - left - right - data[i - row]! - data[i + row]!;
      sum = (sum + laplacian) | 0;
      squares = (squares + Math.imul(laplacian, laplacian)) | 0;
      left = here;
      here = right;
    }
    sums.laplacians += sum;
    // Without a sign: the bit that it takes is part of the sum.
    sums.squares += squares >>> 0;
  }
  sums.pixels += width - 2;
}

// biome-ignore-end lint/style/noNonNullAssertion: to here

/** Exact but for the last roundings: the sums are of whole numbers, far below 2^53. */
function moments(counts: Uint32Array): Pick<ChannelFacts, 'mean' | 'deviation'> {
  let count = 0;
  let sum = 0;
  for (const [value, times] of counts.entries()) {
    count += times;
    sum += value * times;
  }
  const mean = sum / count;
  let squares = 0;
  for (const [value, times] of counts.entries()) squares += (value - mean) ** 2 * times;
  return { mean, deviation: Math.sqrt(squares / count) };
}

function entropy(counts: Uint32Array): number {
  const total = counts.reduce((sum, times) => sum + times, 0);
  let bits = 0;
  for (const times of counts) if (times > 0) bits -= (times / total) * Math.log2(times / total);
  // Not -0.
  return bits || 0;
}
