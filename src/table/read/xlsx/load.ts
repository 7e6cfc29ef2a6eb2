import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../../base/error.ts';
import { columnNames } from '../../column-names.ts';
import type { LoadContext, RawTable, RowPlace, TableFile } from '../../raw.ts';
import { columnLetters } from '../../workbook/cells.ts';
import type { WorkbookSheet } from '../../workbook/sheets.ts';
import { readCsvSql } from '../csv/sql.ts';
import type { ReadOptions } from '../options.ts';
import { columnKind } from './cell-field.ts';
import { sinkDelimiter } from './csv-sink.ts';
import { chooseSheet, listSheets } from './sheet.ts';
import type { WrittenSheet } from './sheet-csv.ts';
import { writeSheetCsv } from './sheet-csv.ts';
import type { Workbook } from './workbook.ts';
import { withWorkbook } from './workbook.ts';

/**
 * Reads one sheet of an XLSX workbook. Its rows go through a CSV file, from which DuckDB takes them
 * faster than from here, and memory does not grow with them. The first row with a value is the
 * header unless the options say otherwise; rows without any value are left out, and so are columns
 * with neither a name nor a value. An empty text is no value.
 */
export async function loadXlsx(
  context: LoadContext,
  from: TableFile,
  options: ReadOptions,
): Promise<RawTable> {
  const { duck, table, temp } = context;
  const file = join(temp, `${table}-sheet.csv`);
  const written = await withWorkbook(from, async (workbook) => {
    const sheet = chooseSheet(workbook, options.sheet);
    const found = await writeFile(context, workbook, sheet, options, file);
    if (found.names === undefined) throw emptySheet(workbook, sheet, options);
    return found;
  });
  const { names = [], kinds, filled, first, rows, longest, quoted } = written;
  const kept = names.flatMap((name, index) => (name !== '' || filled[index] ? [index] : []));
  const header = kept.map((index) => names[index] || `column${index + 1}`);
  const columns = columnNames(header, { file: from.source, line: written.headerRow }).map((name, nth) => ({
    name,
    kind: columnKind(kinds[kept[nth] ?? 0] ?? 0),
  }));
  const select = kept.map((index, nth) => `c${index} AS c${nth}`).join(', ');
  await duck.run(
    `CREATE TABLE ${table} AS SELECT ${select} FROM ${readCsvSql({
      file,
      delimiter: sinkDelimiter,
      columns: names.length,
      lineEnd: '\n',
      longest,
      header: true,
      quote: quoted ? '"' : '',
      linesInQuotes: quoted,
      blanks: false,
    })}`,
  );
  const [[count] = []] = await duck.rows(`SELECT count(*)::INTEGER FROM ${table}`);
  if (count !== rows) throw new Error(`DuckDB read ${count} rows of ${rows} from ${from.source}.`);
  await rm(file);
  const letters = kept.map((index) => columnLetters(first + index));
  const locate = (wanted: number[]): Promise<RowPlace[]> =>
    locateRows(context, from, options, { letters, wanted });
  return { table, columns, rows, locate };
}

async function writeFile(
  { signal }: LoadContext,
  workbook: Workbook,
  sheet: WorkbookSheet,
  options: ReadOptions,
  file: string,
): Promise<WrittenSheet> {
  const out = await open(file, 'w');
  try {
    return await writeSheetCsv(workbook, sheet, options, async (bytes) => {
      signal?.throwIfAborted();
      if (bytes.length > 0) await out.write(bytes);
    });
  } finally {
    await out.close();
  }
}

/** Reads the sheet once more, to see which of its rows the wanted rows of the table are. */
async function locateRows(
  { signal }: LoadContext,
  from: TableFile,
  options: ReadOptions,
  { letters, wanted }: { letters: string[]; wanted: number[] },
): Promise<RowPlace[]> {
  if (wanted.length === 0) return [];
  return await withWorkbook(from, async (workbook) => {
    const sheet = chooseSheet(workbook, options.sheet);
    const places: RowPlace[] = [];
    let index = 0;
    const onRow = (line: number): void => {
      if (index++ !== wanted[places.length]) return;
      places.push({ source: from.source, line, sheet: { name: sheet.name, columns: letters } });
    };
    const skip = async (): Promise<void> => signal?.throwIfAborted();
    await writeSheetCsv(workbook, sheet, options, skip, onRow);
    return places;
  });
}

function emptySheet(
  { from, sheets }: Workbook,
  { name }: WorkbookSheet,
  { range, header }: ReadOptions,
): UserError {
  const at = { file: from.source };
  if (range !== undefined || header !== undefined) {
    return new UserError(`There is no value in the part of the sheet "${name}" that is to be read.`, {
      hint: 'Look at "range", "header" and "skipRows".',
      at,
    });
  }
  const list = listSheets(sheets.map((sheet) => sheet.name));
  return new UserError(`The sheet "${name}" is empty.`, {
    hint: `A table needs at least the names of its columns. The workbook has ${list}.`,
    at,
  });
}
