import type { DatabaseSync } from 'node:sqlite';
import { chunksTable, columnsTable, quoteName, wordsTable } from '../sqlite-layout.ts';
import type { SummaryValue } from '../summary.ts';
import { arrayFor, type ColumnArray, type Encoding } from './encoding.ts';

/** The encodings of a table's columns, in their order; undefined for a column that has no chunks. */
export function readEncodings(db: DatabaseSync, table: string): (Encoding | undefined)[] {
  return db
    .prepare(`SELECT encoding FROM ${quoteName(columnsTable)} WHERE "table" = ? ORDER BY place`)
    .all(table)
    .map(({ encoding }) => (isEncoding(encoding) ? encoding : undefined));
}

/** The words of a column of codes. */
export function readWords(db: DatabaseSync, table: string, place: number): SummaryValue[] {
  const row = db
    .prepare(`SELECT words FROM ${quoteName(wordsTable)} WHERE "table" = ? AND place = ?`)
    .get(table, place);
  return JSON.parse(String(row?.['words'] ?? '[]'));
}

/** What reads the chunks of a column by their numbers, from 0. */
export function chunkReader(
  db: DatabaseSync,
  table: string,
  place: number,
  encoding: Encoding,
): (chunk: number) => ColumnArray {
  const find = db.prepare(
    `SELECT bytes FROM ${quoteName(chunksTable)} WHERE "table" = ? AND place = ? AND chunk = ?`,
  );
  return (chunk) => {
    const bytes = find.get(table, place, chunk)?.['bytes'];
    if (!(bytes instanceof Uint8Array)) {
      throw new Error(`The table ${table} lacks chunk ${chunk} of column ${place}.`);
    }
    const whole = bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer;
    return arrayFor(encoding, whole ? bytes.buffer : bytes.slice().buffer);
  };
}

const encodings: ReadonlySet<unknown> = new Set<Encoding>([
  'codes8',
  'codes16',
  'int8',
  'int16',
  'int32',
  'float64',
]);

function isEncoding(value: unknown): value is Encoding {
  return encodings.has(value);
}
