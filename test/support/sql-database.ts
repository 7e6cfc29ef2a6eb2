import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SqlCommand } from '../../src/parts/dataset/sql/process.ts';

/** How a process for queries is started from the sources, as the packed app starts itself. */
export const fromSources: SqlCommand = {
  command: process.execPath,
  args: [join(import.meta.dirname, 'sql-process.ts')],
};

/** A SQLite file as a build leaves it: a table, its full-text index, the list of columns. */
export function makeDatabase(file: string): string {
  const database = new DatabaseSync(file);
  database.exec(`
    CREATE TABLE ":columns" ("table" TEXT, place INTEGER, name TEXT, type TEXT) STRICT;
    CREATE TABLE sales (id INTEGER, product TEXT, price REAL, paid INTEGER, day TEXT) STRICT;
    INSERT INTO sales VALUES (1, 'red pen', 1.5, 1, '2026-03-01'), (2, 'blue pencil', 0.75, 0, '2026-03-02'),
      (3, 'stapler', 12.0, 1, '2026-03-02'), (9007199254740993, NULL, NULL, NULL, NULL);
    CREATE VIRTUAL TABLE "sales:search" USING fts5(c1, content='', columnsize=0);
    INSERT INTO "sales:search" (rowid, c1) SELECT rowid, product FROM sales;
  `);
  database.close();
  return file;
}
