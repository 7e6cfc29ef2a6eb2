import type { Mask } from '../picture.ts';
import { type Line, lengthOf } from './lines.ts';

/**
 * The lines that are lines: small print and rows of letters look like one from afar. A line has ink
 * nearly everywhere along it; one of dots or dashes is thin, and has little ink above and below it.
 */
export function confirmed(lines: readonly Line[], ink: Mask): Line[] {
  return lines.flatMap((line) => {
    // The side of a circle is a short thick line from afar.
    if (lengthOf(line) < 6 * line.thickness) return [];
    const { solid, beside, gaps } = densities(line, ink);
    if (solid >= 0.8) return gaps.length === 0 ? [{ ...line, beside }] : without(gaps, { ...line, beside });
    const isThin = line.thickness <= 6;
    if (isThin && solid >= 0.12 && beside < 0.08 && lengthOf(line) >= 60)
      return [{ ...line, beside, broken: true }];
    // A faint hairline leaves little ink, and nothing else is near.
    return isThin && solid >= 0.5 && beside < 0.2 ? [{ ...line, beside }] : [];
  });
}

/** A gap in a line that is solid otherwise, in pixels: two frames stand in one row, and nothing joins them. */
const gap = 26;

/** What a line is between its gaps. */
function without(gaps: readonly (readonly [number, number])[], line: Line): Line[] {
  const at = (x: number): number => line.y0 + ((line.y1 - line.y0) * (x - line.x0)) / lengthOf(line);
  const starts = [line.x0, ...gaps.map(([, end]) => end)];
  const ends = [...gaps.map(([begin]) => begin), line.x1];
  return starts.flatMap((x0, index) => {
    const x1 = ends[index] as number;
    return x1 - x0 < gap ? [] : [{ ...line, x0, x1, y0: at(x0), y1: at(x1) }];
  });
}

/** The share of its columns that have ink on the line, its long gaps, and the share of the pixels that are ink beside it. */
function densities(
  { x0, x1, y0, y1, thickness }: Line,
  { width, height, data }: Mask,
): { solid: number; beside: number; gaps: [number, number][] } {
  let on = 0;
  let off = 0;
  let last = x0 - 1;
  const gaps: [number, number][] = [];
  const reach = thickness / 2 + 1;
  for (let x = x0; x < x1; x++) {
    const centre = y0 + ((y1 - y0) * (x - x0)) / Math.max(1, x1 - x0);
    const has = (y: number): number =>
      y >= 0 && y < height ? (data[Math.round(y) * width + x] as number) : 0;
    let found = 0;
    for (let y = centre - reach + 0.5; y <= centre + reach - 0.5 && !found; y++) found = has(y);
    on += found;
    if (found) {
      if (x - last > gap) gaps.push([last + 1, x]);
      last = x;
    }
    for (let d = 2; d < 6; d++) off += has(centre - reach - d) + has(centre + reach + d);
  }
  const columns = Math.max(1, x1 - x0);
  return { solid: on / columns, beside: off / (8 * columns), gaps };
}
