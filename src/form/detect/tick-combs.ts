import type { Mask } from '../picture.ts';
import { type Line, lengthOf } from './lines.ts';
import type { Place } from './types.ts';

/** A line with short upright strokes on it, evenly spaced: room for a letter between each two. */
export function tickCombs(across: readonly Line[], ink: Mask): Place[] {
  return across.flatMap((line): Place[] => {
    if (line.broken || lengthOf(line) < 50) return [];
    const strokes = strokesOn(line, ink);
    if (strokes.length < 3) return [];
    const gaps = strokes.slice(1).map(({ x }, i) => x - (strokes[i]?.x ?? 0));
    const pitch = gaps.toSorted((a, b) => a - b)[gaps.length >> 1] as number;
    const isEven = gaps.filter((gap) => Math.abs(gap - pitch) <= 3).length >= 0.8 * gaps.length;
    if (!isEven || pitch < 18 || pitch > 76) return [];
    const height = strokes.map((stroke) => stroke.height).toSorted((a, b) => a - b)[
      strokes.length >> 1
    ] as number;
    const isShort = height < 1.3 * pitch;
    const covers = (strokes.at(-1)?.x ?? 0) - (strokes[0]?.x ?? 0) > 0.7 * lengthOf(line);
    if (!isShort || !covers) return [];
    const x = Math.round(line.x0);
    const y = Math.round((line.y0 + line.y1) / 2);
    const high = Math.round(Math.max(height, 1.15 * pitch));
    return [
      {
        box: { x, y: y - high, width: lengthOf(line), height: high },
        shape: 'comb',
        length: Math.round(lengthOf(line) / pitch),
        confidence: 0.85,
      },
    ];
  });
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
