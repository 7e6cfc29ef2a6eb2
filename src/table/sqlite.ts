import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { formatCount } from '../base/format.ts';
import { createChunks, writeColumn } from './columns/write.ts';
import { type Duck, selectText } from './duckdb.ts';
import { indexLookups, indexTexts } from './sqlite-indexes.ts';
import { columnsTable, quoteName, rejectsTable } from './sqlite-layout.ts';
import type { SqliteTableSource } from './sqlite-source.ts';
import { asItIs, type Passage, passagesOf } from './sqlite-values.ts';
import type { TypedColumn } from './statistics/summarize.ts';
import type { ColumnType } from './summary.ts';

const sqliteTypes: Record<ColumnType, string> = {
  integer: 'INTEGER',
  decimal: 'REAL',
  boolean: 'INTEGER',
  date: 'TEXT',
  timestamp: 'TEXT',
  text: 'TEXT',
};

/** Rows that one statement inserts: each call costs, and so does each value of a longer statement. */
const rowsAtOnce = 32;

/** The most values that a statement of SQLite takes. */
const maxParameters = 32_766;

/**
 * Opens a new SQLite file for writing once: no journal, since a failure throws the file away. It
 * is left in the mode that opens read-only without files beside it. No VACUUM: rows that are
 * written in order leave no gaps.
 */
export async function createSqlite(file: string): Promise<DatabaseSync> {
  const { DatabaseSync } = await import('node:sqlite');
  const db = new DatabaseSync(file);
  db.exec(`PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
    PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -64000; PRAGMA temp_store = MEMORY;
    PRAGMA user_version = 3;
    CREATE TABLE ${quoteName(columnsTable)} ("table" TEXT NOT NULL, place INTEGER NOT NULL,
      name TEXT NOT NULL, type TEXT NOT NULL, title TEXT, unit TEXT, encoding TEXT,
      PRIMARY KEY ("table", place)) STRICT`);
  createChunks(db);
  return db;
}

/**
 * Writes the rows of a table of DuckDB, in its order, to a STRICT table of SQLite: row n (from 0)
 * gets rowid n + 1. Booleans are 0 and 1, dates and timestamps are text. In the same pass the columns
 * are written by themselves. Then come its full-text index and the indexes that pay.
 */
export async function writeSqliteTable(
  db: DatabaseSync,
  name: string,
  from: SqliteTableSource,
): Promise<void> {
  db.exec('BEGIN');
  const passages = await passagesOf(from.duck, from.table, from.columns, from.summaries);
  noteColumns(db, name, from.columns, passages);
  const definitions = from.columns.map(({ name, type }) => `${quoteName(name)} ${sqliteTypes[type]}`);
  db.exec(`CREATE TABLE ${quoteName(name)} (${definitions.join(', ')}) STRICT`);
  const rows = await insertRows(db, name, from, passages);
  await indexTexts(db, name, rows, from);
  indexLookups(db, name, rows, from, passages);
  db.exec('COMMIT');
}

async function insertRows(
  db: DatabaseSync,
  name: string,
  { duck, table, columns, summaries, onProgress }: SqliteTableSource,
  passages: Passage[],
): Promise<number> {
  const width = columns.length;
  const row = `(${columns.map(() => '?').join(', ')})`;
  const insert = (count: number) =>
    db.prepare(`INSERT INTO ${quoteName(name)} VALUES ${Array(count).fill(row).join(', ')}`);
  const together = Math.max(1, Math.min(rowsAtOnce, Math.floor(maxParameters / width)));
  const many = insert(together);
  const one = insert(1);
  const writers = passages.map(({ encoding, words }, place) => {
    const { count = 0, nulls = 0 } = summaries[place] ?? {};
    return encoding && writeColumn(db, { table: name, place, rows: count + nulls }, encoding, words);
  });
  const selected = passages.map(({ select }) => select).join(', ');
  let rows = 0;
  for await (const chunk of duck.chunks(`SELECT ${selected} FROM ${table}`)) {
    const { rowCount } = chunk;
    const read = passages.map(({ toSqlite }, place) => ({ vector: chunk.getColumnVector(place), toSqlite }));
    const take = (first: number, count: number): SQLInputValue[] => {
      const taken: SQLInputValue[] = [];
      for (let row = first; row < first + count; row++) {
        for (const { vector, toSqlite } of read) taken.push(toSqlite(vector.getItem(row)));
      }
      return taken;
    };
    let next = 0;
    for (; next + together <= rowCount; next += together) many.run(...take(next, together));
    for (; next < rowCount; next++) one.run(...take(next, 1));
    for (const [place, { vector }] of read.entries())
      writers[place]?.push(rowCount, (row) => vector.getItem(row));
    rows += rowCount;
    onProgress(`${name}: ${formatCount(rows, 'row')}`);
  }
  for (const writer of writers) writer?.end();
  return rows;
}

/** Types and titles, for one who has nothing but the file: SQLite knows neither dates nor booleans. */
function noteColumns(db: DatabaseSync, name: string, columns: TypedColumn[], passages: Passage[]): void {
  const insert = db.prepare(`INSERT INTO ${quoteName(columnsTable)} VALUES (?, ?, ?, ?, ?, ?, ?)`);
  for (const [place, { name: column, type, title, unit }] of columns.entries()) {
    insert.run(name, place, column, type, title ?? null, unit ?? null, passages[place]?.encoding ?? null);
  }
}

/** Writes the rejects of a table, as `rejectsSql` tells them, out of a table of DuckDB. */
export async function writeSqliteRejects(
  db: DatabaseSync,
  name: string,
  { duck, table }: { duck: Duck; table: string },
): Promise<void> {
  const rejects = quoteName(rejectsTable(name));
  db.exec(`BEGIN; CREATE TABLE ${rejects} (source TEXT, line INTEGER, "column" TEXT, value TEXT,
    rule TEXT, reason TEXT) STRICT`);
  const insert = db.prepare(`INSERT INTO ${rejects} VALUES (?, ?, ?, ?, ?, ?)`);
  const texts = ['"column"', 'value', 'rule', 'reason'].map(selectText).join(', ');
  for await (const chunk of duck.chunks(`SELECT source, line::DOUBLE, ${texts} FROM ${table}`)) {
    for (const row of chunk.getRows()) insert.run(...row.map(asItIs));
  }
  db.exec('COMMIT');
}
