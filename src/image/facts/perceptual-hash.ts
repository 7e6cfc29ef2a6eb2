import type { Miniature } from './shrink.ts';

/** The side of the gray picture that is transformed, and how many frequencies each way make the hash. */
const SIDE = 32;
const KEPT = 8;

/**
 * A hash of how a picture looks, 64 bits in 16 hexadecimal digits: that of Zauner, "Implementation
 * and Benchmarking of Perceptual Image Hash Functions" (2010), in the form that is in common use.
 *
 * The picture becomes 32 x 32 gray pixels, each the mean of its part (proportions are given up; what
 * is transparent counts as white), and goes through a two-dimensional DCT-II. Of its 8 x 8 lowest
 * frequencies, row by row, each gives a bit: whether it is above the median of the 64. The first bit
 * is the highest. A picture of one colour gives no bit but the first, or none when it is black.
 */
export function perceptualHash(small: Miniature): string {
  const frequencies = lowFrequencies(grayMeans(small));
  const sorted = frequencies.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
  let hash = 0n;
  for (const value of frequencies) hash = (hash << 1n) | (value > median ? 1n : 0n);
  return hash.toString(16).padStart(16, '0');
}

/** How many bits two perceptual hashes differ in: from 0 to 64. */
export function hashDistance(a: string, b: string): number {
  return countBits(halfOf(a, 0) ^ halfOf(b, 0)) + countBits(halfOf(a, 1) ^ halfOf(b, 1));
}

/** The upper (0) or the lower (1) 32 bits of a perceptual hash. */
export function halfOf(hash: string, half: 0 | 1): number {
  return Number.parseInt(hash.slice(half * 8, half * 8 + 8), 16);
}

/** How many of 32 bits are set; in pairs, then fours, then bytes, side by side. */
export function countBits(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The mean luma of 32 x 32 equal parts; a pixel that lies in several counts in each by its share. */
function grayMeans({ width, height, rgba }: Miniature): Float64Array {
  const luma = new Float64Array(width * height);
  for (let i = 0; i < luma.length; i++) {
    const at = 4 * i;
    const opaque = 0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0);
    luma[i] = 255 + ((opaque - 255) * (rgba[at + 3] ?? 0)) / 255;
  }
  const columns = shares(width);
  const rows = shares(height);
  const means = new Float64Array(SIDE * SIDE);
  for (const [y, inRow] of rows.entries())
    for (const [x, inColumn] of columns.entries())
      for (const [row, height] of inRow)
        for (const [column, share] of inColumn)
          means[y * SIDE + x] =
            (means[y * SIDE + x] ?? 0) + (luma[row * width + column] ?? 0) * share * height;
  return means;
}

/** For each of 32 equal parts of a line, the pixels in it and what share of the part each is. */
function shares(pixels: number): [pixel: number, share: number][][] {
  return Array.from({ length: SIDE }, (_, part) => {
    const start = (part * pixels) / SIDE;
    const end = ((part + 1) * pixels) / SIDE;
    const within: [number, number][] = [];
    for (let pixel = Math.floor(start); pixel < end; pixel++)
      within.push([pixel, (Math.min(end, pixel + 1) - Math.max(start, pixel)) / (end - start)]);
    return within;
  });
}

/** `cosines[u * 32 + x]`: how much of frequency u there is at x. */
const cosines = Float64Array.from({ length: KEPT * SIDE }, (_, i) =>
  Math.cos((Math.PI / SIDE) * ((i % SIDE) + 0.5) * Math.floor(i / SIDE)),
);

function lowFrequencies(gray: Float64Array): number[] {
  const transformed = (line: (x: number) => number, u: number) => {
    let sum = 0;
    for (let x = 0; x < SIDE; x++) sum += line(x) * (cosines[u * SIDE + x] ?? 0);
    return sum;
  };
  const rows = Float64Array.from({ length: SIDE * KEPT }, (_, i) =>
    transformed((x) => gray[Math.floor(i / KEPT) * SIDE + x] ?? 0, i % KEPT),
  );
  return Array.from({ length: KEPT * KEPT }, (_, i) => {
    const value = transformed((y) => rows[y * KEPT + (i % KEPT)] ?? 0, Math.floor(i / KEPT));
    // What roundings leave of a frequency that is not there would set bits by chance.
    return Math.round(value * 1e6) / 1e6;
  });
}
