import { UserError } from '../../base/error.ts';
import type { Word } from '../words/read.ts';
import type { Understood } from './understood.ts';

const hint =
  'If it is a form, take a new photo from straight above, in good light; or draw its fields in the editor (`holdall form edit`). If the picture is a straight page already, say "rectify": "none".';

/**
 * Refuses pages that are no form: without a place to fill; pictures and charts, which have places
 * without words; texts and full tables, which have words, and places only by chance.
 *
 * @throws UserError with what was found
 */
export function refuseUnlessForm(places: readonly Understood[], words: readonly Word[], name: string): void {
  const refuse = (message: string): never => {
    throw new UserError(message, { hint });
  };
  const count = `${numberOf(places.length, 'place')} to fill in and ${numberOf(words.length, 'word')}`;
  if (places.length === 0)
    refuse(`There is no place to fill in on ${name}: no line, box or cell to write in was found.`);
  const sure = words.filter(({ text, confidence }) => confidence > 0.7 && /\p{L}{3}/u.test(text));
  const labelled = places.filter(({ label }) => label !== '');
  if (sure.length < 5 && labelled.length < 0.25 * places.length)
    refuse(`No form can be seen on ${name}: ${count} were found, and hardly any of them belong together.`);
  const numbers = words.filter(({ text }) => /^[\d.,%+-]{2,}$/.test(text));
  if (words.length > 60 && numbers.length > 0.6 * words.length)
    refuse(
      `${name} is a table that is full rather than a form: ${numbers.length} of its ${words.length} words are numbers.`,
    );
  // Who only signs fills a form too.
  const isNamed = places.some(({ kind }) => kind !== 'text' && kind !== 'multi-line' && kind !== 'checkbox');
  if (words.length > 150 && places.length < words.length / 100 && !isNamed)
    refuse(`${name} is a text rather than a form: only ${count} were found.`);
}

const numberOf = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
