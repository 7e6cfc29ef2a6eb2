import { around, type Box, bottom, overlap, right } from '../box.ts';
import type { Word } from './read.ts';

/** Words that stand together in a row. */
export interface Phrase {
  text: string;
  box: Box;
  words: readonly Word[];
}

/** Puts words of one row together that are no wider apart than words of a sentence. Boxes part them as well. */
export function phrasesOf(words: readonly Word[], places: readonly Box[]): Phrase[] {
  const sorted = words.toSorted((a, b) => a.box.x - b.box.x);
  const used = new Set<Word>();
  return sorted.flatMap((first) => {
    if (used.has(first)) return [];
    const row = [first];
    used.add(first);
    for (let last: Word | undefined = first; last; ) {
      const box: Box = last.box;
      const next: Word | undefined = sorted.find(
        (word) => !used.has(word) && follows(box, word.box) && !isParted(box, word.box, places),
      );
      if (next) {
        row.push(next);
        used.add(next);
      }
      last = next;
    }
    return [
      { text: row.map(({ text }) => text).join(' '), box: around(row.map(({ box }) => box)), words: row },
    ];
  });
}

function follows(a: Box, b: Box): boolean {
  const high = Math.max(a.height, b.height, 14);
  const gap = b.x - right(a);
  return (
    gap > -0.5 * high &&
    gap < 0.75 * high &&
    overlap(a.y, bottom(a), b.y, bottom(b)) > 0.4 * Math.min(a.height, b.height)
  );
}

const isParted = (a: Box, b: Box, places: readonly Box[]): boolean =>
  places.some((place) => {
    const y = (a.y + bottom(a)) / 2;
    return place.y < y && bottom(place) > y && place.x >= right(a) - 6 && right(place) <= b.x + 6;
  });
