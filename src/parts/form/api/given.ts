import { HTTPException } from 'hono/http-exception';
import type { Field } from '../../../form/layout/types.ts';
import { hasCells, isMultiple } from '../fields/check.ts';
import { optionLabels } from '../fields/choice.ts';
import type { Value, Values } from '../fields/values.ts';

/**
 * The values that a program sent, without those that are null. Throws a 400 for what no field of the
 * form can have, so that nothing is left out without a word; whether a text is right is not asked here.
 */
export function givenValues(fields: readonly Field[], given: Record<string, unknown>): Values {
  const values = Object.entries(given).filter(([, value]) => value !== null);
  for (const [id, value] of values) {
    const shown = id.slice(0, 80);
    const field = fields.find((one) => one.id === id);
    if (!field) throw wrong(`The form has no field "${shown}".`);
    const why = whyNot(field, value);
    if (why !== undefined) throw wrong(`The value of "${shown}" ${why}.`);
  }
  return Object.fromEntries(values) as Record<string, Value>;
}

function whyNot(field: Field, value: unknown): string | undefined {
  if (hasCells(field)) {
    const { rows = [], columns = [] } = field;
    const isTable =
      Array.isArray(value) &&
      value.length <= rows.length &&
      value.every((row) => Array.isArray(row) && row.length <= columns.length && row.every(isPlain));
    return isTable
      ? undefined
      : `is a list of at most ${rows.length} rows, each a list of at most ${columns.length} texts`;
  }
  if (isMultiple(field)) {
    const labels = optionLabels(field);
    const chosen: unknown[] = Array.isArray(value) ? value : [value];
    return chosen.every((one) => typeof one === 'string' && labels.includes(one))
      ? undefined
      : `is a list of some of ${labels.map((label) => `"${label}"`).join(', ')}`;
  }
  return isPlain(value) ? undefined : 'is a text, a number or true, not a list nor an object';
}

function isPlain(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function wrong(message: string): HTTPException {
  return new HTTPException(400, { message });
}
