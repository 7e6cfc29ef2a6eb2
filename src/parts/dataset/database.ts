import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { quoteName, rowidOf } from '../../table/sqlite-layout.ts';
import type { TableSummary } from '../../table/summary.ts';

/** A value of a row: an integer that JavaScript cannot hold exactly is its digits. */
export type Value = string | number | boolean | null;

/** The tables' SQLite file, open for reading. */
export interface Database {
  /** Rows from `offset` (from 0) on, at most `limit`, each with its values in the columns' order. */
  rows(table: TableSummary, offset: number, limit: number): Value[][];
  /** How many rows the table really has. */
  count(table: TableSummary): number;
  close(): void;
}

/** Opens the SQLite file read-only. */
export function openDatabase(file: string): Database {
  // Loaded here, for it costs every start some milliseconds; and not by `import()`, which code that
  // is compiled out of the payload does not have.
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  const database = new DatabaseSync(file, { readOnly: true });
  return {
    rows: (table, offset, limit) => readRows(database, table, offset, limit),
    count(table) {
      const found = database.prepare(`SELECT count(*) AS n FROM ${quoteName(table.name)}`).get();
      return Number(found?.['n']);
    },
    close: () => database.close(),
  };
}

function readRows(database: DatabaseSync, table: TableSummary, offset: number, limit: number): Value[][] {
  if (table.columns.length === 0) return [];
  const columns = table.columns.map((column) => quoteName(column.name)).join(', ');
  const rowid = rowidOf(table.columns.map(({ name }) => name));
  // Row n has rowid n + 1, so a page is found without counting through all those before it.
  const part = rowid ? `WHERE ${rowid} > ?1 AND ${rowid} <= ?1 + ?2 ORDER BY ${rowid}` : 'LIMIT ?2 OFFSET ?1';
  const statement = database.prepare(`SELECT ${columns} FROM ${quoteName(table.name)} ${part}`);
  statement.setReadBigInts(true);
  statement.setReturnArrays(true);
  const rows: unknown[] = statement.all(offset, limit);
  return rows.map((row) =>
    table.columns.map(({ type }, place) =>
      toValue(Array.isArray(row) ? row[place] : null, type === 'boolean'),
    ),
  );
}

function toValue(value: SQLOutputValue, isBoolean: boolean): Value {
  if (value === null || value instanceof Uint8Array) return null;
  if (isBoolean) return Number(value) !== 0;
  if (typeof value !== 'bigint') return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}
