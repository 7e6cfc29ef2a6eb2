import { area, around, type Box, bottom, overlap, right, shared } from '../box.ts';
import type { Place } from '../detect/types.ts';
import type { Word } from '../words/read.ts';
import { amountsAmong } from './amounts.ts';
import { isTick } from './ticks.ts';

/** Leaves out places where, by the words and the other places, nobody writes. */
export function withoutUnlikely(places: readonly Place[], words: readonly Word[]): readonly Place[] {
  const amounts = [...amountsAmong(places, words)];
  const tables = [...Map.groupBy(places, ({ table }) => table?.index)].flatMap(([index, cells]) =>
    index === undefined ? [] : [around(cells.map(({ box }) => box))],
  );
  return places.filter(
    (place) =>
      !isLeader(place, amounts) &&
      !isCorner(place, tables) &&
      !isLetter(place, words) &&
      !isNumber(place, words),
  );
}

/** Leaves out words that are boxes and circles to tick: those that were found, and others of their columns. */
export function withoutBoxes(words: readonly Word[], places: readonly Place[]): readonly Word[] {
  const ticks = places.filter(isTick).map(({ box }) => box);
  return words.filter(({ text, box }) => {
    if (!/^[\p{L}\p{N}()[\]©®@]{1,2}$/u.test(text)) return true;
    const isCircle = /^[Oo0QCDU()[\]©®@]+$/.test(text);
    return !ticks.some(
      (tick) =>
        shared(box, tick) > 0.5 * area(box) ||
        (isCircle &&
          Math.abs(tick.x + tick.width / 2 - box.x - box.width / 2) < 6 &&
          Math.abs(tick.width - box.width) < 0.35 * tick.width &&
          Math.abs(tick.height - box.height) < 0.35 * tick.height),
    );
  });
}

/** A row of dots that leads from words to the box of an amount. */
const isLeader = ({ shape, frame, box }: Place, amounts: readonly Place[]): boolean =>
  shape === 'text' &&
  frame === undefined &&
  amounts.some(
    (amount) =>
      amount.box.x > right(box) &&
      bottom(box) > amount.box.y &&
      bottom(box) < bottom(amount.box) + 4 &&
      amount.box.x - right(box) < 1200,
  );

/** The empty corner of a table, between the headings of its columns and those of its rows. */
const isCorner = ({ box, table }: Place, tables: readonly Box[]): boolean =>
  table === undefined &&
  tables.some((one) => Math.abs(right(box) - one.x) < 12 && Math.abs(bottom(box) - one.y) < 12);

/** A letter such as D or 0 that looks like a box to tick: its word goes on right beside it. */
const isLetter = (place: Place, words: readonly Word[]): boolean =>
  isTick(place) &&
  (isAmidLetters(place.box, words) ||
    words.some(({ box, text }) => {
      if (overlap(box.y, bottom(box), place.box.y, bottom(place.box)) < 0.6 * box.height) return false;
      const behind = box.x - right(place.box);
      const before = place.box.x - right(box);
      return (
        (behind > -6 && behind < 4 && /^[\p{Ll}\d]/u.test(text)) ||
        (before > -6 && before < 4 && /[\p{Ll}\d]$/u.test(text))
      );
    }));

/** An O of capital letters: a word goes on at once to both sides, or around it. */
const isAmidLetters = ({ x, y, width, height }: Box, words: readonly Word[]): boolean => {
  const level = words.filter(
    ({ box, text }) => /\p{L}/u.test(text) && overlap(box.y, bottom(box), y, y + height) > 0.6 * box.height,
  );
  const isNear = (gap: number): boolean => gap > -6 && gap < 0.35 * height;
  return (
    (level.some(({ box }) => isNear(x - right(box))) && level.some(({ box }) => isNear(box.x - x - width))) ||
    level.some(({ box, text }) => text.length > 2 && box.x < x - 4 && right(box) > x + width + 4)
  );
};

/** A cell with a number in it is full; only words can be a caption. */
const isNumber = ({ frame, shape }: Place, words: readonly Word[]): boolean => {
  if (!frame || (shape !== 'text' && shape !== 'cell')) return false;
  const inside = words.filter(({ box }) => {
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    return x > frame.x && x < right(frame) && y > frame.y && y < bottom(frame);
  });
  const high = Math.max(0, ...inside.map(({ box }) => box.height));
  return (
    inside.length > 0 && inside.every(({ text }) => /^[\d.,%-]{2,}$/.test(text)) && high > 0.3 * frame.height
  );
};
