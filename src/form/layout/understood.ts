import { around, type Box } from '../box.ts';
import type { Place } from '../detect/types.ts';
import { phrasesOf } from '../words/phrases.ts';
import type { Word } from '../words/read.ts';
import { amountsAmong } from './amounts.ts';
import { kindOf } from './kinds.ts';
import { type Labelled, withLabels } from './labels.ts';
import { gutter, inOrder } from './order.ts';
import { headingsAmong, sectionOf } from './sections.ts';
import type { Field } from './types.ts';
import { withoutBoxes, withoutUnlikely } from './unlikely.ts';

/** Of a page, in pixels. */
export interface Size {
  width: number;
  height: number;
}

/** What was found on one page. */
export interface PageFound extends Size {
  places: readonly Place[];
  words: readonly Word[];
}

/** A place with what the page says of it; one for each place, before tables and choices are put together. */
export interface Understood extends Labelled {
  box: Box;
  kind: Field['kind'];
  isGuess: boolean;
  section: string;
}

/** Labels, kind and section of each place of a page, in the order of reading. */
export function understood({ places: found, words: read }: PageFound): Understood[] {
  const words = withoutBoxes(read, found);
  const places = withoutUnlikely(found, words);
  const phrases = phrasesOf(
    words,
    places.map(({ box }) => box),
  );
  const labelled = inOrder(
    withLabels(places, phrases, words).map((one) => ({
      ...one,
      box: one.place.box,
      extent: around([one.place.box, ...one.phrases.map(({ box }) => box)]),
    })),
  );
  const used = new Set(labelled.flatMap((one) => one.phrases));
  const split = gutter(labelled);
  const headings = headingsAmong(
    phrases.filter((phrase) => !used.has(phrase)),
    words,
    places,
    split,
  );
  const amounts = amountsAmong(places, words);
  return labelled.map(({ extent: _, ...one }) => {
    const said = kindOf(one.place.shape, one.label);
    const isAmount = amounts.has(one.place) && said.kind !== 'date';
    const { kind, isGuess } = one.question
      ? { kind: 'choice' as const, isGuess: false }
      : isAmount
        ? { kind: 'number' as const, isGuess: said.kind !== 'number' }
        : said;
    return { ...one, kind, isGuess, section: sectionOf(one.box, headings, split) };
  });
}
