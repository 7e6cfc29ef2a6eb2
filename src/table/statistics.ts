import type { DuckDBValue } from '@duckdb/node-api';
import type { Duck } from './duckdb.ts';
import type { ColumnSummary, ColumnType } from './summary.ts';

/**
 * The statistics of one column `column` of a typed table, exact, over its values that are not null:
 *
 * - min, max: by value; texts by code point.
 * - mean: arithmetic; of integers out of their exact sum, of decimals out of a compensated sum (Kahan).
 * - median: the middle value, or the mean of the middle two.
 * - mode: the most frequent value, the smallest of ties, and how often it occurs.
 */
export async function columnSummary(
  duck: Duck,
  table: string,
  column: string,
  { name, type }: { name: string; type: ColumnType },
): Promise<ColumnSummary> {
  const numeric = type === 'integer' || type === 'decimal';
  const mean = type === 'integer' ? `sum(${column}::HUGEINT)::DOUBLE / count(${column})` : `favg(${column})`;
  const shown = (value: string) =>
    type === 'date' || type === 'timestamp' ? `CAST(${value} AS VARCHAR)` : value;
  const [row = []] = await duck.rows(
    `SELECT count(${column}), count(*) - count(${column}), ${shown(`min(${column})`)}, ${shown(`max(${column})`)}, ` +
      `${numeric ? `${mean}, median(${column})` : 'NULL, NULL'} FROM ${table}`,
  );
  const [top = [null, 0n]] = await duck.rows(
    `SELECT ${shown(column)}, count(*) AS n FROM ${table} WHERE ${column} IS NOT NULL ` +
      `GROUP BY ${column} ORDER BY n DESC, ${column} LIMIT 1`,
  );
  const [count, nulls, min, max, average, middle] = row;
  return {
    name,
    type,
    count: Number(count),
    nulls: Number(nulls),
    min: jsonValue(min),
    max: jsonValue(max),
    mean: average === null ? null : Number(average),
    median: middle === null ? null : Number(middle),
    mode: jsonValue(top[0]),
    modeCount: Number(top[1]),
  };
}

/** A value as JSON can hold it without loss: integers past 2^53 become texts of their digits. */
function jsonValue(value: DuckDBValue | undefined): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return String(value);
}
