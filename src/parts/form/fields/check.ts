import type { Field, Layout } from '../../../form/layout/types.ts';
import type { Reader } from '../../../language/reader.ts';
import { optionLabels } from './choice.ts';
import { longestAnswer, oneLine } from './plain-text.ts';
import { readField } from './read-field.ts';
import { isRefused } from './reading.ts';
import type { Inputs, Value, Values } from './values.ts';

/** What is wrong with what was typed in a field. */
export interface FieldError {
  /** The field's id. */
  field: string;
  /** The name of the input. */
  name: string;
  /** A sentence in the reader's language: what is wrong, what would be right. */
  message: string;
}

/** The answer that somebody's inputs come to, and what is wrong with them; `values` has what is right. */
export function valuesOf(
  layout: Pick<Layout, 'fields'>,
  inputs: Inputs,
  reader: Reader,
): { values: Values; errors: FieldError[] } {
  const values: Record<string, Value> = {};
  const errors: FieldError[] = [];
  for (const field of inOrder(layout)) {
    const { value, faults } = fieldOf(field, inputs, reader);
    if (value !== undefined) values[field.id] = value;
    errors.push(...faults.map((fault) => ({ field: field.id, ...fault })));
    if (value === undefined && faults.length === 0 && field.required) {
      const { required, requiredTick } = reader.text.formFields;
      const message = field.kind === 'checkbox' ? requiredTick : required;
      errors.push({ field: field.id, name: inputNames(field)[0] ?? field.id, message });
    }
  }
  return { values, errors };
}

/** The fields in the order in which they are read. */
export function inOrder({ fields }: Pick<Layout, 'fields'>): Field[] {
  return fields.toSorted((a, b) => a.order - b.order);
}

/** The names of a field's inputs, in the order in which they are filled. */
export function inputNames(field: Field): string[] {
  if (hasCells(field)) {
    return (field.rows ?? []).flatMap((_, row) =>
      (field.columns ?? []).map((_, column) => `${field.id}.${row}.${column}`),
    );
  }
  if (isMultiple(field)) return (field.options ?? []).map((_, index) => `${field.id}.${index}`);
  return [field.id];
}

/** Whether a field is a table with cells; one without any takes a text. */
export function hasCells({ kind, rows, columns }: Field): boolean {
  return kind === 'table' && (rows?.length ?? 0) > 0 && (columns?.length ?? 0) > 0;
}

/** Whether several answers of a choice may be ticked. */
export function isMultiple({ kind, multiple, options }: Field): boolean {
  return kind === 'choice' && multiple === true && (options?.length ?? 0) > 0;
}

interface Found {
  value?: Value | undefined;
  faults: { name: string; message: string }[];
}

function fieldOf(field: Field, inputs: Inputs, reader: Reader): Found {
  if (hasCells(field)) return tableOf(field, inputs, reader);
  if (isMultiple(field)) {
    const ticked = optionLabels(field).filter((_, index) => textAt(inputs, `${field.id}.${index}`) !== '');
    return { value: ticked.length > 0 ? ticked : undefined, faults: [] };
  }
  const reading = readField(field, textAt(inputs, field.id), reader);
  return isRefused(reading)
    ? { faults: [{ name: field.id, message: reading.message }] }
    : { value: reading.value, faults: [] };
}

function tableOf({ id, rows = [], columns = [] }: Field, inputs: Inputs, reader: Reader): Found {
  const faults: Found['faults'] = [];
  const value = rows.map((_, row) =>
    columns.map((_, column) => {
      const name = `${id}.${row}.${column}`;
      const text = oneLine(textAt(inputs, name));
      if (text.length > longestAnswer)
        faults.push({ name, message: reader.text.formFields.tooLong(String(longestAnswer)) });
      return text;
    }),
  );
  const empty = value.every((cells) => cells.every((text) => text === ''));
  return { value: empty || faults.length > 0 ? undefined : value, faults };
}

/** By its own key: an input may be called `constructor`. */
function textAt(inputs: Inputs, name: string): string {
  return (Object.hasOwn(inputs, name) ? inputs[name] : undefined) ?? '';
}
