import { around, type Box, bottom, right } from '../box.ts';
import type { Closed } from './closed.ts';

/** Boxes for single letters side by side, and what is left over. */
export interface Combs {
  combs: { box: Box; length: number }[];
  rest: Closed[];
}

/** The widest box for one letter, in pixels: 13 mm. */
const widest = 72;

/**
 * Rows of small boxes of one size: they touch, or the gaps between them are small and all the same.
 * Two are enough where they touch; boxes to tick stand apart, with their words between them.
 */
export function combsAmong(insides: readonly Closed[]): Combs {
  const isSmall = ({ box, print, isRound }: Closed): boolean =>
    !isRound &&
    print < 0.06 &&
    box.width >= 10 &&
    box.width <= widest &&
    box.height >= 14 &&
    box.height <= 90 &&
    box.height < 3.2 * box.width &&
    box.width < 2.1 * box.height;
  const small = insides.filter(isSmall).toSorted((a, b) => a.box.x - b.box.x);
  const used = new Set<Closed>();
  const combs: Combs['combs'] = [];
  for (const first of small) {
    if (used.has(first)) continue;
    const row = [first];
    for (let last: Closed | undefined = first; last; ) {
      const box: Box = last.box;
      const [start, second] = row;
      // A wider gap ends the row: day, month and year are combs of their own.
      const usual = start && second ? second.box.x - right(start.box) : undefined;
      const next: Closed | undefined = small.find((one) => {
        const gap = one.box.x - right(box);
        return (
          !used.has(one) &&
          one !== last &&
          gap > 0 &&
          gap < Math.max(7, 0.42 * box.width) &&
          (usual === undefined || gap <= usual + 4) &&
          Math.abs(one.box.y - box.y) < 4 &&
          Math.abs(bottom(one.box) - bottom(box)) < 4 &&
          Math.abs(one.box.width - box.width) <= Math.max(3, 0.22 * box.width)
        );
      });
      if (next) row.push(next);
      last = next;
    }
    const gaps = row.slice(1).map(({ box }, i) => box.x - right((row[i] as Closed).box));
    const isEven = Math.max(0, ...gaps) - Math.min(...gaps) <= 6;
    if (row.length < 2 || !isEven || (row.length === 2 && (gaps[0] ?? 0) > 7)) continue;
    for (const one of row) used.add(one);
    combs.push({ box: around(row.map(({ box }) => box)), length: row.length });
  }
  return { combs, rest: insides.filter((inside) => !used.has(inside)) };
}
