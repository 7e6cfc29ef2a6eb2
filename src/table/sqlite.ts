import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { DuckDBValue } from '@duckdb/node-api';
import type { Duck } from './duckdb.ts';
import { selectText } from './duckdb.ts';
import type { TypedColumn } from './statistics/summarize.ts';
import type { ColumnSummary, ColumnType } from './summary.ts';

const sqliteTypes: Record<ColumnType, string> = {
  integer: 'INTEGER',
  decimal: 'REAL',
  boolean: 'INTEGER',
  date: 'TEXT',
  timestamp: 'TEXT',
  text: 'TEXT',
};

/**
 * Opens a new SQLite file for writing once: no journal, since a failure throws the file away. It
 * is left in the mode that opens read-only without files beside it. No statistics for the planner
 * and no VACUUM: without indexes there is nothing to plan, and rows that are written in order leave
 * no gaps.
 */
export async function createSqlite(file: string): Promise<DatabaseSync> {
  const { DatabaseSync } = await import('node:sqlite');
  const db = new DatabaseSync(file);
  db.exec(`PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
    PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -16000; PRAGMA user_version = 1`);
  return db;
}

/**
 * Writes the rows of a table of DuckDB, in its order, to a STRICT table of SQLite: row n (from 0)
 * gets rowid n + 1. Booleans are 0 and 1, dates and timestamps are text.
 */
export async function writeSqliteTable(
  db: DatabaseSync,
  name: string,
  from: { duck: Duck; table: string; columns: TypedColumn[]; summaries: ColumnSummary[] },
  onRows: (rows: number) => void,
): Promise<void> {
  const { duck, table, columns, summaries } = from;
  const definitions = columns.map((column) => `${quoteName(column.name)} ${sqliteTypes[column.type]}`);
  db.exec(`BEGIN; CREATE TABLE ${quoteName(name)} (${definitions.join(', ')}) STRICT`);
  const insert = db.prepare(`INSERT INTO ${quoteName(name)} VALUES (${columns.map(() => '?').join(', ')})`);
  const values = columns.map((column, index) => readableBySqlite(column, summaries[index]));
  let rows = 0;
  for await (const chunk of duck.chunks(`SELECT ${values.join(', ')} FROM ${table}`)) {
    const read = chunk.getColumns();
    for (let row = 0; row < chunk.rowCount; row++) insert.run(...read.map((value) => toSqlite(value[row])));
    rows += chunk.rowCount;
    onRows(rows);
  }
  db.exec('COMMIT');
}

/** A name as SQL takes it, whatever is in it. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Integers come out of DuckDB much faster as numbers than as bigints, where numbers can hold them. */
function readableBySqlite({ column, type }: TypedColumn, summary: ColumnSummary | undefined): string {
  switch (type) {
    case 'integer':
      return typeof summary?.min === 'number' && typeof summary.max === 'number'
        ? `${column}::DOUBLE`
        : column;
    case 'boolean':
      return `${column}::TINYINT`;
    case 'date':
    case 'timestamp':
      return `${column}::VARCHAR`;
    case 'text':
      return selectText(column);
    default:
      return column;
  }
}

function toSqlite(value: DuckDBValue | undefined): SQLInputValue {
  if (value === null || typeof value === 'number' || typeof value === 'string' || typeof value === 'bigint') {
    return value;
  }
  throw new TypeError(`DuckDB gave a value that SQLite has no type for: ${String(value)}`);
}
