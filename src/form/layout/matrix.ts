import { around, type Box, bottom, overlap, right } from '../box.ts';
import type { Place } from '../detect/types.ts';
import type { Phrase } from '../words/phrases.ts';
import type { Word } from '../words/read.ts';
import { matrixQuestion } from './matrix-question.ts';
import { headingAbove } from './table-headings.ts';
import { isLevel } from './ticks.ts';

/** A box to tick among others without words between: its question stands in its row, its answer above. */
export interface MatrixLabel {
  question: string;
  answer: string;
  phrases: readonly Phrase[];
  /** The row, from 0 over the whole page. */
  row: number;
}

/** The boxes to tick that stand in rows without words between, with the words of their rows and columns. */
export function matrixLabels(
  ticks: readonly Place[],
  places: readonly Place[],
  phrases: readonly Phrase[],
  words: readonly Word[],
): Map<Place, MatrixLabel> {
  const clear = rowsOf(ticks, places, phrases).filter((row) => !isPair(row, phrases));
  const rows = clear.filter((row) => !hasWordsElsewhere(row, clear, ticks));
  const columns = columnsOf(rows, words);
  const found = new Map<Place, MatrixLabel>();
  for (const [index, row] of rows.entries()) {
    const question = matrixQuestion(row, rows, places, phrases);
    const heads = row.map((tick) => {
      const column = columns.get(tick) ?? [tick];
      return headingAbove([zoneOf(tick, row, column)], words);
    });
    // Without either they are no matrix.
    if (!question && heads.every((head) => !head)) continue;
    if (heads.filter(Boolean).length < row.length / 2 && row.length > 1 && !question) continue;
    for (const [place, tick] of row.entries()) {
      const head = heads[place];
      found.set(tick, {
        question: question?.text ?? '',
        answer: head?.text ?? '',
        row: index,
        phrases: [
          ...phrases.filter((phrase) =>
            [head, question].some((own) => own?.words.some((word) => phrase.words.includes(word))),
          ),
        ],
      });
    }
  }
  return found;
}

/** Two or more boxes side by side with neither words nor another place between. */
function rowsOf(ticks: readonly Place[], places: readonly Place[], phrases: readonly Phrase[]): Place[][] {
  const left = new Set(ticks);
  const rows: Place[][] = [];
  for (const first of ticks.toSorted((a, b) => a.box.x - b.box.x)) {
    if (!left.delete(first)) continue;
    const row = [first];
    for (let last: Place | undefined = first; last; ) {
      const end: Place = last;
      last = [...left]
        .filter((other) => other.box.x > end.box.x && isLevel(end.box, other.box))
        .toSorted((a, b) => a.box.x - b.box.x)[0];
      if (!last || !isClear(end, last, places, phrases)) break;
      left.delete(last);
      row.push(last);
    }
    if (row.length > 1) rows.push(row);
  }
  return rows;
}

const isClear = (a: Place, b: Place, places: readonly Place[], phrases: readonly Phrase[]): boolean => {
  const between = { x: right(a.box), y: a.box.y, width: b.box.x - right(a.box), height: a.box.height };
  const isIn = (box: Box): boolean =>
    isLevel(between, box) && right(box) > between.x + 2 && box.x < right(between) - 2;
  return between.width < 700 && !phrases.some(({ box }) => isIn(box)) && !places.some(({ box }) => isIn(box));
};

/** Two boxes with their words on the outer sides: "yes [] [] no". */
function isPair(row: readonly Place[], phrases: readonly Phrase[]): boolean {
  const [first, second] = row;
  if (!first || !second || row.length > 2) return false;
  const near = 16 + first.box.width;
  const isNear = (gap: number): boolean => gap > -8 && gap < near;
  const level = phrases.filter(({ box }) => isLevel(box, first.box));
  return (
    level.some(({ box }) => isNear(first.box.x - right(box))) &&
    level.some(({ box }) => isNear(box.x - right(second.box)))
  );
}

/** Whether most boxes below and above these have words between: then some words were not read here. */
function hasWordsElsewhere(
  row: readonly Place[],
  clear: readonly Place[][],
  ticks: readonly Place[],
): boolean {
  const inClear = new Set(clear.flat());
  const around = ticks.filter((tick) =>
    row.some(
      ({ box }) =>
        Math.abs(box.x - tick.box.x) < 10 &&
        tick.box.y !== box.y &&
        Math.abs(tick.box.y - box.y) < 6 * Math.max(20, box.height),
    ),
  );
  return around.filter((tick) => !inClear.has(tick)).length > 0.5 * around.length;
}

/** The boxes of rows below each other, for each box those of its column. */
function columnsOf(rows: readonly Place[][], words: readonly Word[]): Map<Place, Place[]> {
  const columns: Place[][] = [];
  for (const row of rows.toSorted((a, b) => (a[0]?.box.y ?? 0) - (b[0]?.box.y ?? 0)))
    for (const tick of row) {
      const column = columns.find((one) => {
        const last = one.at(-1) as Place;
        return (
          Math.abs(last.box.x - tick.box.x) < 12 &&
          tick.box.y - last.box.y < 180 &&
          !isBetween(last.box, tick.box, words)
        );
      });
      if (column) column.push(tick);
      else columns.push([tick]);
    }
  return new Map(columns.flatMap((column) => column.map((tick) => [tick, column] as const)));
}

/** Whether words stand in a column between two boxes: the headings of the next matrix. */
const isBetween = (above: Box, below: Box, words: readonly Word[]): boolean =>
  words.some(
    ({ box }) =>
      box.y > bottom(above) - 4 &&
      bottom(box) < below.y + 4 &&
      overlap(box.x, right(box), above.x, right(above)) > 0,
  );

/** Where the heading of a column stands: half-way to the columns beside it. */
function zoneOf(tick: Place, row: readonly Place[], column: readonly Place[]): { box: Box } {
  const { x, y, width, height } = around(column.map(({ box }) => box));
  const middle = x + width / 2;
  const at = row.indexOf(tick);
  const neighbour = (step: number): number | undefined => {
    const other = row[at + step]?.box;
    return other && Math.abs(other.x + other.width / 2 - middle) / 2;
  };
  const [before, behind] = [neighbour(-1), neighbour(1)];
  const half = Math.min(before ?? Infinity, behind ?? Infinity);
  const from = middle - (before ?? half);
  const to = middle + (behind ?? half);
  return { box: { x: from, y, width: to - from, height } };
}
