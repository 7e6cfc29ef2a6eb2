import { around, type Box } from '../box.ts';
import { sharesOf } from './shares.ts';
import { tableOf } from './table.ts';
import type { Field } from './types.ts';
import type { Size, Understood } from './understood.ts';
import { patternOf } from './words.ts';

/** Fields of the layout: the cells of a table make one, and the answers to a question. */
export function fieldsOf(
  all: readonly Understood[],
  page: Size,
  number: number,
): Omit<Field, 'id' | 'order'>[] {
  const shares = sharesOf(page);
  const groups = Map.groupBy(all, (one) => {
    if (one.place.table) return `table ${one.place.table.index}`;
    return one.question ? `question ${one.question.index}` : one;
  });
  return [...groups.values()].map((group) => {
    const [first] = group as [Understood];
    const { kind, question, place, section } = first;
    const label = question
      ? question.text
      : kind === 'table'
        ? first.headings?.caption || section
        : first.label + partOf(first, all);
    const guessed = [
      ...(label === '' || isHardlyRead(first) ? (['label'] as const) : []),
      ...(first.isGuess ? (['kind'] as const) : []),
    ];
    const pattern = kind === 'text' || kind === 'comb' ? patternOf(label) : undefined;
    const isUnread = group.some((one) => one.label === '');
    return {
      label: label || (kind === 'choice' ? section : ''),
      kind,
      ...(section ? { section } : {}),
      page: number,
      box: shares(group.length === 1 ? first.box : around(group.map((one) => one.box))),
      ...(group.some((one) => one.isRequired) ? { required: true } : {}),
      ...(pattern ? { pattern } : {}),
      ...(kind === 'comb' && place.length ? { length: place.length } : {}),
      ...(kind === 'choice' ? { options: optionsOf(group, shares) } : {}),
      ...(question?.isMultiple ? { multiple: true } : {}),
      ...(kind === 'table' ? tableOf(group, page) : {}),
      confidence: rounded(Math.min(...group.map((one) => one.place.confidence)) * (isUnread ? 0.6 : 1)),
      ...(guessed.length > 0 ? { guessed } : {}),
    };
  });
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** The answers, by what tells them apart; those without words by their number. */
const optionsOf = (group: readonly Understood[], shares: (box: Box) => Field['box']): Field['options'] =>
  group.map((one, index) => ({
    label: (one.question ? one.question.answer : one.label) || String(index + 1),
    box: shares(one.box),
  }));

/** Whether the words of a label are so hard to read that they may be others. */
function isHardlyRead({ phrases }: Understood): boolean {
  const words = phrases.flatMap((phrase) => phrase.words);
  return words.length > 0 && words.reduce((sum, { confidence }) => sum + confidence, 0) < 0.65 * words.length;
}

/** A date in several combs: which part of it one is. */
function partOf({ place, label, kind }: Understood, all: readonly Understood[]): string {
  if (kind !== 'comb' || label === '') return '';
  const parts = all.filter(
    (one) => one.kind === 'comb' && one.label === label && Math.abs(one.box.y - place.box.y) < 8,
  );
  if (parts.length < 2) return '';
  return ` (${parts.findIndex((one) => one.place === place) + 1})`;
}
