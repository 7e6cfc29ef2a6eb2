import { type Box, bottom, overlap, right } from '../box.ts';
import type { Place } from '../detect/types.ts';
import type { Word } from '../words/read.ts';

/**
 * The boxes for amounts of a tax return or an account: four or more of one width right below each
 * other, most with the number of their line just before them.
 */
export function amountsAmong(places: readonly Place[], words: readonly Word[]): Set<Place> {
  const framed = places
    .filter(({ shape, frame }) => shape === 'text' && frame)
    .toSorted((a, b) => a.box.y - b.box.y);
  const stacks: Place[][] = [];
  for (const place of framed) {
    const stack = stacks.find((one) => isRightBelow((one.at(-1) as Place).box, place.box));
    if (stack) stack.push(place);
    else stacks.push([place]);
  }
  return new Set(
    stacks
      .filter(
        (stack) =>
          stack.length >= 4 &&
          stack.filter(({ box }) => hasNumberBefore(box, words)).length >= 0.6 * stack.length,
      )
      .flat(),
  );
}

const isRightBelow = (a: Box, b: Box): boolean =>
  Math.abs(a.x - b.x) < 6 && Math.abs(a.width - b.width) < 8 && Math.abs(b.y - bottom(a)) < 14;

const hasNumberBefore = (box: Box, words: readonly Word[]): boolean =>
  words.some(
    (word) =>
      /^\d{1,4}[a-z]?[.)]?$/i.test(word.text) &&
      box.x - right(word.box) > -4 &&
      box.x - right(word.box) < 44 &&
      overlap(box.y, bottom(box), word.box.y, bottom(word.box)) > 0.5 * word.box.height,
  );
