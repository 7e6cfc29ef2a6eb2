import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { Encoding } from '../../../table/columns/encoding.ts';
import { readEncodings } from '../../../table/columns/read.ts';
import { quoteName, rowidOf } from '../../../table/sqlite-layout.ts';
import type { ColumnSummary, SummaryValue, TableSummary } from '../../../table/summary.ts';
import type { Value } from '../query.ts';

/** A table of the SQLite file, and the ways to its values. */
export interface Store {
  db: DatabaseSync;
  table: TableSummary;
  /** How each column lies in its chunks; undefined for one that has none. */
  encodings: (Encoding | undefined)[];
  /** The table as SQL names it in FROM, so that `number` is in it. */
  from: string;
  /** The number of a row, from 1, as SQL has it. */
  number: string;
  /** The column at a place from 0. Throws a `RangeError` where there is none. */
  summary(place: number): ColumnSummary;
  /** The numbers that a query of one column gives, in its order. */
  list(sql: string, parameters?: SQLInputValue[]): number[];
  /** The values of rows, in the columns' order, from a row on. */
  rowsFrom(first: number, count: number): Value[][];
  /** The values of the rows of these numbers, in their order. All of them are there, and none twice. */
  rowsAt(numbers: Uint32Array): Value[][];
  /** The values of one row; undefined where there is none. */
  row(number: number): Value[] | undefined;
  /** A column's values of rows, from a row on. */
  valuesFrom(place: number, first: number, count: number): (SummaryValue | null)[];
}

/** Finds a table in the file; reads next to nothing of it. */
export function storeOf(db: DatabaseSync, table: TableSummary): Store {
  const names = table.columns.map(({ name }) => name);
  const { from, number } = numbered(table.name, names);
  const part = `FROM ${from} WHERE ${number} > ? AND ${number} <= ? ORDER BY ${number}`;
  const selected = names.map(quoteName).join(', ');
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string, bigints: boolean): StatementSync => {
    let statement = statements.get(sql);
    if (!statement) {
      statement = db.prepare(sql);
      statement.setReturnArrays(true);
      statement.setReadBigInts(bigints);
      statements.set(sql, statement);
    }
    return statement;
  };
  const bigints = table.columns.some(hasLarge);
  const read = reader(table.columns);
  let encodings: (Encoding | undefined)[] | undefined;
  const summary = (place: number): ColumnSummary => {
    const column = table.columns[place];
    if (!column) throw new RangeError(`The table ${table.name} has no column ${place}.`);
    return column;
  };
  return {
    db,
    table,
    get encodings() {
      encodings ??= readEncodings(db, table.name);
      return encodings;
    },
    from,
    number,
    summary,
    list(sql, parameters = []) {
      // As one JSON text: each row of a result costs several times as much. SQLite keeps the order of
      // a subquery for any aggregate but count, min and max.
      const found = db
        .prepare(`WITH list (item) AS (${sql}) SELECT json_group_array(item) AS items FROM list`)
        .get(...parameters);
      return JSON.parse(String(found?.['items']));
    },
    rowsFrom(first, count) {
      if (names.length === 0 || count <= 0) return [];
      const found: unknown[] = prepare(`SELECT ${selected} ${part}`, bigints).all(first, first + count);
      return found.map((row) => read(listOf(row)));
    },
    rowsAt(numbers) {
      if (names.length === 0) return Array.from(numbers, () => []);
      // All at once, in the table's order, for to ask for each row takes several times as long.
      const sorted = numbers.toSorted();
      const list = `SELECT value + 1 FROM json_each(?)`;
      const sql = `SELECT ${selected} FROM ${from} WHERE ${number} IN (${list}) ORDER BY ${number}`;
      const found: unknown[] = prepare(sql, bigints).all(`[${sorted.join()}]`);
      const rows = new Map(found.map((row, nth) => [sorted[nth], read(listOf(row))]));
      return Array.from(numbers, (number) => rows.get(number) ?? []);
    },
    row(place) {
      const sql = `SELECT ${selected || 'NULL'} FROM ${from} WHERE ${number} = ?`;
      const found: unknown = prepare(sql, bigints).get(place + 1);
      return found === undefined ? undefined : read(listOf(found));
    },
    valuesFrom(place, first, count) {
      const column = summary(place);
      const statement = prepare(`SELECT ${quoteName(column.name)} ${part}`, hasLarge(column));
      const found: unknown[] = statement.all(first, first + count);
      return found.map((row) => readValue(listOf(row)[0] ?? null, column.type === 'boolean'));
    },
  };
}

/**
 * Row n of a table (from 0) has rowid n + 1. Where columns have taken all names of the rowid, rows are
 * counted as a scan gives them, which is in its order; that takes its time, but nobody has such a table.
 */
function numbered(table: string, columns: string[]): { from: string; number: string } {
  const rowid = rowidOf(columns);
  if (rowid !== undefined) return { from: quoteName(table), number: rowid };
  const taken = new Set(columns.map((name) => name.toLowerCase()));
  let number = 'n';
  while (taken.has(number)) number += 'n';
  return {
    from: `(SELECT row_number() OVER () AS ${number}, * FROM ${quoteName(table)} NOT INDEXED)`,
    number,
  };
}

/** Whether a column has integers that JavaScript's numbers cannot hold: their digits are in its summary. */
export function hasLarge({ type, min, max }: ColumnSummary): boolean {
  return type === 'integer' && (typeof min === 'string' || typeof max === 'string');
}

/** What makes a row of SQLite's values one of ours, in place. */
function reader(columns: ColumnSummary[]): (row: SQLOutputValue[]) => Value[] {
  const asTheyAre = columns.every((column) => column.type !== 'boolean' && !hasLarge(column));
  const booleans = columns.map(({ type }) => type === 'boolean');
  return (row) =>
    asTheyAre ? row.map(plain) : row.map((value, place) => readValue(value, booleans[place] === true));
}

function plain(value: SQLOutputValue): Value {
  return typeof value === 'string' || typeof value === 'number' ? value : readValue(value, false);
}

function readValue(value: SQLOutputValue, isBoolean: boolean): Value {
  if (value === null || value instanceof Uint8Array) return null;
  if (isBoolean) return Number(value) !== 0;
  if (typeof value !== 'bigint') return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}

function listOf(row: unknown): SQLOutputValue[] {
  return Array.isArray(row) ? row : [];
}
