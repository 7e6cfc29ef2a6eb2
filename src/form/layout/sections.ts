import { type Box, bottom, right } from '../box.ts';
import type { Phrase } from '../words/phrases.ts';
import type { Word } from '../words/read.ts';

/** Short phrases without a place, that are no sentence: of the height of headings, or alone in their row. */
export function headingsAmong(phrases: readonly Phrase[], words: readonly Word[]): Phrase[] {
  const heights = words.map(({ box }) => box.height).toSorted((a, b) => a - b);
  const usual = heights[heights.length >> 1] ?? 20;
  return phrases.filter(
    ({ text, words: own, box }) =>
      own.length <= 5 && box.height >= 0.95 * usual && !/[.,;:]$/.test(text) && /\p{L}{3}/u.test(text),
  );
}

export function sectionOf(box: Box, headings: readonly Phrase[]): string {
  const above = headings.filter((heading) => bottom(heading.box) <= box.y + 12 && heading.box.x < right(box));
  // In the column of the place, the nearest.
  const nearest = above.toSorted((a, b) => costTo(box, a.box) - costTo(box, b.box))[0];
  return nearest?.text ?? '';
}

const costTo = (box: Box, heading: Box): number =>
  box.y - bottom(heading) + (heading.x > box.x + 20 ? 400 : 0);
