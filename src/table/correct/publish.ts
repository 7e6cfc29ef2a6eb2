import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DoneTables } from '../clean/cleaned.ts';
import type { LoadContext, RawTable, TableFile } from '../raw.ts';
import { unpackedName, unpackFile } from '../read/unpack.ts';
import type { ColumnType } from '../summary.ts';
import { type CsvContent, writeCsv } from './csv.ts';
import { marksOf } from './marks.ts';
import { findPlaces, nameOfColumn, type Places } from './places.ts';
import { correctWorkbook } from './workbook/correct.ts';

/** A table whose corrected documents are written. */
export interface CorrectedTable {
  name: string;
  files: TableFile[];
  /** As it was read; of its rows only the places are asked for. */
  read: Pick<RawTable, 'columns' | 'locate'>;
  /** As it is after its rules, with texts in DuckDB. */
  cleaned: Pick<RawTable, 'table' | 'columns'>;
  /** What its rules did, and a DuckDB table of its rejects as `rejectsSql` tells them; undefined without rules. */
  done: (DoneTables & { told: string }) | undefined;
  /** The types of the columns as they were read; undefined for those that the rules took out. */
  types: (ColumnType | undefined)[];
}

/** A document: its name among those that are published, and where it lies. */
export interface CorrectedDocument {
  path: string;
  file: string;
}

/** What the corrected workbook is called that comes from a file of a table, by its number from 0 and how many there are. */
export function workbookName(table: string, index: number, files: number): string {
  return files === 1 ? `${table}.xlsx` : `${table}.${index + 1}.xlsx`;
}

/**
 * Writes the corrected documents of a table to a folder: `NAME.csv`, the rows as they are now. With
 * rules also `NAME.changes.csv` and `NAME.rejects.csv`, and for each workbook that was read
 * `NAME.xlsx`, or `NAME.1.xlsx`, `NAME.2.xlsx` ... by the number of the file when there are several;
 * names of tables have no dot, so that no two documents have one name. A workbook in which nothing was done is taken over as it is.
 */
export async function writeCorrected(
  context: LoadContext,
  folder: string,
  table: CorrectedTable,
): Promise<CorrectedDocument[]> {
  const { duck, signal } = context;
  const { name, cleaned, done } = table;
  await mkdir(folder, { recursive: true });
  const documents: CorrectedDocument[] = [];
  const document = (path: string): string => {
    const file = join(folder, path);
    documents.push({ path, file });
    return file;
  };
  await writeCsv(
    duck,
    document(`${name}.csv`),
    {
      header: cleaned.columns.map((column) => column.name),
      values: cleaned.columns.map((_, index) => `c${index}`),
      from: `FROM ${cleaned.table}`,
    },
    signal,
  );
  if (!done) return documents;
  const places = await findPlaces(context, done, table.read.locate);
  await writeCsv(duck, document(`${name}.changes.csv`), changesContent(done, places, table), signal);
  await writeCsv(duck, document(`${name}.rejects.csv`), rejectsContent(done.told), signal);
  await writeWorkbooks(context, places, table, document);
  await duck.run(`DROP TABLE ${places.table}`);
  return documents;
}

function changesContent(
  { changes, dropped }: DoneTables,
  places: Places,
  { read }: CorrectedTable,
): CsvContent {
  return {
    header: ['source', 'line', 'column', 'before', 'after', 'rule'],
    values: [
      'source',
      'line::VARCHAR',
      nameOfColumn(
        'col',
        read.columns.map(({ name }) => name),
      ),
      'before',
      'after',
      'rule',
    ],
    from: `FROM (
        SELECT row, 0 AS kind, rowid AS nth, col, before, after, rule FROM ${changes}
        UNION ALL SELECT row, 1, rowid, NULL, NULL, NULL, rule FROM ${dropped})
      JOIN ${places.table} USING (row) ORDER BY row, kind, nth`,
  };
}

function rejectsContent(told: string): CsvContent {
  const header = ['source', 'line', 'column', 'value', 'rule', 'reason'];
  return { header, values: header.map((name) => `"${name}"::VARCHAR`), from: `FROM ${told}` };
}

async function writeWorkbooks(
  context: LoadContext,
  places: Places,
  { name, files, done, types }: CorrectedTable,
  document: (path: string) => string,
): Promise<void> {
  if (!done) return;
  const { duck, signal } = context;
  for (const [index, packed] of files.entries()) {
    if (!/\.xlsx$/i.test(unpackedName(packed.source))) continue;
    const from = await unpackFile({ ...context, table: `${context.table}_corrected_${index}` }, packed);
    const out = document(workbookName(name, index, files.length));
    const sheet = places.sheets.find(({ source }) => source === from.source);
    if (!sheet) {
      await copyFile(from.file, out);
      continue;
    }
    await correctWorkbook({
      from,
      out,
      sheet: sheet.name,
      columns: sheet.columns.filter((letters) => letters !== undefined),
      marks: () => marksOf(duck, done, places, sheet, types),
      signal,
    });
  }
}
