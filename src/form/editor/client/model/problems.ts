import type { FieldKind } from '../../../layout/types.ts';
import type { Items } from './item.ts';

/** What is wrong with a field, in a sentence. */
export interface Problem {
  /** The place of the field in the list, from 0; none where it is the whole form. */
  index?: number;
  /** The property that it is about. */
  at: string;
  message: string;
  /** Whether it can be saved nonetheless, to be mended later. */
  canWait?: true;
}

/** What keeps the fields from being saved. The server asks the same, and the schema as well. */
export function problemsOf(items: Items): Problem[] {
  if (items.length === 0) return [{ at: 'fields', message: 'A form needs at least one field. Draw one.' }];
  const ids = items.map(({ field }) => field.id);
  return items.flatMap(({ field }, index): Problem[] =>
    [
      { at: 'id', message: idProblem(field.id, ids.filter((id) => id === field.id).length) },
      { at: 'pattern', message: patternProblem(field.pattern) },
      { at: 'length', message: lengthProblem(field.kind, field.length), canWait: true as const },
      { at: 'options', message: optionsProblem(field.kind, field.options), canWait: true as const },
    ].flatMap(({ message, ...rest }) => (message === undefined ? [] : [{ index, message, ...rest }])),
  );
}

function idProblem(id: string, count: number): string | undefined {
  if (id === '') return 'The id is empty: it names the column of the answers.';
  if (!/^[a-z][a-z0-9-]*$/.test(id))
    return 'An id starts with a small letter, and has small letters, digits and hyphens.';
  return count > 1 ? `${count} fields have the id ${id}: each needs one of its own.` : undefined;
}

function patternProblem(pattern: string | undefined): string | undefined {
  if (pattern === undefined) return undefined;
  try {
    new RegExp(`^(?:${pattern})$`, 'u');
    return undefined;
  } catch {
    return 'The pattern is no regular expression.';
  }
}

const lengthProblem = (kind: FieldKind, length: number | undefined): string | undefined =>
  kind === 'comb' && !(length && Number.isInteger(length) && length > 0)
    ? 'A comb needs the number of its letters.'
    : undefined;

function optionsProblem(
  kind: FieldKind,
  options: readonly { label: string }[] | undefined,
): string | undefined {
  if (kind !== 'choice') return undefined;
  if (!options || options.length === 0) return 'A choice needs at least one answer.';
  const labels = options.map(({ label }) => label.trim());
  if (labels.includes('')) return 'An answer has no words.';
  return new Set(labels).size < labels.length ? 'Two answers have the same words.' : undefined;
}
