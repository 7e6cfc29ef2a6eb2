import { csvLine } from '../../export/csv.ts';
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
