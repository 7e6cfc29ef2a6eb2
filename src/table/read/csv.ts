import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { readHead } from '../file-head.ts';
import type { LoadContext, RawTable, TableFile } from '../raw.ts';
import { checkCsv } from './csv-check.ts';
import type { CsvRecord } from './csv-scan.ts';
import { csvFields } from './csv-scan.ts';
import { readCsvSql } from './csv-sql.ts';
import { findDelimiter, isBlank, readCsvRecords } from './csv-text.ts';
import { checkTextFile } from './text-file.ts';

const headBytes = 256 * 1024;

/**
 * Reads a CSV or TSV file. Its records are checked first, because DuckDB overlooks some faults and
 * refuses some files that are in order; DuckDB then reads the values, from a plain copy if need be.
 * An empty field is no value, in quotes or not.
 */
export async function loadCsv(context: LoadContext, from: TableFile, delimiter?: string): Promise<RawTable> {
  const { duck, table, signal } = context;
  await checkTextFile(from, signal);
  const head = await readHead(from.file, headBytes);
  const parted = delimiter ?? findDelimiter(head.bytes, head.whole);
  const shape = await checkCsv(from, parted, signal);
  const file = shape.plainLineEnd
    ? from.file
    : await writePlainCopy(context, from.file, parted, shape.columns.length);
  await duck.run(
    `CREATE TABLE ${table} AS SELECT * FROM ${readCsvSql({
      file,
      delimiter: parted,
      columns: shape.columns.length,
      lineEnd: shape.plainLineEnd ?? '\n',
      longest: shape.longest,
      header: true,
      quoted: true,
    })}`,
  );
  const [[rows] = []] = await duck.rows(`SELECT count(*)::INTEGER FROM ${table}`);
  if (rows !== shape.rows) throw new Error(`DuckDB read ${rows} rows of ${shape.rows} from ${from.source}.`);
  const columns = shape.columns.map((name) => ({ name, kind: 'any' as const }));
  return { table, columns, rows: shape.rows, locate: () => Promise.reject(new Error('not yet')) };
}

/** Writes the records anew, with one kind of line end and quotes just where they must be. */
async function writePlainCopy(
  { temp, table, signal }: LoadContext,
  file: string,
  delimiter: string,
  columns: number,
): Promise<string> {
  const copy = join(temp, `${table}.csv`);
  const needsQuotes = new RegExp(`["\r\n${delimiter}]|^ | $`);
  const quoted = (field: string): string =>
    needsQuotes.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
  const out = await open(copy, 'w');
  try {
    let text = '';
    let header = true;
    const onRecord = (record: CsvRecord, bytes: Buffer): void => {
      if (isBlank(record) && (columns > 1 || header)) return;
      header = false;
      text += `${csvFields(bytes, record).map(quoted).join(delimiter)}\n`;
    };
    const afterBytes = async (): Promise<void> => {
      await out.write(text);
      text = '';
    };
    await readCsvRecords(file, delimiter, onRecord, { signal, afterBytes });
  } finally {
    await out.close();
  }
  return copy;
}
