import { around, type Box, right } from '../box.ts';
import type { Place } from '../detect/types.ts';
import type { Phrase } from '../words/phrases.ts';
import { isLevel } from './ticks.ts';

/** The words before the first box of a row, else those behind the last; in as many lines as they have. */
export function matrixQuestion(
  row: readonly Place[],
  rows: readonly Place[][],
  places: readonly Place[],
  phrases: readonly Phrase[],
): Phrase | undefined {
  const box = around(row.map((tick) => tick.box));
  const zone = zoneBetween(row, rows);
  const others = places.filter((place) => !row.includes(place) && isLevel(place.box, box));
  const isFree = (from: number, to: number): boolean =>
    !others.some((other) => right(other.box) > from + 4 && other.box.x < to - 4);
  const near = phrases.filter((phrase) => {
    const middle = phrase.box.y + phrase.box.height / 2;
    return middle > zone.from && middle < zone.to && /\p{L}{2}/u.test(phrase.text);
  });
  const before = near
    .filter((phrase) => right(phrase.box) <= box.x + 8 && isFree(right(phrase.box), box.x))
    .toSorted((a, b) => right(b.box) - right(a.box));
  const behind = near
    .filter((phrase) => phrase.box.x >= right(box) - 8 && isFree(right(box), phrase.box.x))
    .toSorted((a, b) => a.box.x - b.box.x);
  const side = before.length > 0 ? before : behind;
  const middle = box.y + box.height / 2;
  const first = side.toSorted((a, b) => distanceTo(middle, a.box) - distanceTo(middle, b.box))[0];
  if (!first) return undefined;
  const lines = side
    .filter(
      (phrase) =>
        phrase === first || (Math.abs(phrase.box.x - first.box.x) < 40 && !isLevel(phrase.box, first.box)),
    )
    .toSorted((a, b) => a.box.y - b.box.y);
  return {
    text: lines.map(({ text }) => text).join(' '),
    box: around(lines.map((line) => line.box)),
    words: lines.flatMap(({ words }) => words),
  };
}

const distanceTo = (middle: number, { y, height }: Box): number => Math.abs(y + height / 2 - middle);

/** Half-way to the rows above and below, at most two lines. */
function zoneBetween(row: readonly Place[], rows: readonly Place[][]): { from: number; to: number } {
  const { x, y, height } = around(row.map(({ box }) => box));
  const middle = y + height / 2;
  const middles = rows
    .filter((other) => other !== row && other.some(({ box }) => Math.abs(box.x - x) < 12))
    .map(([first]) => (first ? first.box.y + first.box.height / 2 : 0));
  const gaps = {
    up: middles.filter((one) => one < middle - 8).map((one) => middle - one),
    down: middles.filter((one) => one > middle + 8).map((one) => one - middle),
  };
  const up = Math.min(44, ...gaps.up.map((gap) => gap / 2));
  const down = Math.min(44, ...gaps.down.map((gap) => gap / 2));
  // The first row and the last have no more room than the other side of them has.
  return {
    from: middle - Math.min(up, gaps.down.length > 0 ? down : up),
    to: middle + Math.min(down, gaps.up.length > 0 ? up : down),
  };
}
