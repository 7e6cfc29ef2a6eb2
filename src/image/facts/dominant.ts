import type { Pixels } from './pixels.ts';

/** A channel's values are told apart by their upper 4 bits: 16 levels, 4096 cells for three. */
const CELLS = 1 << 12;

/** Pixels that are more transparent than not are not seen. */
const SEEN = 128;

/**
 * The colour that most of a picture is near to, `#rrggbb`: the mean of the pixels in the fullest of
 * the 16 x 16 x 16 cells that the RGB cube is cut into. Of cells that are equally full, the first by
 * red, then green, then blue. Pixels with an alpha under 128 are not counted; a picture of these
 * alone is `#000000`.
 */
export function dominantColour(pixels: Pixels): string {
  const counts = countCells(pixels);
  let fullest = 0;
  for (const [cell, count] of counts.entries()) if (count > (counts[fullest] ?? 0)) fullest = cell;
  const count = counts[fullest] ?? 0;
  if (count === 0) return '#000000';
  const sums = sumCell(pixels, fullest);
  return `#${sums
    .map((sum) =>
      Math.round(sum / count)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** Where green, blue and alpha are, seen from a pixel's first value. */
function layout({ channels }: Pixels): { green: number; blue: number; alpha: number | undefined } {
  const alpha = channels % 2 === 0 ? channels - 1 : undefined;
  return channels >= 3 ? { green: 1, blue: 2, alpha } : { green: 0, blue: 0, alpha };
}

// biome-ignore-start lint/style/noNonNullAssertion: in bounds, and a check would cost as much as the work

/** How many pixels each cell has: the upper 4 bits of red, green and blue are its number. */
function countCells(pixels: Pixels): Uint32Array {
  const { data, channels } = pixels;
  const { green, blue, alpha } = layout(pixels);
  const counts = new Uint32Array(CELLS);
  const { length } = data;
  // Two loops: the question for alpha would take as long as all else.
  if (alpha === undefined)
    for (let i = 0; i < length; i += channels)
      counts[((data[i]! & 0xf0) << 4) | (data[i + green]! & 0xf0) | (data[i + blue]! >> 4)]!++;
  else
    for (let i = 0; i < length; i += channels)
      if (data[i + alpha]! >= SEEN)
        counts[((data[i]! & 0xf0) << 4) | (data[i + green]! & 0xf0) | (data[i + blue]! >> 4)]!++;
  return counts;
}

function sumCell(pixels: Pixels, cell: number): [number, number, number] {
  const { data, channels } = pixels;
  const { green, blue, alpha } = layout(pixels);
  let reds = 0;
  let greens = 0;
  let blues = 0;
  const { length } = data;
  for (let i = 0; i < length; i += channels) {
    const r = data[i]!;
    const g = data[i + green]!;
    const b = data[i + blue]!;
    if ((((r & 0xf0) << 4) | (g & 0xf0) | (b >> 4)) !== cell) continue;
    if (alpha !== undefined && data[i + alpha]! < SEEN) continue;
    reds += r;
    greens += g;
    blues += b;
  }
  return [reds, greens, blues];
}

// biome-ignore-end lint/style/noNonNullAssertion: to here
