import { type Box, bottom, overlap, right } from '../box.ts';
import type { Place } from '../detect/types.ts';
import type { Phrase } from '../words/phrases.ts';

export interface Labelled {
  place: Place;
  label: string;
  /** What the label is made of; those phrases are no headings. */
  phrases: readonly Phrase[];
}

/** Finds for each place the words that say what belongs there. */
export function withLabels(places: readonly Place[], phrases: readonly Phrase[]): Labelled[] {
  return places.map((place) => {
    const found = place.table
      ? headings(place, places, phrases)
      : place.shape === 'checkbox' || place.shape === 'radio'
        ? besideTick(place, places, phrases)
        : nearest(place, places, phrases);
    const label = found
      .map(({ text }) => cleaned(text))
      .filter(Boolean)
      .join(' / ');
    return { place, label, phrases: found };
  });
}

/** Without leaders, colons, stars and the line's number before it. */
const cleaned = (text: string): string =>
  text
    .replace(/[.…_:*\s·•|]+$/u, '')
    .replace(/^[\s|•.:;,_-]*(?:\d{1,3}[.)]?\s+)?/u, '')
    .replace(/[\s.]{3,}.*$/u, '')
    .trim();

const isAround = ({ x, y, width, height }: Box, inner: Box): boolean =>
  inner.x >= x - 4 && inner.y >= y - 4 && right(inner) <= x + width + 4 && bottom(inner) <= y + height + 4;

/** Inside its frame, before it, above, below or behind: the nearest, with a preference in this order. */
function nearest({ box, frame }: Place, places: readonly Place[], phrases: readonly Phrase[]): Phrase[] {
  const inside = frame
    ? phrases.filter((phrase) => isAround(frame, phrase.box) && overlapShare(phrase.box, box) < 0.5)
    : [];
  if (inside.length > 0) return inside.toSorted((a, b) => a.box.y - b.box.y).slice(0, 2);
  // A line's number is no label.
  const named = phrases.filter(({ text }) => /\p{L}{2}/u.test(text));
  const costs = named.flatMap((phrase) => {
    const cost = costOf(box, phrase.box);
    if (cost === undefined || isTaken(box, phrase.box, places)) return [];
    return [{ phrase, cost }];
  });
  const best = costs.toSorted((a, b) => a.cost - b.cost)[0];
  return best && best.cost < 170 ? [best.phrase] : [];
}

function costOf(box: Box, words: Box): number | undefined {
  const level = overlap(box.y, bottom(box) + 6, words.y, bottom(words)) / words.height;
  const column = overlap(box.x - 10, right(box), words.x, right(words));
  const before = box.x - right(words);
  const behind = words.x - right(box);
  const above = box.y - bottom(words);
  const below = words.y - bottom(box);
  if (level > 0.5 && before > -12) return before < 60 ? Math.max(0, before) : 60 + 0.12 * (before - 60);
  if (column > 0 && above > -10 && above < 70)
    return 26 + 1.6 * Math.max(0, above) + 0.08 * Math.abs(words.x - box.x);
  if (column > 0 && below > -8 && below < 40) return 45 + 1.6 * Math.max(0, below);
  if (level > 0.5 && behind > -6 && behind < 60) return 60 + behind;
  return undefined;
}

/** Whether another place lies between a place and some words. */
function isTaken(box: Box, words: Box, places: readonly Place[]): boolean {
  const y = (words.y + bottom(words)) / 2;
  const isLevel = y > box.y - 4 && y < bottom(box) + 8;
  return places.some(({ box: other }) => {
    if (other === box) return false;
    if (isLevel)
      return (
        other.y < y &&
        bottom(other) > y - 4 &&
        ((other.x >= right(words) - 12 && right(other) <= box.x + 8) ||
          (other.x >= right(box) - 8 && right(other) <= words.x + 12))
      );
    const isUp = words.y < box.y;
    const [top, under] = isUp ? [bottom(words), box.y] : [bottom(box), words.y];
    return (
      other.y >= top - 10 &&
      bottom(other) <= under + 10 &&
      overlap(other.x, right(other), Math.max(words.x, box.x), Math.min(right(words), right(box))) > 0
    );
  });
}

const overlapShare = (a: Box, b: Box): number => {
  const wide = overlap(a.x, right(a), b.x, right(b));
  const high = overlap(a.y, bottom(a), b.y, bottom(b));
  return wide > 0 && high > 0 ? (wide * high) / (a.width * a.height) : 0;
};

/** The words next to a box to tick; far from any, it is in a matrix: those of its row and of its column. */
function besideTick({ box }: Place, places: readonly Place[], phrases: readonly Phrase[]): Phrase[] {
  const level = phrases.filter(
    (phrase) =>
      overlap(box.y - 4, bottom(box) + 4, phrase.box.y, bottom(phrase.box)) >
      0.5 * Math.min(box.height, phrase.box.height),
  );
  const free = level.filter((phrase) => !isTaken(box, phrase.box, places));
  const behind = free
    .filter((phrase) => phrase.box.x >= right(box) - 8)
    .toSorted((a, b) => a.box.x - b.box.x)[0];
  const before = free
    .filter((phrase) => right(phrase.box) <= box.x + 8)
    .toSorted((a, b) => right(b.box) - right(a.box))[0];
  const gaps = {
    behind: behind ? behind.box.x - right(box) : 999,
    before: before ? box.x - right(before.box) : 999,
  };
  const limit = 46 + box.width;
  // Most forms tick before the words; so words behind may be a little farther.
  if (
    behind &&
    gaps.behind < limit &&
    (gaps.behind <= gaps.before * 1.6 || gaps.behind < 16 || startsRow(before, box, places))
  )
    return [behind];
  if (before && gaps.before < limit) return [before];
  const above = phrases
    .filter(
      (phrase) =>
        bottom(phrase.box) <= box.y + 4 &&
        overlap(phrase.box.x - 14, right(phrase.box) + 14, box.x, right(box)) > 0.5 * box.width,
    )
    .toSorted((a, b) => bottom(b.box) - bottom(a.box));
  const column = above.find((phrase) => phrase.box.width < 8 * box.width);
  const row = level
    .filter((phrase) => right(phrase.box) <= box.x + 8)
    .toSorted((a, b) => a.box.x - b.box.x)[0];
  if (row && !column && gaps.before < 4000) return [row];
  return column ? [...(row ? [row] : []), column] : row ? [row] : [];
}

/** Whether the words before the box are the question of the row and not an answer. */
const startsRow = (before: Phrase | undefined, box: Box, places: readonly Place[]): boolean =>
  before !== undefined &&
  !places.some(
    ({ box: other }) =>
      right(other) <= before.box.x + 8 && Math.abs(other.y - box.y) < 8 && before.box.x - right(other) < 60,
  );

/** The heading of a cell's row and that of its column. */
function headings({ box, table }: Place, places: readonly Place[], phrases: readonly Phrase[]): Phrase[] {
  const cells = places.filter((place) => place.table?.index === table?.index);
  const top = Math.min(
    ...cells.filter((cell) => cell.table?.column === table?.column).map((cell) => cell.box.y),
  );
  const left = Math.min(...cells.filter((cell) => cell.table?.row === table?.row).map((cell) => cell.box.x));
  const column = phrases
    .filter(
      (phrase) =>
        bottom(phrase.box) <= top + 6 &&
        top - bottom(phrase.box) < 60 &&
        overlap(phrase.box.x, right(phrase.box), box.x, right(box)) > 0.5 * phrase.box.width,
    )
    .toSorted((a, b) => b.box.y - a.box.y)[0];
  const row = phrases
    .filter(
      (phrase) =>
        right(phrase.box) <= left + 6 &&
        overlap(phrase.box.y, bottom(phrase.box), box.y, bottom(box)) > 0.5 * phrase.box.height &&
        /\p{L}{2}/u.test(phrase.text),
    )
    .toSorted((a, b) => right(b.box) - right(a.box))[0];
  return [row, column].filter((phrase) => phrase !== undefined);
}
