import { type Box, bottom, overlap, right } from '../box.ts';
import type { Place } from '../detect/types.ts';
import type { Phrase } from '../words/phrases.ts';
import { isLevel } from './ticks.ts';
import { tailOf } from './words.ts';

/**
 * What the blanks in running sentences are for: the words right before each, which stand at the end
 * of the line above where a blank begins a line. Such words may lie between two blanks.
 */
export function sentenceLabels(
  wanting: readonly Place[],
  places: readonly Place[],
  phrases: readonly Phrase[],
): Map<Place, { text: string; phrases: readonly Phrase[] }> {
  const found = new Map<Place, { text: string; phrases: readonly Phrase[] }>();
  for (const place of wanting) {
    if (place.shape !== 'text' || place.frame) continue;
    const line = baseline(place.box);
    const level = phrases.filter(({ box }) => isLevel(box, line));
    const before = level
      .filter(({ box }) => right(box) < place.box.x + 12)
      .toSorted((a, b) => right(b.box) - right(a.box))[0];
    if (before) {
      const isBetween = places.some(
        ({ box }) => isLevel(box, before.box) && Math.abs(before.box.x - right(box)) < 40,
      );
      if ((before.words.length > 4 || isBetween) && place.box.x - right(before.box) < 40)
        found.set(place, { text: tailOf(before.text), phrases: [before] });
      continue;
    }
    const runsOn = level.some(
      ({ box, text, words }) =>
        box.x > right(place.box) - 12 &&
        box.x - right(place.box) < 45 &&
        (words.length > 2 || /^\p{Ll}/u.test(text)),
    );
    const last = runsOn ? lastAbove(line, places, phrases) : undefined;
    if (last) found.set(place, { text: tailOf(last.text), phrases: [last] });
  }
  return found;
}

/** The room of one line of letters on the line of a place. */
const baseline = (box: Box): Box => {
  const high = Math.min(box.height, 42);
  return { ...box, y: bottom(box) - high, height: high + 6 };
};

/** The words at the end of the line above, unless a blank is the end of it. */
function lastAbove(line: Box, places: readonly Place[], phrases: readonly Phrase[]): Phrase | undefined {
  const above = phrases.filter(({ box }) => line.y - bottom(box) > -6 && line.y - bottom(box) < 60);
  const lowest = above.toSorted((a, b) => bottom(b.box) - bottom(a.box))[0];
  if (!lowest) return undefined;
  const last = above
    .filter(({ box }) => isLevel(box, lowest.box))
    .toSorted((a, b) => right(b.box) - right(a.box))[0];
  const isEnd =
    last &&
    right(last.box) > line.x + 200 &&
    !places.some(
      ({ box }) =>
        overlap(box.y, bottom(box), last.box.y, bottom(last.box)) > 8 && box.x > right(last.box) - 8,
    );
  return isEnd ? last : undefined;
}
