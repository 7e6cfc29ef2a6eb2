import type { DuckDBValue } from '@duckdb/node-api';
import { addTo, meanOf } from '../../numbers/mean.ts';
import type { Duck } from '../duckdb.ts';
import { selectText } from '../duckdb.ts';
import type { ColumnSummary, ColumnType, SummaryValue } from '../summary.ts';

/** How many columns one query takes: a query of thousands of expressions is slow to plan. */
const columnsAtOnce = 100;

/** A column of a typed table in DuckDB. */
export interface TypedColumn {
  /** Its name in DuckDB: `c0`. */
  column: string;
  name: string;
  type: ColumnType;
}

/**
 * The statistics of each column, over all rows: the same for the same rows in the same order,
 * whatever the number of processors.
 */
export async function summarize(duck: Duck, table: string, columns: TypedColumn[]): Promise<ColumnSummary[]> {
  const summaries: ColumnSummary[] = [];
  for (let first = 0; first < columns.length; first += columnsAtOnce) {
    summaries.push(...(await summarizeSome(duck, table, columns.slice(first, first + columnsAtOnce))));
  }
  return summaries;
}

/** The aggregates of a column, in the order in which `summarizeSome` takes them from the row. */
function aggregates({ column, type }: TypedColumn): string[] {
  const numeric = type === 'integer' || type === 'decimal';
  return [
    'count(*)::DOUBLE',
    `count(${column})::DOUBLE`,
    readable(`min(${column})`, type),
    readable(`max(${column})`, type),
    type === 'integer' ? `sum(${column})` : 'NULL',
    // The middle two, which are one and the same when the number of values is odd.
    numeric ? `quantile_disc(${column}, 0.5)` : 'NULL',
    numeric ? `quantile_disc(${column}, -0.5)` : 'NULL',
  ];
}

async function summarizeSome(duck: Duck, table: string, columns: TypedColumn[]): Promise<ColumnSummary[]> {
  const [row = []] = await duck.rows(`SELECT ${columns.flatMap(aggregates).join(', ')} FROM ${table}`);
  const means = await decimalMeans(duck, table, columns);
  const each = row.length / columns.length;
  const summaries: ColumnSummary[] = [];
  for (const [index, typed] of columns.entries()) {
    const [all, values, min, max, sum, lower, upper] = row.slice(index * each, (index + 1) * each);
    const count = Number(values);
    const { mode, modeCount } = await modeOf(duck, table, typed);
    const mean = typeof sum === 'bigint' ? ratio(sum, BigInt(count)) : (means.get(typed.column) ?? null);
    const median = middle(lower, upper);
    // Provisional: the rest of the statistics is on its way.
    const numbers = mean === null || median === null ? undefined : { mean, median };
    summaries.push({
      name: typed.name,
      type: typed.type,
      why: { by: 'values' },
      count,
      nulls: Number(all) - count,
      distinct: 0,
      uniqueShare: null,
      min: toSummary(min),
      max: toSummary(max),
      order: 'none',
      top: [],
      modes: mode === null ? [] : [mode],
      modeCount,
      ...(numbers && { numbers: numbers as ColumnSummary['numbers'] & object }),
    });
  }
  return summaries;
}

async function modeOf(
  duck: Duck,
  table: string,
  { column, type }: TypedColumn,
): Promise<{ mode: SummaryValue | null; modeCount: number }> {
  const [[mode, count] = []] = await duck.rows(`SELECT ${readable(column, type)}, count(*)::DOUBLE AS n
    FROM ${table} WHERE ${column} IS NOT NULL GROUP BY ${column} ORDER BY n DESC, ${column} LIMIT 1`);
  return { mode: toSummary(mode), modeCount: Number(count ?? 0) };
}

/**
 * The means of the decimal columns. DuckDB's own sums are off by more than a rounding error, and by
 * another one in each run, as its threads add in the order in which they come.
 */
async function decimalMeans(
  duck: Duck,
  table: string,
  columns: TypedColumn[],
): Promise<Map<string, number | null>> {
  const names = columns.filter(({ type }) => type === 'decimal').map(({ column }) => column);
  if (names.length === 0) return new Map();
  const [largest = []] = await duck.rows(
    `SELECT ${names.map((column) => `max(abs(${column}))`).join(', ')} FROM ${table}`,
  );
  // Scaled down where their sum could overflow: a power of 2 changes no digit.
  const sums = names.map((_, index) => ({
    scale: Number(largest[index] ?? 0) > 2 ** 900 ? 2 ** -64 : 1,
    sum: { high: 0, low: 0, count: 0 },
  }));
  for await (const chunk of duck.chunks(`SELECT ${names.join(', ')} FROM ${table}`)) {
    for (const [index, { sum, scale }] of sums.entries()) addTo(sum, chunk.getColumnValues(index), scale);
  }
  return new Map(
    names.map((name, index) => {
      const { sum, scale } = sums[index] ?? { sum: { high: 0, low: 0, count: 0 }, scale: 1 };
      const mean = meanOf(sum);
      return [name, mean === null ? null : mean / scale];
    }),
  );
}

/** The mean of the middle two values. */
function middle(lower: DuckDBValue | undefined, upper: DuckDBValue | undefined): number | null {
  if (typeof lower === 'bigint' && typeof upper === 'bigint') return ratio(lower + upper, 2n);
  if (typeof lower !== 'number' || typeof upper !== 'number') return null;
  const sum = lower + upper;
  return (Number.isFinite(sum) ? sum / 2 : lower / 2 + upper / 2) + 0;
}

/** The double that is nearest to a quotient; null for a division by 0. */
export function ratio(dividend: bigint, divisor: bigint): number | null {
  if (divisor === 0n) return null;
  const size = dividend < 0n ? -dividend : dividend;
  if (size <= Number.MAX_SAFE_INTEGER) return Number(dividend) / Number(divisor) + 0;
  // 64 more bits than the quotient has; the last one stands for all that are cut off after it.
  const scaled = (size << 64n) / divisor;
  const rounded = Number(scaled | ((size << 64n) % divisor === 0n ? 0n : 1n)) / 2 ** 64;
  return dividend < 0n ? -rounded : rounded;
}

/** Texts, dates and timestamps as text; DuckDB's own values for the other types. */
function readable(expression: string, type: ColumnType): string {
  if (type === 'text') return selectText(expression);
  return type === 'date' || type === 'timestamp' ? `${expression}::VARCHAR` : expression;
}

function toSummary(value: DuckDBValue | undefined): SummaryValue | null {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  // Adding 0 makes 0 of -0.
  if (typeof value === 'number') return value + 0;
  return typeof value === 'string' || typeof value === 'boolean' ? value : null;
}
