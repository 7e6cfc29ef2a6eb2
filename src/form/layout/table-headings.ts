import { around, type Box, bottom, overlap, right } from '../box.ts';
import type { Place } from '../detect/types.ts';
import { type Phrase, phrasesOf } from '../words/phrases.ts';
import type { Word } from '../words/read.ts';

export interface Headings {
  row?: string;
  column?: string;
  /** What stands right above the table, in print that is no heading's. */
  caption?: string;
  phrases: readonly Phrase[];
}

/** How far above the first row a heading may begin, in pixels. */
const reach = 70;

/** The headings of each cell's row and column, for all tables of a page. */
export function tableHeadings(
  places: readonly Place[],
  phrases: readonly Phrase[],
  words: readonly Word[],
): Map<Place, Headings> {
  const found = new Map<Place, Headings>();
  const tables = Map.groupBy(
    places.filter(({ table }) => table),
    ({ table }) => table?.index,
  );
  for (const cells of tables.values()) {
    const columns = Map.groupBy(cells, ({ table }) => table?.column ?? 0);
    const rows = Map.groupBy(cells, ({ table }) => table?.row ?? 0);
    const ofColumn = new Map([...columns].map(([index, column]) => [index, headingAbove(column, words)]));
    const ofRow = new Map([...rows].map(([index, row]) => [index, headingBefore(row, phrases)]));
    const groups = groupsAbove(cells, [...ofColumn.values()], phrases);
    const caption = captionOf(cells, [...ofColumn.values(), ...groups], phrases);
    const corner = cornerOf(cells, [...ofColumn.values()], phrases);
    for (const cell of cells) {
      const column = ofColumn.get(cell.table?.column ?? 0);
      const row = ofRow.get(cell.table?.row ?? 0);
      const group = groups.toSorted((a, b) => distance(a.box, cell.box) - distance(b.box, cell.box))[0];
      const text = [group?.text, column?.text].filter(Boolean).join(' ');
      found.set(cell, {
        ...(text ? { column: text } : {}),
        ...(row ? { row: row.text } : {}),
        ...(caption ? { caption: caption.text } : {}),
        phrases: [
          ...(row ? [row] : []),
          ...(group ? [group] : []),
          // Headings are taken by the word, since those of neighbours may stand close.
          ...phrases.filter((phrase) => column?.words.some((word) => phrase.words.includes(word))),
          ...(cell === cells[0] ? corner : []),
          ...(caption ? [caption] : []),
        ],
      });
    }
  }
  return found;
}

/** The lines of words right above a column, down to its first cell. */
export function headingAbove(column: readonly { box: Box }[], words: readonly Word[]): Phrase | undefined {
  const { x, width, y } = around(column.map(({ box }) => box));
  const near = words.filter(({ box }) => {
    const middle = box.x + box.width / 2;
    return middle > x && middle < x + width && bottom(box) <= y + 8 && y - box.y < reach;
  });
  const lines = phrasesOf(near, []).toSorted((a, b) => bottom(b.box) - bottom(a.box));
  const taken: Phrase[] = [];
  let top = y;
  for (const one of lines) {
    const first = taken.length === 0;
    const isLevel = taken.some(
      ({ box }) => overlap(box.y, bottom(box), one.box.y, bottom(one.box)) > 0.5 * box.height,
    );
    const gap = top - bottom(one.box);
    if (!isLevel && gap > (first ? 44 : 0.7 * one.box.height)) break;
    taken.push(one);
    top = Math.min(top, one.box.y);
  }
  if (taken.length === 0) return undefined;
  const sorted = taken.toSorted((a, b) =>
    Math.abs(a.box.y - b.box.y) < 8 ? a.box.x - b.box.x : a.box.y - b.box.y,
  );
  return {
    text: sorted.map(({ text }) => text).join(' '),
    box: around(sorted.map(({ box }) => box)),
    words: sorted.flatMap((one) => one.words),
  };
}

const distance = (a: Box, b: Box): number => Math.abs(a.x + a.width / 2 - b.x - b.width / 2);

/** Headings of several columns, in one row right above those of the columns: two or more, but fewer than these. */
function groupsAbove(
  cells: readonly Place[],
  columns: readonly (Phrase | undefined)[],
  phrases: readonly Phrase[],
): Phrase[] {
  const known = columns.filter((one) => one !== undefined);
  if (known.length < 3) return [];
  const { x, width } = around(cells.map(({ box }) => box));
  const top = Math.min(...known.map(({ box }) => box.y));
  const above = phrases
    .filter(({ box, words: own }) => {
      const middle = box.x + box.width / 2;
      const isFree = !own.some((word) => known.some(({ words }) => words.includes(word)));
      return (
        isFree &&
        middle > x &&
        middle < x + width &&
        top - bottom(box) > -6 &&
        top - bottom(box) < 2 * box.height
      );
    })
    .toSorted((a, b) => bottom(b.box) - bottom(a.box));
  const [first] = above;
  const row = above.filter(
    ({ box }) => first && overlap(box.y, bottom(box), first.box.y, bottom(first.box)) > 0.5 * box.height,
  );
  return row.length > 1 && row.length < known.length ? row : [];
}

/** The words right above the headings of the columns, in smaller print than these: a heading of a section is larger. */
function captionOf(
  cells: readonly Place[],
  headings: readonly (Phrase | undefined)[],
  phrases: readonly Phrase[],
): Phrase | undefined {
  const known = headings.filter((one) => one !== undefined);
  if (known.length === 0) return undefined;
  const { x, width } = around(cells.map(({ box }) => box));
  const top = Math.min(...known.map(({ box }) => box.y));
  const high = Math.max(...known.flatMap(({ words }) => words.map(({ box }) => box.height)));
  return phrases
    .filter(({ box, words, text }) => {
      const gap = top - bottom(box);
      return (
        gap > 0 &&
        gap < 2 * box.height &&
        box.height <= 0.8 * high &&
        words.length < 10 &&
        /\p{L}{2}/u.test(text) &&
        box.x > x - 80 &&
        right(box) < x + width &&
        !words.some((word) => known.some((one) => one.words.includes(word)))
      );
    })
    .toSorted((a, b) => bottom(b.box) - bottom(a.box))[0];
}

/** What stands before the headings of the columns: the heading of the rows' headings. */
function cornerOf(
  cells: readonly Place[],
  columns: readonly (Phrase | undefined)[],
  phrases: readonly Phrase[],
): Phrase[] {
  const known = columns.filter((one) => one !== undefined);
  const { x, y } = around(cells.map(({ box }) => box));
  const top = Math.min(y, ...known.map(({ box }) => box.y));
  return phrases.filter(
    ({ box }) =>
      right(box) <= x + 8 && x - right(box) < 500 && box.y > top - box.height && bottom(box) <= y + 6,
  );
}

/** The nearest words before a row, numbers only where there are no others. */
function headingBefore(row: readonly Place[], phrases: readonly Phrase[]): Phrase | undefined {
  const { x, y, height } = around(row.map(({ box }) => box));
  const level = phrases
    .filter(
      ({ box }) =>
        right(box) <= x + 6 &&
        x - right(box) < 600 &&
        overlap(box.y, bottom(box), y, y + height) > 0.5 * Math.min(box.height, height),
    )
    .toSorted((a, b) => right(b.box) - right(a.box));
  return level.find(({ text }) => /\p{L}{2}/u.test(text));
}
