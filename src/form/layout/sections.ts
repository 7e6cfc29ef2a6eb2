import { around, type Box, bottom, overlap, right } from '../box.ts';
import type { Place } from '../detect/types.ts';
import type { Phrase } from '../words/phrases.ts';
import type { Word } from '../words/read.ts';

/**
 * The headings of a page, of words that are no labels: short, no sentence, of no smaller print than
 * the rest, and alone in their row on their side of the page. Words of one row are one heading.
 *
 * @param split where the columns of the page part, if it has two
 */
export function headingsAmong(
  phrases: readonly Phrase[],
  words: readonly Word[],
  places: readonly Place[],
  split: number | undefined,
): Phrase[] {
  const heights = words.map(({ box }) => box.height).toSorted((a, b) => a - b);
  const usual = heights[heights.length >> 1] ?? 20;
  const title = titleAmong(phrases, usual, places);
  const short = phrases.filter(
    ({ text, words: own, box }) =>
      box !== title?.box &&
      own.reduce((sum, { confidence }) => sum + confidence, 0) > 0.55 * own.length &&
      own.length <= 7 &&
      box.height >= 0.9 * usual &&
      !/[.,;]$/.test(text) &&
      /[\p{L}\p{N}]/u.test(text),
  );
  const rows: Phrase[][] = [];
  for (const phrase of short.toSorted((a, b) => a.box.x - b.box.x)) {
    const row = rows.find((one) => {
      const last = one.at(-1) as Phrase;
      return (
        isLevel(last.box, phrase.box) &&
        isOneSide(last.box, phrase.box, split) &&
        phrase.box.x - right(last.box) < 6 * usual
      );
    });
    if (row) row.push(phrase);
    else rows.push([phrase]);
  }
  return rows
    .map((row) => ({
      text: row.map(({ text }) => text).join(' '),
      box: around(row.map(({ box }) => box)),
      words: row.flatMap((one) => one.words),
    }))
    .filter(({ text, box }) => {
      const isLabel = places.some((place) => isLevel(place.box, box) && isOneSide(place.box, box, split));
      return /\p{L}{3}/u.test(text) && !isLabel;
    })
    .filter(
      (row, _, all) => !isRest(row, words) && !all.some((other) => other !== row && other.text === row.text),
    );
}

/** A part of a longer line, whose other words are somebody's label; or a line amid others of a text. */
function isRest({ text, box, words: own }: Phrase, words: readonly Word[]): boolean {
  const others = words.filter((word) => !own.includes(word));
  const isBeside = others.some(
    (word) =>
      isLevel(word.box, box) &&
      Math.min(Math.abs(word.box.x - right(box)), Math.abs(box.x - right(word.box))) < 2.2 * box.height,
  );
  const hasLine = (gapOf: (other: Box) => number, says = /./u): boolean =>
    others.some((word) => {
      const gap = gapOf(word.box);
      const isAlike = Math.abs(word.box.height - box.height) < 0.35 * box.height;
      return (
        says.test(word.text) &&
        isAlike &&
        Math.abs(word.box.x - box.x) < 8 &&
        gap > -0.3 * box.height &&
        gap < 0.6 * box.height
      );
    });
  const above = (other: Box): number => box.y - bottom(other);
  const below = (other: Box): number => other.y - bottom(box);
  const goesOn = hasLine(below, /^\p{Ll}/u) || (hasLine(above) && (/^\p{Ll}/u.test(text) || hasLine(below)));
  return isBeside || goesOn;
}

/** The title of a form is none of its sections: the largest print, above all places. */
function titleAmong(phrases: readonly Phrase[], usual: number, places: readonly Place[]): Phrase | undefined {
  const top = Math.min(...places.map(({ box }) => box.y));
  const [largest] = phrases.toSorted((a, b) => b.box.height - a.box.height);
  return largest && largest.box.height > 1.25 * usual && bottom(largest.box) < top + 10 ? largest : undefined;
}

/** The heading of a place: the last above it, on its side of the page. */
export function sectionOf(box: Box, headings: readonly Phrase[], split: number | undefined): string {
  const above = headings.filter((heading) => bottom(heading.box) <= box.y + 12);
  const own = above.filter((heading) => isOneSide(heading.box, box, split));
  const sorted = (own.length > 0 ? own : above).toSorted((a, b) => bottom(b.box) - bottom(a.box));
  const [last] = sorted;
  // Of headings side by side, the one that the place stands under.
  const level = sorted.filter((one) => last && isLevel(one.box, last.box));
  const under = level.filter((one) => one.box.x < box.x + 20).toSorted((a, b) => b.box.x - a.box.x)[0];
  return (under ?? last)?.text.replace(/[\s:*.]+$/u, '') ?? '';
}

const isLevel = (a: Box, b: Box): boolean =>
  overlap(a.y, bottom(a), b.y, bottom(b)) > 0.5 * Math.min(a.height, b.height);

/** What crosses the middle is on both sides. */
function isOneSide(a: Box, b: Box, split: number | undefined): boolean {
  if (split === undefined) return true;
  const side = (box: Box): number => (right(box) <= split + 10 ? -1 : box.x >= split - 10 ? 1 : 0);
  return side(a) * side(b) >= 0;
}
