import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import { formatUserError, UserError } from '../../src/base/error.ts';
import { buildTables } from '../../src/table/build.ts';
import type { TableOptions } from '../../src/table/options.ts';
import type { TableSummary } from '../../src/table/summary.ts';
import { tempFolder } from '../support/temp.ts';

/** Files of a table by name, in order. */
export type Files = Record<string, string | Uint8Array>;

/** A table as it was built: integers are numbers where those can hold them, else bigints. */
export interface Built {
  summary: TableSummary;
  rows: unknown[][];
  /** `typeof()` of each value of the first row, as SQLite has it. */
  sqliteTypes: unknown[];
}

/** Builds one table of these files, and reads it back out of the SQLite file. */
export async function build(files: Files, options: TableOptions = {}): Promise<Built> {
  const { folder, table } = write(files, options);
  const out = join(folder, 'out.sqlite');
  const [summary] = await buildTables([table], out);
  expect(leftovers(folder)).toEqual(['out.sqlite']);
  if (!summary) throw new Error('no summary');
  const database = new DatabaseSync(out, { readOnly: true });
  try {
    const types = summary.columns.map(({ name }) => `typeof("${name.replaceAll('"', '""')}")`);
    const read = (sql: string) => {
      const statement = database.prepare(sql);
      statement.setReadBigInts(true);
      statement.setReturnArrays(true);
      return statement.all().map((row) => Object.values(row).map(plain));
    };
    // Apart, as no result has more columns than a table can have.
    const rowids = read('SELECT _rowid_ FROM t ORDER BY _rowid_');
    const rows = read('SELECT * FROM t ORDER BY _rowid_');
    expect(rowids).toEqual(rows.map((_, index) => [index + 1]));
    expect(summary.rows).toBe(rows.length);
    const firstTypes = Object.values(database.prepare(`SELECT ${types.join(', ')} FROM t`).get() ?? {});
    return { summary, rows, sqliteTypes: firstTypes };
  } finally {
    database.close();
  }
}

/** The values of a table with one column. */
export async function column(lines: string[]): Promise<{ type: string | undefined; values: unknown[] }> {
  const { summary, rows } = await build({ 'c.csv': `${['c', ...lines].join('\n')}\n` });
  return { type: summary.columns[0]?.type, values: rows.map(([value]) => value) };
}

/** What a build that has to fail says, with its place; nothing may be left behind. */
export async function problem(files: Files, options: TableOptions = {}): Promise<string> {
  const { folder, table } = write(files, options);
  return await problemOf(folder, buildTables([table], join(folder, 'out.sqlite')));
}

/** The same for any build into a folder. */
export async function problemOf(folder: string, work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => new Error('no problem'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw error;
  expect(leftovers(folder)).toEqual([]);
  return formatUserError(error);
}

/** What lies in the folder of a build beside its sources. */
export function leftovers(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name !== 'sources') : [];
}

function write(files: Files, options: TableOptions) {
  const folder = tempFolder();
  // The names on the disk say nothing, as those of a cache do not.
  const sources = Object.entries(files).map(([source, content], index) => {
    const file = join(tempFolder(), `${index}`);
    writeFileSync(file, content);
    return { file, source };
  });
  return { folder, table: { name: 't', files: sources, options } };
}

function plain(value: unknown): unknown {
  return typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value;
}
