import { type Mask, sumsOf } from '../picture.ts';
import { type Line, lengthOf } from './lines.ts';
import type { Place } from './types.ts';

/**
 * A line with short upright strokes on it, evenly spaced: room for a letter between each two. Where
 * two strokes are nearer or farther, one comb ends and the next begins: day, month and year.
 */
export function tickCombs(across: readonly Line[], ink: Mask): Place[] {
  const sums = sumsOf(ink);
  return across.flatMap((line): Place[] => {
    if (line.broken || lengthOf(line) < 50) return [];
    const strokes = strokesOn(line, ink);
    if (strokes.length < 3) return [];
    const gaps = strokes.slice(1).map(({ x }, i) => x - (strokes[i]?.x ?? 0));
    const pitch = gaps.toSorted((a, b) => a - b)[gaps.length >> 1] as number;
    const isPitch = (gap: number): boolean => Math.abs(gap - pitch) <= 3;
    const isEven = gaps.filter(isPitch).length >= 0.75 * gaps.length;
    if (!isEven || pitch < 18 || pitch > 76) return [];
    const height = strokes.map((stroke) => stroke.height).toSorted((a, b) => a - b)[
      strokes.length >> 1
    ] as number;
    const isShort = height < 1.3 * pitch;
    const covers = (strokes.at(-1)?.x ?? 0) - (strokes[0]?.x ?? 0) > 0.7 * lengthOf(line);
    if (!isShort || !covers) return [];
    const y = Math.round((line.y0 + line.y1) / 2);
    const high = Math.round(Math.max(height, 1.15 * pitch));
    const ends = strokes.map(({ x }) => x);
    // A line may end without a stroke, where the last letter has its room.
    if (line.x1 - (ends.at(-1) as number) > 0.6 * pitch) ends.push(line.x1);
    if ((ends[0] as number) - line.x0 > 0.6 * pitch) ends.unshift(line.x0);
    // Letters have strokes between those that stand on their line.
    const between = ends.slice(1).reduce((sum, end, i) => {
      const from = ends[i] as number;
      return sum + sums.within(from + 4, y - 0.8 * height - line.thickness, end - 3, y - line.thickness - 2);
    }, 0);
    if (between > 0.06 * 0.8 * height * lengthOf(line)) return [];
    return groupsOf(ends, pitch).map(
      ({ from, to }): Place => ({
        box: { x: Math.round(from), y: y - high, width: Math.round(to - from), height: high },
        shape: 'comb',
        length: Math.max(1, Math.round((to - from) / pitch)),
        confidence: 0.85,
      }),
    );
  });
}

/** The stretches of evenly spaced strokes. */
function groupsOf(ends: readonly number[], pitch: number): { from: number; to: number }[] {
  const groups: { from: number; to: number }[] = [];
  for (const [i, to] of ends.slice(1).entries()) {
    const from = ends[i] as number;
    // A stroke that was not found leaves a gap of two boxes.
    const boxes = Math.max(1, Math.round((to - from) / pitch));
    if (Math.abs(to - from - boxes * pitch) > Math.max(4, 0.2 * pitch)) continue;
    const last = groups.at(-1);
    if (last && last.to === from) last.to = to;
    else groups.push({ from, to });
  }
  return groups;
}

function strokesOn(
  { x0, x1, y0, y1, thickness }: Line,
  { width, height, data }: Mask,
): { x: number; height: number }[] {
  const strokes: { x: number; height: number; end: number }[] = [];
  for (let x = Math.max(0, x0 - 2); x < Math.min(width, x1 + 2); x++) {
    const base = Math.round(y0 + ((y1 - y0) * (x - x0)) / Math.max(1, x1 - x0) - thickness / 2 - 1);
    let high = 0;
    while (high < 90 && base - high >= 0 && base - high < height && data[(base - high) * width + x]) high++;
    if (high < 7) continue;
    const before = strokes.at(-1);
    if (before && x - before.end <= 2) {
      before.end = x;
      before.height = Math.max(before.height, high);
      before.x = (before.x + x) / 2;
    } else strokes.push({ x, height: high, end: x });
  }
  return strokes;
}
