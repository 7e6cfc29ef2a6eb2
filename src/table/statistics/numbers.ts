import { type Series, seriesOf } from '../../numbers/correlation.ts';
import { describeNumbers } from '../../numbers/describe.ts';
import { type Distribution, distributionOf } from '../../numbers/distribution.ts';
import type { Duck } from '../duckdb.ts';
import type { ColumnSummary, ColumnType } from '../summary.ts';

/** The part of a column's summary that its values decide. */
export type ValueSummary = Omit<ColumnSummary, 'name' | 'type' | 'title' | 'unit' | 'why' | 'nulls'>;

/** A numeric column to read. */
export interface NumberColumn {
  duck: Duck;
  table: string;
  /** How many rows the table has. */
  rows: number;
  column: string;
  type: ColumnType;
}

/** A numeric column, read. */
export interface Numbers {
  distribution: Distribution;
  order: ColumnSummary['order'];
  /** By row; for the correlations. */
  series: Series;
}

/** Reads a numeric column; undefined for one without values. */
export async function readNumbers(from: NumberColumn): Promise<Numbers | undefined> {
  const rows = await readDoubles(from);
  const doubles = withoutNaN(rows);
  if (doubles.length === 0) return undefined;
  const list = (await hasLargeIntegers(from)) ? await readIntegers(from) : doubles;
  const order = orderOfNumbers(list);
  const distribution = distributionOf(list);
  return { distribution, order, series: seriesOf(rows, distribution) };
}

/** The part of a numeric column's summary that its values decide. */
export function summarizeNumbers(
  { distribution, order }: Numbers,
  quantiles: readonly number[] | undefined,
): ValueSummary {
  const { count, distinct, min, max, top, modes, modeCount, ...numbers } = describeNumbers(
    distribution,
    quantiles,
  );
  const uniqueShare = distinct / count;
  return { count, distinct, uniqueShare, min, max, order, top, modes, modeCount, numbers };
}

/** A numeric column in the order of its rows, as the nearest doubles; NaN where there is no value. */
async function readDoubles({ duck, table, rows, column }: NumberColumn): Promise<Float64Array> {
  const list = new Float64Array(rows);
  let at = 0;
  const values = `coalesce(${column}::DOUBLE, 'NaN'::DOUBLE)`;
  for await (const chunk of duck.chunks(`SELECT ${values} FROM ${table}`)) {
    const vector = chunk.getColumnVector(0);
    // Asked for once: it is a call into DuckDB.
    const { rowCount } = chunk;
    for (let row = 0; row < rowCount; row++) list[at++] = Number(vector.getItem(row));
  }
  return list;
}

/** A copy without NaN: what `filter` of typed arrays gives, but without a list beside it. */
function withoutNaN(rows: Float64Array): Float64Array {
  const list = new Float64Array(rows.length);
  let count = 0;
  for (let at = 0; at < rows.length; at++) {
    const value = rows[at] ?? Number.NaN;
    if (!Number.isNaN(value)) list[count++] = value;
  }
  return list.subarray(0, count);
}

/** The values of a column of integers, exactly; rows without a value are left out. */
async function readIntegers({ duck, table, rows, column }: NumberColumn): Promise<BigInt64Array> {
  const list = new BigInt64Array(rows);
  let count = 0;
  for await (const chunk of duck.chunks(`SELECT ${column} FROM ${table} WHERE ${column} IS NOT NULL`)) {
    for (const value of chunk.getColumnValues(0)) if (typeof value === 'bigint') list[count++] = value;
  }
  return list.subarray(0, count);
}

/** Whether a column has integers that a double cannot hold. */
async function hasLargeIntegers({ duck, table, column, type }: NumberColumn): Promise<boolean> {
  if (type !== 'integer') return false;
  const [[large] = []] = await duck.rows(
    `SELECT min(${column}) < ${Number.MIN_SAFE_INTEGER} OR max(${column}) > ${Number.MAX_SAFE_INTEGER} FROM ${table}`,
  );
  return large === true;
}

function orderOfNumbers(list: Float64Array | BigInt64Array): ColumnSummary['order'] {
  let [ascending, descending] = [true, true];
  for (let at = 1; at < list.length && (ascending || descending); at++) {
    const [one = 0, next = 0] = [list[at - 1], list[at]];
    if (next < one) ascending = false;
    if (next > one) descending = false;
  }
  return ascending && descending ? 'constant' : ascending ? 'ascending' : descending ? 'descending' : 'none';
}
