import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { columnNames } from '../../column-names.ts';
import type { Duck } from '../../duckdb.ts';
import { literal } from '../../duckdb.ts';
import type { ColumnKind, LoadContext, RawTable, RowPlace, TableFile } from '../../raw.ts';
import { columnList } from '../../raw.ts';
import { checkTextFile } from '../text-file.ts';
import { checkJsonKeys, checkJsonRecords, checkJsonStart, checkJsonValues, jsonFault } from './fault.ts';

/**
 * Reads a JSON array of objects, or NDJSON: one object a line. The columns are all the keys that
 * occur, in the order in which they come up; a key that a record lacks is null there. A list or an
 * object inside a record is kept as its JSON text.
 */
export async function loadJson(context: LoadContext, from: TableFile, lines: boolean): Promise<RawTable> {
  const { duck, table, signal } = context;
  const { bom } = await checkTextFile(from, signal);
  await checkJsonStart(from, lines);
  const records = `${table}_records`;
  await loadRecords(context, from, records, lines, bom);
  await checkJsonRecords(duck, records, from);
  const keys = await readKeys(duck, records, from);
  const names = columnNames(keys, { file: from.source });
  const paths = `[${keys.map((key) => literal(jsonPointer(key))).join(', ')}]`;
  await duck.run(`CREATE TABLE ${table} AS
    SELECT ${columnList(keys.length, (column, index) => `v[${index + 1}] AS ${column}`)}
    FROM (SELECT json_extract_string(json, ${paths}) AS v FROM ${records})`);
  const kinds = await readKinds(duck, records, paths, keys.length);
  const columns = names.map((name, index) => ({ name, kind: kinds[index] ?? 'none' }));
  await checkJsonValues(duck, records, table, columns, from);
  const [[rows] = []] = await duck.rows(`SELECT count(*)::DOUBLE FROM ${table}`);
  await duck.run(`DROP TABLE ${records}`);
  return { table, columns, rows: Number(rows), locate: (wanted) => locateRecords(from, lines, wanted) };
}

/** Of NDJSON the lines, else the numbers of the records. */
async function locateRecords(
  { file, source }: TableFile,
  lines: boolean,
  wanted: number[],
): Promise<RowPlace[]> {
  if (!lines) return wanted.map((row) => ({ source, line: row + 1 }));
  const places: RowPlace[] = [];
  let line = 0;
  let record = 0;
  if (wanted.length === 0) return places;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    line++;
    if (/^[\s\ufeff]*$/.test(text)) continue;
    if (record++ === wanted[places.length]) places.push({ source, line });
    if (places.length === wanted.length) break;
  }
  return places;
}

/** One row for each record, as its JSON text. */
async function loadRecords(
  { duck, signal }: LoadContext,
  from: TableFile,
  records: string,
  lines: boolean,
  bom: boolean,
): Promise<void> {
  // DuckDB takes a byte order mark before records in one of its formats only.
  const format = !lines ? 'array' : bom ? 'unstructured' : 'newline_delimited';
  try {
    await duck.run(`CREATE TABLE ${records} AS SELECT json
      FROM read_json_objects(${literal(from.file)}, format = '${format}', compression = 'uncompressed',
      hive_partitioning = false)`);
  } catch (error) {
    signal?.throwIfAborted();
    throw await jsonFault(from, lines, error);
  }
}

/** All keys of all records, in the order in which they come up. */
async function readKeys(duck: Duck, records: string, from: TableFile): Promise<string[]> {
  const lists = await duck.rows(`SELECT to_json(json_keys(json))::VARCHAR AS keys, min(rowid)::DOUBLE AS row
    FROM ${records} GROUP BY keys ORDER BY row`);
  const all = new Set<string>();
  for (const [list, row] of lists) {
    const keys: string[] = JSON.parse(String(list));
    checkJsonKeys(keys, Number(row) + 1, from);
    for (const key of keys) all.add(key);
  }
  return [...all];
}

async function readKinds(duck: Duck, records: string, paths: string, count: number): Promise<ColumnKind[]> {
  const isOneOf = (...types: string[]): string =>
    columnList(count, (_, index) => `bool_or(t[${index + 1}] IN (${types.map(literal).join(', ')}))`);
  const [found = []] = await duck.rows(`SELECT
    ${isOneOf('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE')}, ${isOneOf('BOOLEAN')}, ${isOneOf('VARCHAR', 'ARRAY', 'OBJECT')}
    FROM (SELECT json_type(json, ${paths}) AS t FROM ${records})`);
  return Array.from({ length: count }, (_, index) => {
    const [number, boolean, text] = [found[index], found[count + index], found[2 * count + index]];
    if (text || (number && boolean)) return 'text';
    return number ? 'number' : boolean ? 'boolean' : 'none';
  });
}

function jsonPointer(key: string): string {
  return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
