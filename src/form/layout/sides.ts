import { type Box, bottom, overlap, right } from '../box.ts';
import type { Place } from '../detect/types.ts';

export type Side = 'inside' | 'before' | 'above' | 'below' | 'behind';

/** On which side of a place words stand, and what they cost it, in pixels; undefined: they are not its own. */
export function sideOf(box: Box, words: Box): { side: Side; cost: number } | undefined {
  const level = overlap(box.y, bottom(box) + 6, words.y, bottom(words)) / words.height;
  const column = overlap(box.x - 10, right(box), words.x, right(words));
  const before = box.x - right(words);
  const behind = words.x - right(box);
  const above = box.y - bottom(words);
  const below = words.y - bottom(box);
  if (level > 0.5 && before > -12)
    return { side: 'before', cost: before < 60 ? Math.max(0, before) : 60 + 25 * Math.log2(before / 60) };
  if (column > 0 && above > -10 && above < 70)
    return { side: 'above', cost: 26 + 1.6 * Math.max(0, above) + 0.08 * Math.abs(words.x - box.x) };
  if (column > 0 && below > -8 && below < 40) return { side: 'below', cost: 45 + 1.6 * Math.max(0, below) };
  if (level > 0.5 && behind > -6 && behind < 60) return { side: 'behind', cost: 45 + behind };
  return undefined;
}

/** Whether another place lies between a place and some words. */
export function isParted(box: Box, words: Box, side: Side, others: readonly Place[]): boolean {
  if (side === 'before' || side === 'behind') {
    const y = (words.y + bottom(words)) / 2;
    const [from, to] = side === 'before' ? [right(words) - 12, box.x + 8] : [right(box) - 8, words.x + 12];
    return others.some(
      ({ box: other }) => other.y < y && bottom(other) > y - 4 && other.x >= from && right(other) <= to,
    );
  }
  const [top, under] = side === 'above' ? [bottom(words), box.y] : [bottom(box), words.y];
  return others.some(
    ({ box: other }) =>
      other.y >= top - 10 &&
      bottom(other) <= under + 10 &&
      overlap(other.x, right(other), Math.max(words.x, box.x), Math.min(right(words), right(box))) > 0,
  );
}
