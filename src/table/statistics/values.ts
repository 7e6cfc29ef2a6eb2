import type { DuckDBValue } from '@duckdb/node-api';
import { exact } from '../../numbers/distribution.ts';
import type { Duck } from '../duckdb.ts';
import { selectText } from '../duckdb.ts';
import type { ColumnSummary, ColumnType, SummaryValue } from '../summary.ts';
import type { ValueSummary } from './numbers.ts';

/** A column of texts, dates, timestamps or booleans to summarize. */
interface ValueColumn {
  duck: Duck;
  table: string;
  column: string;
  type: ColumnType;
}

/**
 * Counts how often each value of a column occurs, and hands on what follows from that together with
 * the name of a DuckDB table of the values `v` and their counts `n`, which is dropped afterwards.
 * Hands on undefined for a column without values.
 */
export async function countValues<T>(
  { duck, table, column, type }: ValueColumn,
  use: (counted: (Omit<ValueSummary, 'order'> & { values: string }) | undefined) => Promise<T>,
): Promise<T> {
  const values = `${table}_values`;
  await duck.run(`CREATE TEMP TABLE ${values} AS
    SELECT ${column} AS v, count(*) AS n FROM ${table} WHERE ${column} IS NOT NULL GROUP BY ${column}`);
  try {
    const [[distinct, sum, most, min, max] = []] = await duck.rows(`SELECT count(*)::DOUBLE,
      sum(n)::DOUBLE, max(n)::DOUBLE, ${readable('min(v)', type)}, ${readable('max(v)', type)} FROM ${values}`);
    const count = Number(sum ?? 0);
    if (count === 0) return await use(undefined);
    const modeCount = Number(most);
    const hasModes = modeCount > 1 || distinct === 1;
    const modes = hasModes
      ? await duck.rows(`SELECT ${readable('v', type)} FROM ${values} WHERE n = ${modeCount} ORDER BY v`)
      : [];
    const top = await duck.rows(
      `SELECT ${readable('v', type)}, n::DOUBLE FROM ${values} ORDER BY n DESC, v LIMIT 10`,
    );
    return await use({
      values,
      count,
      distinct: Number(distinct),
      uniqueShare: Number(distinct) / count,
      min: toSummary(min),
      max: toSummary(max),
      top: top.map(([value, times]) => ({ value: toSummary(value), count: Number(times) })),
      modes: modes.map(([value]) => toSummary(value)),
      modeCount,
    });
  } finally {
    await duck.run(`DROP TABLE ${values}`);
  }
}

/** Whether the values of a column are in order; rows without a value do not count. */
export async function orderOf({ duck, table, column }: ValueColumn): Promise<ColumnSummary['order']> {
  // A window without an order goes through the rows as they lie.
  const [[ascending, descending] = []] = await duck.rows(`SELECT
    coalesce(bool_and(v >= before), true), coalesce(bool_and(v <= before), true)
    FROM (SELECT ${column} AS v, lag(${column}) OVER () AS before FROM ${table} WHERE ${column} IS NOT NULL)`);
  if (ascending && descending) return 'constant';
  return ascending ? 'ascending' : descending ? 'descending' : 'none';
}

/** Texts, dates and timestamps as text; DuckDB's own values for the other types. */
function readable(expression: string, type: ColumnType): string {
  if (type === 'text') return selectText(expression);
  return type === 'date' || type === 'timestamp' ? `${expression}::VARCHAR` : expression;
}

function toSummary(value: DuckDBValue | undefined): SummaryValue {
  if (typeof value === 'bigint') return exact(value);
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
  throw new TypeError(`DuckDB gave a value that a summary has no type for: ${String(value)}`);
}
