import type { Field, Layout } from '../../../form/layout/types.ts';
import type { Reader } from '../../../language/reader.ts';
import { isMultiple } from './check.ts';
import { optionLabels } from './choice.ts';
import { dateText } from './date.ts';
import { numberText } from './number.ts';
import { type Inputs, type Value, type Values, valueIn } from './values.ts';

/**
 * What stands in the inputs for an answer, as the reader would have typed it; `valuesOf` makes the
 * same answer of it again. A value that is not of its field's kind is written as it is, so that
 * `valuesOf` says what is wrong with it.
 */
export function inputsOf(layout: Pick<Layout, 'fields'>, values: Values, reader: Reader): Inputs {
  const inputs: Record<string, string> = {};
  for (const field of layout.fields) {
    const value = valueIn(values, field.id);
    if (value !== undefined) Object.assign(inputs, fieldInputs(field, value, reader));
  }
  return inputs;
}

function fieldInputs(field: Field, value: Value, reader: Reader): Inputs {
  const { id } = field;
  if (field.kind === 'table' && Array.isArray(value)) {
    const cells = value.flatMap((row: unknown, at) =>
      (Array.isArray(row) ? row : []).map((text, column) => [`${id}.${at}.${column}`, String(text)]),
    );
    return Object.fromEntries(cells.filter(([, text]) => text !== ''));
  }
  if (isMultiple(field)) {
    const chosen: readonly unknown[] = Array.isArray(value) ? value : [value];
    return Object.fromEntries(
      optionLabels(field).flatMap((label, index) =>
        chosen.includes(label) ? [[`${id}.${index}`, 'on']] : [],
      ),
    );
  }
  if (field.kind === 'checkbox') {
    const text = value === true ? 'on' : value === false ? '' : String(value);
    return text === '' ? {} : { [id]: text };
  }
  if (typeof value === 'number') return { [id]: numberText(value, reader) };
  return { [id]: field.kind === 'date' ? dateText(String(value)) : String(value) };
}
