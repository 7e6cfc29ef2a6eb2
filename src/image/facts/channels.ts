import type { Pixels } from './pixels.ts';

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

/** The statistics of each channel, in the order of the channels. */
export function channelFacts(pixels: Pixels): ChannelFacts[] {
  return namesOf(pixels).map((name, channel) => {
    const counts = histogram(pixels, channel);
    return {
      name,
      ...moments(counts),
      entropy: entropy(counts),
      sharpness: sharpness(pixels, channel),
      histogram: [...counts],
    };
  });
}

function namesOf({ channels }: Pixels): ChannelFacts['name'][] {
  const colours: ChannelFacts['name'][] = channels < 3 ? ['gray'] : ['red', 'green', 'blue'];
  return channels % 2 === 0 ? [...colours, 'alpha'] : colours;
}

function histogram({ data, channels }: Pixels, channel: number): Uint32Array {
  // Two tables, in turn: neighbours are often alike, and one count then waits for the other.
  const even = new Uint32Array(256);
  const odd = new Uint32Array(256);
  const { length } = data;
  let i = channel;
  for (; i + channels < length; i += 2 * channels) {
    // biome-ignore lint/style/noNonNullAssertion: in bounds, and a check costs as much as the count
    even[data[i]!]!++;
    // biome-ignore lint/style/noNonNullAssertion: as above
    odd[data[i + channels]!]!++;
  }
  // biome-ignore lint/style/noNonNullAssertion: as above
  if (i < length) even[data[i]!]!++;
  return even.map((count, value) => count + (odd[value] ?? 0));
}

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

/** As many squares of at most 1020 as a sum of 32 bits can hold. */
const RUN = 2048;

function sharpness({ data, width, height, channels }: Pixels, channel: number): number {
  if (width < 3 || height < 3) return 0;
  const row = width * channels;
  let sum = 0;
  let squares = 0;
  for (let y = 1; y < height - 1; y++) {
    const end = y * row + row - channels + channel;
    for (let i = y * row + channels + channel; i < end; ) {
      const runEnd = Math.min(end, i + RUN * channels);
      let runSum = 0;
      let runSquares = 0;
      // The left neighbour and the pixel itself are at hand from the step before.
      // biome-ignore-start lint/style/noNonNullAssertion: in bounds, and a check costs as much as the sum
      let left = data[i - channels]!;
      let here = data[i]!;
      for (; i < runEnd; i += channels) {
        const right = data[i + channels]!;
        const laplacian = (here << 2) - left - right - data[i - row]! - data[i + row]!;
        runSum = (runSum + laplacian) | 0;
        runSquares = (runSquares + Math.imul(laplacian, laplacian)) | 0;
        left = here;
        here = right;
      }
      // biome-ignore-end lint/style/noNonNullAssertion: to here
      sum += runSum;
      // Without a sign: the bits that it takes are part of the sum.
      squares += runSquares >>> 0;
    }
  }
  const count = (width - 2) * (height - 2);
  return squares / count - (sum / count) ** 2;
}
