import type { z } from 'zod';
import { formatUserError, UserError } from '../../../src/base/error.ts';
import { cleanTable } from '../../../src/table/clean/clean.ts';
import { cleanOptions } from '../../../src/table/clean/options.ts';
import { rejectsSql } from '../../../src/table/clean/rejects.ts';
import type { CleaningSummary } from '../../../src/table/clean/summary.ts';
import type { Duck } from '../../../src/table/duckdb.ts';
import { literal, selectText, withDuck } from '../../../src/table/duckdb.ts';
import type { ColumnKind, RawColumn, RawTable } from '../../../src/table/raw.ts';
import { tempFolder } from '../../support/temp.ts';

/** A table to clean: its columns, each with its values from the first row on. */
export type Columns = Record<string, (string | null)[]>;

/** What a spec says of cleaning. */
export type Rules = z.input<typeof cleanOptions>;

/** A table after cleaning. */
export interface CleanedTable {
  /** By the names that they have at the end. */
  columns: Columns;
  raw: RawColumn[];
  /** The lines that the rows are on: row n, from 0, was read from line n + 2. */
  lines: number[];
  /** Without rules there is none. */
  summary: CleaningSummary | undefined;
  /** Changes as `line column: before > after (rule)`, without line 0. */
  changes: string[];
  /** What `rejectsSql` gives. */
  rejects: unknown[][];
}

/** Cleans a table that is in the file `t.csv`; `kinds` are those of columns that are not `any`. */
export async function clean(
  columns: Columns,
  rules: Rules,
  kinds: Record<string, ColumnKind> = {},
): Promise<CleanedTable> {
  const options = cleanOptions.parse(rules);
  const temp = tempFolder();
  return await withDuck(temp, undefined, async (duck) => {
    const context = { duck, table: 't0', temp, signal: undefined };
    const read = await rawTable(duck, columns, kinds);
    const { raw, done, summary } = await cleanTable(context, read, options, '/tables/t');
    const rows = await duck.rows(
      `SELECT ${raw.columns.map((_, index) => selectText(`c${index}`)).join(', ')} FROM ${raw.table} ORDER BY rowid`,
    );
    const places = await raw.locate(rows.map((_, index) => index));
    return {
      columns: Object.fromEntries(
        raw.columns.map(({ name }, index) => [name, rows.map((row) => textOf(row[index]))]),
      ),
      raw: raw.columns,
      lines: places.map(({ line }) => line),
      summary,
      changes: (summary?.changes ?? []).map(
        ({ line, column, before, after, rule }) => `${line} ${column}: ${before} > ${after} (${rule})`,
      ),
      rejects: done ? await duck.rows(await rejectsSql(duck, read, done)) : [],
    };
  });
}

/** The values of one column, `a`, after rules that reject what breaks them. */
export async function values(before: (string | null)[], ...rules: Rules['clean'] & {}): Promise<unknown> {
  return (await clean({ a: before }, { clean: rules, onError: 'reject' })).columns['a'];
}

/** What is said of a table that cannot be cleaned. */
export async function problem(columns: Columns, rules: Rules): Promise<string> {
  const error: unknown = await clean(columns, rules).then(
    () => new Error('no problem'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw error;
  return formatUserError(error);
}

/** A table as a reader leaves it. */
export async function rawTable(
  duck: Duck,
  columns: Columns,
  kinds: Record<string, ColumnKind> = {},
): Promise<RawTable> {
  const names = Object.keys(columns);
  const rows = Math.max(...Object.values(columns).map((column) => column.length));
  await duck.run(`CREATE TABLE t0 (${names.map((_, index) => `c${index} VARCHAR`).join(', ')})`);
  const lists = Object.values(columns).map(
    (column) =>
      `unnest([${column.map((value) => (value === null ? 'NULL' : literal(value))).join(', ')}]::VARCHAR[])`,
  );
  if (rows > 0) await duck.run(`INSERT INTO t0 SELECT ${lists.join(', ')}`);
  return {
    table: 't0',
    columns: names.map((name) => ({ name, kind: kinds[name] ?? 'any' })),
    rows,
    locate: (wanted) => Promise.resolve(wanted.map((row) => ({ source: 't.csv', line: row + 2 }))),
  };
}

function textOf(value: unknown): string | null {
  if (value === null || typeof value === 'string') return value;
  throw new TypeError(`A value of a table that is being read is no text: ${String(value)}`);
}
