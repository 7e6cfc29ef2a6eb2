import type { DuckDBValue } from '@duckdb/node-api';
import type { Duck } from '../duckdb.ts';
import { selectText } from '../duckdb.ts';
import type { RawTable } from '../raw.ts';
import type { Cleaned } from './cleaned.ts';
import { locateRows } from './rejects.ts';
import type { CleaningSummary } from './summary.ts';

/** How many changes and rejects a summary lists. */
const listed = 100;

/** What was done, in figures, with the first changes and rejects. */
export async function summarizeCleaning(
  duck: Duck,
  read: RawTable,
  kept: number,
  { changes, rejects, dropped }: NonNullable<Cleaned['done']>,
): Promise<CleaningSummary> {
  const [[rejected] = []] = await duck.rows(`SELECT count(DISTINCT row)::DOUBLE FROM ${rejects}`);
  const first = (table: string, columns: string): Promise<DuckDBValue[][]> =>
    duck.rows(
      `SELECT row::DOUBLE, col, rule, ${columns} FROM ${table} ORDER BY row, col NULLS LAST, rowid LIMIT ${listed}`,
    );
  const changed = await first(changes, `${selectText('before')}, ${selectText('after')}`);
  const refused = await first(rejects, `${selectText('value')}, ${selectText('reason')}`);
  const places = await locateRows(
    read,
    [...changed, ...refused].map(([row]) => Number(row)),
  );
  const place = ([row, col]: DuckDBValue[]) => ({
    row: Number(row) + 1,
    source: places.get(Number(row))?.source ?? '',
    line: places.get(Number(row))?.line ?? 1,
    column: typeof col === 'number' ? (read.columns[col]?.name ?? null) : null,
  });
  const byRule = async (table: string): Promise<[string, number][]> =>
    (await duck.rows(`SELECT rule, count(*)::DOUBLE FROM ${table} GROUP BY rule ORDER BY min(rowid)`)).map(
      ([rule, count]) => [String(rule), Number(count)],
    );
  return {
    read: read.rows,
    kept,
    rejected: Number(rejected),
    dropped: (await byRule(dropped)).map(([rule, rows]) => ({ rule, rows })),
    changed: (await byRule(changes)).map(([rule, cells]) => ({ rule, cells })),
    broken: (await byRule(rejects)).map(([rule, values]) => ({ rule, values })),
    changes: changed.map((row) => ({
      ...place(row),
      rule: String(row[2]),
      before: textOf(row[3]),
      after: textOf(row[4]),
    })),
    rejects: refused.map((row) => ({
      ...place(row),
      rule: String(row[2]),
      value: textOf(row[3]),
      reason: String(row[4]),
    })),
  };
}

const textOf = (value: DuckDBValue | undefined): string | null => (typeof value === 'string' ? value : null);
