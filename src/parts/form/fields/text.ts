import type { Field } from '../../../form/layout/types.ts';
import type { Reader } from '../../../language/reader.ts';
import { numberText } from './number.ts';
import type { Value } from './values.ts';

/** An answer as people read it; a table has a line a row, without the empty ones. */
export function textOf(field: Field, value: Value | undefined, reader: Reader): string {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? reader.text.formFields.yes : '';
  if (typeof value === 'number') return numberText(value, reader);
  if (typeof value === 'string') return field.kind === 'date' ? reader.date(value) : value;
  if (isTable(value)) {
    return value
      .filter((cells) => cells.some((text) => text !== ''))
      .map((cells) => cells.join(' | '))
      .join('\n');
  }
  return value.join('; ');
}

/** Whether a value is that of a table: rows of cells. */
export function isTable(value: Value): value is readonly (readonly string[])[] {
  return Array.isArray(value) && Array.isArray(value[0]);
}
