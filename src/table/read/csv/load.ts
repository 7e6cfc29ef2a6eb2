import { rm } from 'node:fs/promises';
import { readHead } from '../../file-head.ts';
import type { LoadContext, RawTable, RowPlace, TableFile } from '../../raw.ts';
import type { ReadOptions } from '../options.ts';
import { checkTextFile, withoutBom } from '../text-file.ts';
import type { CsvShape, CsvSource } from './check.ts';
import { checkCsv } from './check.ts';
import { findDialect } from './dialect.ts';
import { writePlainCopy } from './plain-copy.ts';
import { readCsvRows } from './records.ts';
import type { PlainCsv } from './sql.ts';
import { readCsvSql } from './sql.ts';

const headBytes = 256 * 1024;

/**
 * Reads a CSV or TSV file in UTF-8. Its records are checked first, because DuckDB overlooks some
 * faults and refuses some files that are in order; DuckDB then reads the values, from a plain copy
 * if need be. An empty field is no value, in quotes or not.
 */
export async function loadCsv(
  context: LoadContext,
  from: TableFile,
  options: ReadOptions,
): Promise<RawTable> {
  const { duck, table, signal } = context;
  await checkTextFile(from, signal);
  const csv = await openCsv(from, options);
  const shape = await checkCsv(csv, signal);
  const plain = await plainCsv(context, csv, shape);
  await duck.run(`CREATE TABLE ${table} AS SELECT * FROM ${readCsvSql(plain)}`);
  if (plain.file !== csv.file) await rm(plain.file);
  const [[rows] = []] = await duck.rows(`SELECT count(*)::DOUBLE FROM ${table}`);
  if (rows !== shape.rows) throw new Error(`DuckDB read ${rows} rows of ${shape.rows} from ${from.source}.`);
  const columns = shape.columns.map((name) => ({ name, kind: 'any' as const }));
  const locate = (wanted: number[]): Promise<RowPlace[]> => locateRows(context, csv, shape, wanted);
  return { table, columns, rows: shape.rows, locate };
}

async function openCsv({ file, source }: TableFile, options: ReadOptions): Promise<CsvSource> {
  const { header = true, skipRows } = options;
  const skipLines = skipRows ?? (typeof header === 'number' ? header - 1 : 0);
  const head = await readHead(file, headBytes + 1000 * skipLines);
  let bytes = withoutBom(head.bytes);
  for (let line = 0; line < skipLines; line++) bytes = bytes.subarray(bytes.indexOf('\n') + 1);
  return { file, source, header, skipLines, dialect: findDialect(bytes, head.whole, options) };
}

/** The file as DuckDB reads it for certain: itself, or a plain copy. */
async function plainCsv(context: LoadContext, csv: CsvSource, shape: CsvShape): Promise<PlainCsv> {
  const { dialect, skipLines, header } = csv;
  const { plainLineEnd: lineEnd } = shape;
  const read = { ...shape, columns: shape.columns.length };
  const itsOwn = dialect.comment !== undefined || (shape.quoted && dialect.escape === 'backslash');
  if (lineEnd === undefined || skipLines > 0 || itsOwn) {
    return { ...read, ...(await writePlainCopy(context, csv, read.columns)), header: false };
  }
  const { delimiter } = dialect;
  const quote = shape.quoted ? dialect.quote : '';
  return { ...read, file: csv.file, delimiter, quote, lineEnd, header: header !== false };
}

/** Reads the file once more, to see on which lines the wanted rows of the table begin. */
async function locateRows(
  { signal }: LoadContext,
  csv: CsvSource,
  { columns }: CsvShape,
  wanted: number[],
): Promise<RowPlace[]> {
  const places: RowPlace[] = [];
  if (wanted.length === 0) return places;
  await readCsvRows(
    csv,
    columns.length,
    ({ line }, _bytes, row) => {
      if (row === wanted[places.length]) places.push({ source: csv.source, line });
    },
    { signal },
  );
  return places;
}
