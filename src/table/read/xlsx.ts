import { readFile } from 'node:fs/promises';
import type { CellValue, ReadOptions } from 'hucre/xlsx';
import { messageOf, UserError } from '../../base/error.ts';
import { nearest } from '../../base/nearest.ts';
import { columnNames } from '../column-names.ts';
import { chunkRows } from '../duckdb.ts';
import type { ColumnKind, LoadContext, RawTable, TableFile } from '../raw.ts';
import { columnList, mergeKinds } from '../raw.ts';

/**
 * Reads one sheet of an XLSX workbook, row by row: the first one, or the one with the name or the
 * number (from 1) that is given. The first row with a value is the header; rows without any are
 * left out. Formulas count by the value that was saved with them; an empty text is no value.
 */
export async function loadXlsx(
  { duck, table, signal }: LoadContext,
  from: TableFile,
  sheet: string | number | undefined,
): Promise<RawTable> {
  const at = { file: from.source };
  const bytes = await readFile(from.file);
  checkContainer(bytes, at);
  let columns: RawTable['columns'] | undefined;
  let chunk: (string | null)[][] = [];
  let rows = 0;
  const flush = async (): Promise<void> => {
    if (columns && (chunk[0]?.length ?? 0) > 0) await duck.appendTexts(table, chunk);
    chunk = columns?.map(() => []) ?? [];
  };
  for await (const { index, values } of readRows(bytes, sheet, at)) {
    const cells = values.map((value, column) => cellText(value, { ...at, line: index + 1 }, column));
    const width = cells.findLastIndex((cell) => cell !== null) + 1;
    if (width === 0) continue;
    if (columns === undefined) {
      const header = cells.slice(0, width).map((cell) => cell?.trim() ?? '');
      columns = columnNames(header, { ...at, line: index + 1 }).map((name) => ({ name, kind: 'none' }));
      await duck.run(`CREATE TABLE ${table} (${columnList(width, (column) => `${column} VARCHAR`)})`);
      await flush();
      continue;
    }
    if (width > columns.length) throw strayCell(width, index, columns.length, at);
    for (const [number, column] of columns.entries()) {
      column.kind = mergeKinds(column.kind, kindOf(values[number]));
      chunk[number]?.push(cells[number] ?? null);
    }
    rows++;
    if (rows % chunkRows === 0) await flush();
  }
  signal?.throwIfAborted();
  await flush();
  if (columns === undefined) throw await noRows(bytes, sheet, at);
  return { table, columns, rows, locate: () => Promise.reject(new Error('not yet')) };
}

interface At {
  file: string;
  line?: number;
}

/** Whatever goes wrong inside of the reader is the workbook's fault. */
async function* readRows(bytes: Buffer, sheet: string | number | undefined, at: At) {
  const { streamXlsxRows } = await import('hucre/xlsx');
  const rows = streamXlsxRows(bytes, { sheet: typeof sheet === 'number' ? sheet - 1 : (sheet ?? 0) });
  for (;;) {
    const next = await rows.next().catch((error: unknown) => {
      throw damaged(error, at);
    });
    if (next.done) return;
    yield next.value;
  }
}

function damaged(error: unknown, at: At): UserError {
  return new UserError(`The workbook cannot be read: ${messageOf(error).replace(/\.$/, '')}.`, {
    hint: 'It may be damaged or cut off: open it in a spreadsheet and save it again as .xlsx.',
    at,
    cause: error,
  });
}

/** A workbook is a ZIP; in the container of old Office files lies an old or an encrypted one. */
function checkContainer(bytes: Buffer, at: At): void {
  if (bytes.length === 0) {
    throw new UserError('The file is empty.', { hint: 'Save the workbook again as .xlsx.', at });
  }
  const start = bytes.toString('hex', 0, 4);
  if (start === 'd0cf11e0') {
    if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) {
      throw new UserError('The workbook is protected with a password.', {
        hint: 'Save it without the password.',
        at,
      });
    }
    throw new UserError('The file is an old Excel workbook (.xls), not XLSX.', {
      hint: 'Open it in a spreadsheet and save it as .xlsx.',
      at,
    });
  }
  if (start !== '504b0304') {
    throw new UserError('The file is not an XLSX workbook.', {
      hint: 'Save it as .xlsx, or give it the extension of what it is.',
      at,
    });
  }
}

/** A cell as text; dates and times as ISO has them, without a time zone, as spreadsheets have none. */
function cellText(value: CellValue, at: At, column: number): string | null {
  if (value === null || value === '') return null;
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) {
      throw new UserError(`Cell ${cellName(column, at.line ?? 1)} holds a date that there is not.`, {
        hint: 'Correct it, or give the cell a number format.',
        at,
      });
    }
    const [date = '', time = ''] = value
      .toISOString()
      .replace('Z', '')
      .replace(/\.000$/, '')
      .split('T');
    // A time of day without a date counts from the day before 1900.
    if (value.getUTCFullYear() < 1900) return time;
    return time === '00:00:00' ? date : `${date} ${time}`;
  }
  const text = typeof value === 'string' ? value : String(value);
  if (!text.includes('\0')) return text;
  throw new UserError(`Cell ${cellName(column, at.line ?? 1)} holds a NUL character.`, {
    hint: 'Take it out: a text ends there for most programs.',
    at,
  });
}

function kindOf(value: CellValue | undefined): ColumnKind {
  if (value === null || value === undefined || value === '') return 'none';
  return typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text';
}

function strayCell(width: number, index: number, columns: number, at: At): UserError {
  return new UserError(
    `Cell ${cellName(width - 1, index + 1)} has a value, and the header ends at column ${columnLetters(columns - 1)}.`,
    { hint: 'Give its column a name in the header row, or empty the cell.', at: { ...at, line: index + 1 } },
  );
}

async function noRows(bytes: Buffer, sheet: string | number | undefined, at: At): Promise<UserError> {
  const { readXlsx } = await import('hucre/xlsx');
  const names: string[] = [];
  const listNames: ReadOptions['sheets'] = ({ name }) => {
    names.push(name);
    return false;
  };
  try {
    await readXlsx(bytes, { sheets: listNames });
  } catch (error) {
    return damaged(error, at);
  }
  const list = names.map((name) => `"${name}"`).join(', ');
  if (typeof sheet === 'number' && sheet > names.length) {
    return new UserError(`There is no sheet ${sheet}: the workbook has ${names.length}.`, {
      hint: `They are ${list}.`,
      at,
    });
  }
  if (typeof sheet === 'string' && !names.includes(sheet)) {
    const near = nearest(sheet, names);
    return new UserError(`There is no sheet "${sheet}" in the workbook.`, {
      hint: `It has ${list}.${near === undefined ? '' : ` Did you mean "${near}"?`}`,
      at,
    });
  }
  const name = typeof sheet === 'string' ? sheet : names[(sheet ?? 1) - 1];
  return new UserError(`The sheet "${name}" is empty.`, {
    hint: `A table needs at least the names of its columns. The workbook has ${list}.`,
    at,
  });
}

function cellName(column: number, row: number): string {
  return `${columnLetters(column)}${row}`;
}

/** A, B, ... Z, AA, AB ... for 0, 1 ... */
function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}
