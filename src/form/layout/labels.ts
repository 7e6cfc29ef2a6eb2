import type { Place } from '../detect/types.ts';
import type { Phrase } from '../words/phrases.ts';
import type { Word } from '../words/read.ts';
import { captionsOf } from './captions.ts';
import { matrixLabels } from './matrix.ts';
import { questionsOf } from './questions.ts';
import { sentenceLabels } from './sentences.ts';
import { tableHeadings } from './table-headings.ts';
import { isTick, tickLabels } from './ticks.ts';
import { cleaned, saysRequired, saysSeveral } from './words.ts';

export interface Labelled {
  place: Place;
  /** What belongs there; of a cell or a box in a matrix: `ROW / COLUMN`. */
  label: string;
  /** Of a box to tick that is an answer to one: all its answers have the same index. */
  question?: { text: string; answer: string; index: number; isMultiple: boolean };
  /** Of a cell. */
  headings?: { row: string; column: string; caption: string };
  isRequired: boolean;
  /** What the label is made of; those phrases are no headings. */
  phrases: readonly Phrase[];
}

/** Finds for each place the words that say what belongs there. */
export function withLabels(
  places: readonly Place[],
  phrases: readonly Phrase[],
  words: readonly Word[],
): Labelled[] {
  const headings = tableHeadings(places, phrases, words);
  const ticks = places.filter((place) => isTick(place) && !place.table);
  const matrix = matrixLabels(ticks, places, phrases, words);
  const beside = tickLabels(
    ticks.filter((tick) => !matrix.has(tick)),
    places,
    phrases,
  );
  const questions = questionsOf(beside, places, phrases);
  const asked = new Map(questions.flatMap((one) => one.ticks.map((tick) => [tick, one] as const)));
  const used = new Set(
    [headings, matrix, beside, asked].flatMap((found) => [...found.values()].flatMap((one) => one.phrases)),
  );
  const free = phrases.filter((phrase) => !used.has(phrase));
  const wanting = places.filter((place) => !place.table && !isTick(place));
  const blanks = sentenceLabels(wanting, places, free);
  const inSentences = new Set([...blanks.values()].flatMap((one) => one.phrases));
  const captions = captionsOf(
    wanting.filter((place) => !blanks.has(place)),
    places,
    free.filter((phrase) => !inSentences.has(phrase)),
  );
  return places.map((place): Labelled => {
    const table = headings.get(place);
    const inMatrix = matrix.get(place);
    const tick = beside.get(place);
    const caption = blanks.get(place) ?? captions.get(place);
    const parts = table
      ? [table.row, table.column]
      : inMatrix
        ? [inMatrix.question, inMatrix.answer]
        : [tick?.text ?? caption?.text];
    const question = asked.get(place);
    const own = (table ?? inMatrix ?? tick ?? caption)?.phrases ?? [];
    return {
      place,
      label: parts
        .map((text) => cleaned(text ?? ''))
        .filter(Boolean)
        .join(' / '),
      ...(question
        ? {
            question: {
              text: cleaned(question.text),
              answer: cleaned(tick?.text ?? ''),
              index: questions.indexOf(question),
              isMultiple: question.isMultiple,
            },
          }
        : inMatrix
          ? {
              question: {
                text: cleaned(inMatrix.question),
                answer: cleaned(inMatrix.answer),
                index: questions.length + inMatrix.row,
                isMultiple: place.shape === 'checkbox' && saysSeveralAbove(place, matrix, phrases),
              },
            }
          : {}),
      ...(table
        ? {
            headings: {
              row: cleaned(table.row ?? ''),
              column: cleaned(table.column ?? ''),
              caption: cleaned(table.caption ?? ''),
            },
          }
        : {}),
      isRequired: [...own, ...(question?.phrases ?? [])].some(({ text }) => saysRequired(text)),
      phrases: [...own, ...(question?.phrases ?? [])],
    };
  });
}

/** How far above a matrix its instruction may stand, in pixels: 3 cm, with the headings of its columns between. */
const reach = 240;

/** Whether the words above a matrix ask to tick all that applies. */
function saysSeveralAbove(
  { box }: Place,
  matrix: ReadonlyMap<Place, unknown>,
  phrases: readonly Phrase[],
): boolean {
  const column = [...matrix.keys()].filter(
    (other) => Math.abs(other.box.x - box.x) < 12 && other.box.y <= box.y,
  );
  // Up the column, as long as one row comes right after the other.
  const top = column
    .map(({ box: { y } }) => y)
    .toSorted((a, b) => b - a)
    .reduce((last, y) => (last - y < 160 ? y : last), box.y);
  return phrases.some(({ text, box: words }) => words.y < top && words.y > top - reach && saysSeveral(text));
}
