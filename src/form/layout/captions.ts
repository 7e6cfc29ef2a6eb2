import { area, around, type Box, bottom, right, shared } from '../box.ts';
import type { Place } from '../detect/types.ts';
import type { Phrase } from '../words/phrases.ts';
import { assign } from './assign.ts';
import { isParted, type Side, sideOf } from './sides.ts';
import { isLevel } from './ticks.ts';

/** The words that say what belongs on a line or in a box. */
export interface Caption {
  text: string;
  phrases: readonly Phrase[];
}

/** Places that share their words: a date in three combs. */
interface Unit {
  places: readonly Place[];
  box: Box;
  frame: Box | undefined;
}

/** What it costs a place to have no words; nearer words are better than none. */
const none = 230;

/**
 * The words of each line and box to write in: those inside its frame, else before it, above, below or
 * behind. All places of the page are served at once, each words go to one place, and the sides that
 * most places of the page have their words on are preferred.
 */
export function captionsOf(
  wanting: readonly Place[],
  places: readonly Place[],
  phrases: readonly Phrase[],
): Map<Place, Caption> {
  const units = unitsOf(wanting, phrases);
  const found = new Map<Unit, Caption>();
  const inside = insideOf(units, phrases);
  for (const [unit, own] of inside) found.set(unit, { text: textOf(own), phrases: own });
  const used = new Set([...inside.values()].flat());
  const open = units.filter((unit) => !found.has(unit));
  const free = phrases.filter((phrase) => !used.has(phrase) && /\p{L}{2}|^\p{Lu}$/u.test(phrase.text));
  const options = open.map((unit) => free.map((phrase) => optionOf(unit, phrase, places)));
  const first = chosen(options, () => 0);
  const share = (side: Side): number =>
    first.filter((one) => one?.side === side).length / Math.max(1, open.length);
  const shares = {
    inside: 0,
    before: share('before'),
    above: share('above'),
    below: share('below'),
    behind: share('behind'),
  };
  const best = chosen(options, (side) => -28 * shares[side]);
  const taken = new Set(best.flatMap((one) => (one ? [one.phrase] : [])));
  for (const [index, one] of best.entries()) {
    const unit = open[index];
    if (!unit || !one) continue;
    const lines = withMoreLines(one, unit, free, taken, places);
    for (const line of lines) taken.add(line);
    found.set(unit, { text: textOf(lines), phrases: lines });
  }
  return new Map(
    [...found].flatMap(([unit, caption]) => unit.places.map((place) => [place, caption] as const)),
  );
}

/** Combs side by side with little between are parts of one answer. */
function unitsOf(wanting: readonly Place[], phrases: readonly Phrase[]): Unit[] {
  const groups: Place[][] = [];
  for (const place of wanting.toSorted((a, b) => a.box.x - b.box.x)) {
    const group =
      place.shape === 'comb' && !hasOwnCaption(place, phrases)
        ? groups.find((one) => {
            const last = one.at(-1) as Place;
            const gap = place.box.x - right(last.box);
            return last.shape === 'comb' && isLevel(last.box, place.box) && gap > -4 && gap < 44;
          })
        : undefined;
    if (group) group.push(place);
    else groups.push([place]);
  }
  return groups.map((group) => ({
    places: group,
    box: around(group.map(({ box }) => box)),
    frame: group[0]?.frame,
  }));
}

/** Words that begin right above the first box; the letters of DD MM YYYY are a part of the caption before. */
const hasOwnCaption = ({ box }: Place, phrases: readonly Phrase[]): boolean =>
  phrases.some(
    ({ box: words, text }) =>
      /(\p{L}.*){5}/u.test(text) &&
      /\p{Ll}/u.test(text) &&
      !/^(day|month|year|jour|mois|ann[ée]e|tag|monat|jahr)/iu.test(text) &&
      Math.abs(words.x - box.x) < 12 &&
      box.y - bottom(words) > -4 &&
      box.y - bottom(words) < 1.2 * words.height,
  );

/** The words inside each frame; of frames in frames, the inner one has them. */
function insideOf(units: readonly Unit[], phrases: readonly Phrase[]): Map<Unit, Phrase[]> {
  const framed = units
    .filter((unit) => unit.frame)
    .toSorted((a, b) => area(a.frame as Box) - area(b.frame as Box));
  const found = new Map<Unit, Phrase[]>();
  for (const phrase of phrases) {
    const unit = framed.find(
      ({ frame, box }) =>
        shared(frame as Box, phrase.box) > 0.7 * area(phrase.box) &&
        shared(box, phrase.box) < 0.5 * area(phrase.box),
    );
    if (unit) found.set(unit, [...(found.get(unit) ?? []), phrase]);
  }
  for (const [unit, own] of found) {
    const named = own.filter(({ text }) => /\p{L}{2}/u.test(text));
    if (named.length === 0) found.delete(unit);
    else found.set(unit, inLines(own).slice(0, 4));
  }
  return found;
}

interface Option {
  phrase: Phrase;
  side: Side;
  cost: number;
}

function chosen(
  options: readonly (readonly (Option | undefined)[])[],
  bonus: (side: Side) => number,
): (Option | undefined)[] {
  const costs = options.map((row) => row.map((one) => one && Math.max(0, 30 + one.cost + bonus(one.side))));
  return assign(costs, none).map((column, row) =>
    column === undefined ? undefined : options[row]?.[column],
  );
}

function optionOf({ box, places: own }: Unit, phrase: Phrase, places: readonly Place[]): Option | undefined {
  const { box: words } = phrase;
  const at = sideOf(box, words);
  if (!at) return undefined;
  const others = places.filter((place) => !own.includes(place));
  if (isParted(box, words, at.side, others)) return undefined;
  // Whole sentences are notes, not captions.
  const isNote = (at.side === 'above' || at.side === 'below') && phrase.words.length > 8;
  return { phrase, side: at.side, cost: at.cost + (isNote ? 60 : 0) };
}

/** The words with further lines of theirs, which stand right above or below and belong to no other place. */
function withMoreLines(
  { phrase, side }: Option,
  { box }: Unit,
  free: readonly Phrase[],
  taken: ReadonlySet<Phrase>,
  places: readonly Place[],
): Phrase[] {
  const lines = [phrase];
  for (let grew = true; grew && lines.length < 4; ) {
    const block = around(lines.map((line) => line.box));
    const next = free.find((other) => {
      if (taken.has(other) || lines.includes(other)) return false;
      const gap = Math.max(block.y - bottom(other.box), other.box.y - bottom(block));
      const isNear = gap > -0.3 * phrase.box.height && gap < 0.5 * phrase.box.height;
      const isAligned =
        Math.abs(other.box.x - block.x) < 8 ||
        Math.abs(right(other.box) - right(block)) < 6 ||
        Math.abs(other.box.x + other.box.width / 2 - block.x - block.width / 2) < 8;
      const isAlike = Math.abs(other.box.height - phrase.box.height) < 0.35 * phrase.box.height;
      const middle = other.box.y + other.box.height / 2;
      const isBeside =
        side === 'above' || side === 'below' || (middle > box.y - 20 && middle < bottom(box) + 12);
      const isShort = other.box.width < Math.max(1.4 * box.width, 2 * phrase.box.width);
      return (
        isNear &&
        isAligned &&
        isAlike &&
        isBeside &&
        isShort &&
        !places.some(
          (place) => isLevel(place.box, other.box) && Math.abs(place.box.x - right(other.box)) < 60,
        )
      );
    });
    grew = next !== undefined;
    if (next) lines.push(next);
  }
  return inLines(lines);
}

const textOf = (lines: readonly Phrase[]): string => lines.map(({ text }) => text).join(' ');

/** From top to bottom, and each line from left to right. */
const inLines = (phrases: readonly Phrase[]): Phrase[] =>
  phrases.toSorted((a, b) => (isLevel(a.box, b.box) ? a.box.x - b.box.x : a.box.y - b.box.y));
