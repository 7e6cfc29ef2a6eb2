import { readFile } from 'node:fs/promises';
import { messageOf, UserError } from '../base/error.ts';
import { nearest } from '../base/nearest.ts';
import { columnNames, type ReadContext, type ReadTable, type TableFile } from './source.ts';
import { openRowWriter, type TextCell } from './text-rows.ts';

/**
 * Reads a sheet of an XLSX workbook into a table of texts: the first row is the header, formulas
 * give their stored value, dates become ISO 8601. Empty rows are passed over.
 */
export async function readXlsxTable(table: TableFile, context: ReadContext): Promise<ReadTable> {
  const { source } = table;
  const bytes = await readFile(table.file);
  const { streamXlsxRows } = await import('hucre/xlsx');
  const sheet = chooseSheet(await sheetNames(bytes, source), context.options.sheet, source);
  try {
    let columns: string[] | undefined;
    let writer: Awaited<ReturnType<typeof openRowWriter>> | undefined;
    for await (const { values, index } of streamXlsxRows(bytes, { sheet })) {
      const cells = values.map(toCell);
      if (cells.every((cell) => cell === null)) continue;
      if (!columns || !writer) {
        columns = columnNames(
          cells.map((cell) => cell?.text ?? null),
          source,
        );
        writer = await openRowWriter(context, columns.length);
        continue;
      }
      if (cells.slice(columns.length).some((cell) => cell !== null))
        throw new UserError(
          `Row ${index + 1} of sheet "${sheet}" has a value in column ${cells.findLastIndex((cell) => cell !== null) + 1}, and the header has ${columns.length}.`,
          { hint: 'Name that column in the first row, or clear the cell.', at: { file: source } },
        );
      await writer.add(cells);
    }
    if (!columns || !writer)
      throw new UserError(`The sheet "${sheet}" is empty: there is not even a header row.`, {
        at: { file: source },
      });
    return { columns, ...(await writer.end()) };
  } catch (error) {
    throw explain(error, source);
  }
}

async function sheetNames(bytes: Buffer, source: string): Promise<string[]> {
  const { readXlsx } = await import('hucre/xlsx');
  try {
    return (await readXlsx(bytes, { maxRows: 1 })).sheets.map(({ name }) => name);
  } catch (error) {
    throw explain(error, source);
  }
}

function chooseSheet(names: string[], wanted: string | number | undefined, source: string): string {
  const found = typeof wanted === 'string' ? names.find((name) => name === wanted) : names[(wanted ?? 1) - 1];
  if (found !== undefined) return found;
  const near = typeof wanted === 'string' ? nearest(wanted, names) : undefined;
  const list = names.map((name) => `"${name}"`).join(', ');
  throw new UserError(`There is no sheet ${JSON.stringify(wanted ?? 1)} in this workbook.`, {
    hint: near === undefined ? `It has ${list}.` : `Did you mean "${near}"? It has ${list}.`,
    at: { file: source },
  });
}

function toCell(value: unknown): TextCell | null {
  if (value === null || value === undefined || value === '') return null;
  if (value instanceof Date) return { text: isoText(value), textual: false };
  if (typeof value === 'number' || typeof value === 'boolean') return { text: String(value), textual: false };
  return { text: String(value), textual: true };
}

/** `2026-11-21`, or `2026-11-21 10:00:00` when there is a time of day. */
function isoText(date: Date): string {
  const text = date.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}

/** hucre's errors are about the file: it is no workbook, broken, or encrypted. */
function explain(error: unknown, source: string): unknown {
  if (error instanceof UserError || !(error instanceof Error)) return error;
  if (error.name === 'EncryptedFileError')
    return new UserError('This workbook is encrypted.', {
      hint: 'Save it without a password.',
      at: { file: source },
      cause: error,
    });
  if (/^(Zip|Xml|Parse|UnsupportedFormat|Hucre)Error$/.test(error.name))
    return new UserError(`This is no XLSX workbook that can be read: ${messageOf(error)}`, {
      hint: 'Open it in a spreadsheet program and save it as .xlsx again.',
      at: { file: source },
      cause: error,
    });
  return error;
}
