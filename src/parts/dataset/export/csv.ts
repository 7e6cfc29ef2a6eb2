import type { Value } from '../query.ts';
import type { Export } from './export.ts';

/**
 * CSV by RFC 4180: commas, CR LF, a header with the columns' names; quotes only where they are needed.
 * No value is an empty field, and an empty text one in quotes. Values are written as they are: what
 * begins with `=` stays so, for this is data and not a sheet.
 */
export async function* csvLines({ selection, columns, batches, mark }: Export): AsyncGenerator<string> {
  const names = columns.map((place) => selection.table.columns[place]?.name ?? null);
  yield `${mark ? '\ufeff' : ''}${csvLine(names)}`;
  for await (const rows of batches)
    yield rows.map(({ values }) => csvLine(columns.map((place) => values[place] ?? null))).join('');
}

/** One record, with its line end. */
export function csvLine(values: readonly Value[]): string {
  return `${values.map(field).join(',')}\r\n`;
}

function field(value: Value): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  return needsQuotes(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Also where blanks at an end, which some programs take off, would be lost. */
function needsQuotes(text: string): boolean {
  return (
    text === '' ||
    isBlank(text.charCodeAt(0)) ||
    isBlank(text.charCodeAt(text.length - 1)) ||
    /[",\r\n]/.test(text)
  );
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
