import { around, type Box, bottom, overlap, right } from '../box.ts';
import type { Place } from '../detect/types.ts';
import { type Phrase, phrasesOf } from '../words/phrases.ts';
import type { Word } from '../words/read.ts';

export interface Headings {
  row?: string;
  column?: string;
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
    const above = [...columns].map(([index, column]) => [index, headingAbove(column, words)] as const);
    const before = [...rows].map(([index, row]) => [index, headingBefore(row, phrases)] as const);
    const [ofColumn, ofRow] = [new Map(above), new Map(before)];
    for (const cell of cells) {
      const column = ofColumn.get(cell.table?.column ?? 0);
      const row = ofRow.get(cell.table?.row ?? 0);
      found.set(cell, {
        ...(column ? { column: column.text } : {}),
        ...(row ? { row: row.text } : {}),
        phrases: [
          ...(row ? [row] : []),
          // Headings are taken by the word, since those of neighbours may stand close.
          ...phrases.filter((phrase) => column?.words.some((word) => phrase.words.includes(word))),
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
