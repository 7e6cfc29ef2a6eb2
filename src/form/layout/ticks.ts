import { type Box, bottom, overlap, right } from '../box.ts';
import type { Place } from '../detect/types.ts';
import type { Phrase } from '../words/phrases.ts';

/** The words beside a box to tick. */
export interface TickLabel {
  text: string;
  phrases: readonly Phrase[];
  /** What stands before the words, up to a colon or a question mark. */
  question?: string;
}

/** What it costs to have no words on a side, in widths of a box. */
const none = 2.5;
/** How far words may stand before they are too far to be close, in widths of a box. */
const far = 1.8;

interface Beside {
  tick: Place;
  before: Phrase | undefined;
  behind: Phrase | undefined;
}

export const isTick = ({ shape }: Place): boolean => shape === 'checkbox' || shape === 'radio';

/** Whether two boxes stand in one row. */
export const isLevel = (a: Box, b: Box): boolean =>
  overlap(a.y, bottom(a), b.y, bottom(b)) > 0.5 * Math.min(a.height, b.height);

/**
 * The words beside each box to tick. Boxes that stand in one row or one column have theirs on the
 * same side: that on which all together have theirs nearer.
 */
export function tickLabels(
  ticks: readonly Place[],
  places: readonly Place[],
  phrases: readonly Phrase[],
): Map<Place, TickLabel> {
  const labels = new Map<Place, TickLabel>();
  for (const beside of groupsOf(ticks.map((tick) => besideOf(tick, places, phrases)))) {
    // Most forms tick before the words.
    const side = costOf(beside, 'behind') <= 1.1 * costOf(beside, 'before') ? 'behind' : 'before';
    for (const { tick, [side]: phrase } of beside) {
      if (!phrase) continue;
      const own = [phrase, ...(side === 'behind' ? linesBelow(phrase, places, phrases) : [])];
      const text = own.map((one) => one.text).join(' ');
      labels.set(tick, { ...(side === 'before' ? parted(text) : { text }), phrases: own });
    }
  }
  return labels;
}

/** Boxes that are connected by standing in one row, or below each other, or on both sides of some words. */
function groupsOf(all: readonly Beside[]): Beside[][] {
  const left = new Set(all);
  const groups: Beside[][] = [];
  for (const first of all) {
    if (!left.delete(first)) continue;
    const group = [first];
    for (const one of group)
      for (const other of left)
        if (isNeighbour(one.tick.box, other.tick.box) || isBetween(one, other)) {
          left.delete(other);
          group.push(other);
        }
    groups.push(group);
  }
  return groups;
}

const isBetween = (a: Beside, b: Beside): boolean =>
  (a.behind !== undefined && a.behind === b.before) || (a.before !== undefined && a.before === b.behind);

const isNeighbour = (a: Box, b: Box): boolean =>
  Math.abs(a.width - b.width) < 8 &&
  (Math.abs(a.y - b.y) < 8 || (Math.abs(a.x - b.x) < 8 && Math.abs(a.y - b.y) < 6 * Math.max(a.height, 20)));

function besideOf(tick: Place, places: readonly Place[], phrases: readonly Phrase[]): Beside {
  const { box } = tick;
  const level = phrases.filter((phrase) =>
    isLevel({ ...box, y: box.y - 3, height: box.height + 6 }, phrase.box),
  );
  const others = places.filter((place) => place !== tick && isLevel(place.box, box));
  const isFree = (from: number, to: number): boolean =>
    !others.some((other) => right(other.box) > from + 4 && other.box.x < to - 4);
  const behind = level
    .filter((phrase) => phrase.box.x >= right(box) - 8 && isFree(right(box), phrase.box.x))
    .toSorted((a, b) => a.box.x - b.box.x)[0];
  const before = level
    .filter((phrase) => right(phrase.box) <= box.x + 8 && isFree(right(phrase.box), box.x))
    .toSorted((a, b) => right(b.box) - right(a.box))[0];
  return { tick, before, behind };
}

/**
 * How far the words on a side are, in widths of a box, and how many boxes have none: a word that was
 * not read must not turn a row round. Far words are not much worse than farther ones.
 */
function costOf(group: readonly Beside[], side: 'before' | 'behind'): number {
  const gaps = group.flatMap(({ tick: { box }, [side]: phrase }) => {
    if (!phrase) return [];
    const gap = side === 'behind' ? phrase.box.x - right(box) : box.x - right(phrase.box);
    const wide = Math.max(0, gap) / Math.max(24, box.width);
    return [wide < far ? wide : Math.min(3, far + 0.02 * (wide - far))];
  });
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / Math.max(1, gaps.length);
  return mean + (none * (group.length - gaps.length)) / group.length;
}

/** More lines of the same words: they begin where the first begins, and have no box of their own. */
function linesBelow(first: Phrase, places: readonly Place[], phrases: readonly Phrase[]): Phrase[] {
  const lines: Phrase[] = [];
  for (let last = first; lines.length < 4; ) {
    const next = phrases.find(
      ({ box }) =>
        Math.abs(box.x - first.box.x) < 10 &&
        box.y > last.box.y + 0.5 * last.box.height &&
        box.y - bottom(last.box) < 0.55 * last.box.height &&
        Math.abs(box.height - last.box.height) < 0.45 * last.box.height &&
        !places.some((place) => isLevel(place.box, box)),
    );
    if (!next) break;
    lines.push(next);
    last = next;
  }
  return lines;
}

/** Words before a box may begin with the question that the box is an answer to. */
function parted(text: string): { text: string; question?: string } {
  const [, question, answer] = /^(.*\S\s*[:?])\s+(\S.*)$/u.exec(text) ?? [];
  return question && answer ? { text: answer, question } : { text };
}
