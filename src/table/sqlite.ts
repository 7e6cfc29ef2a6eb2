import { DatabaseSync } from 'node:sqlite';
import type { Duck } from './duckdb.ts';
import { identifier } from './source.ts';
import type { ColumnType } from './summary.ts';

/** A typed DuckDB table to copy: its columns are `c0`, `c1`, ... */
export interface TypedTable {
  /** In DuckDB. */
  table: string;
  /** In SQLite. */
  name: string;
  columns: { name: string; type: ColumnType }[];
}

const sqliteTypes: Record<ColumnType, string> = {
  integer: 'INTEGER',
  decimal: 'REAL',
  boolean: 'INTEGER',
  date: 'TEXT',
  timestamp: 'TEXT',
  text: 'TEXT',
};

/**
 * Writes tables to a new SQLite file: STRICT tables in which row n (from 0) has rowid n + 1. Dates
 * and timestamps are ISO 8601 texts, booleans 0 and 1. The same tables give the same bytes.
 */
export async function writeSqlite(
  duck: Duck,
  tables: TypedTable[],
  out: string,
  { signal, onRows }: { signal: AbortSignal | undefined; onRows: (name: string, rows: number) => void },
): Promise<void> {
  const database = new DatabaseSync(out);
  try {
    // Nobody reads it before it is finished, and a failure removes it: no journal, no waiting for the disk.
    database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192;');
    for (const { table, name, columns } of tables) {
      const list = columns.map((column) => `${identifier(column.name)} ${sqliteTypes[column.type]}`);
      database.exec(`CREATE TABLE ${identifier(name)} (${list.join(', ')}) STRICT`);
      const insert = database.prepare(
        `INSERT INTO ${identifier(name)} VALUES (${columns.map(() => '?').join(', ')})`,
      );
      const select = columns.map(({ type }, index) => sqliteValue(`c${index}`, type));
      let rows = 0;
      database.exec('BEGIN');
      for await (const chunk of duck.chunks(`SELECT ${select.join(', ')} FROM ${table}`)) {
        signal?.throwIfAborted();
        // The queries above yield nothing but these.
        for (const row of chunk.getRows() as (string | number | bigint | null)[][]) insert.run(...row);
        rows += chunk.rowCount;
        onRows(name, rows);
      }
      database.exec('COMMIT');
    }
    database.exec('PRAGMA optimize');
  } finally {
    database.close();
  }
}

function sqliteValue(column: string, type: ColumnType): string {
  if (type === 'boolean') return `${column}::INTEGER`;
  if (type === 'date' || type === 'timestamp') return `${column}::VARCHAR`;
  return column;
}
