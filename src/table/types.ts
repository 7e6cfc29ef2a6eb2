import type { Duck } from './duckdb.ts';
import type { ColumnType } from './summary.ts';

/** A number as people and programs write it; leading zeros make it a text, an id for instance. */
const INTEGER = '-?(0|[1-9][0-9]*)';
const DECIMAL = '-?((0|[1-9][0-9]*)(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?';
const DATE = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
const TIMESTAMP = `${DATE}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?`;

/** For each type but text: what has to be true of every value `v` that is not null. */
const tests: [ColumnType, (v: string) => string][] = [
  ['boolean', (v) => `lower(${v}) IN ('true', 'false')`],
  [
    'integer',
    (v) => `regexp_full_match(${v}, '${INTEGER}') AND ${v} <> '-0' AND TRY_CAST(${v} AS BIGINT) IS NOT NULL`,
  ],
  [
    'decimal',
    // A whole number that a double cannot hold would be damaged.
    (v) =>
      `regexp_full_match(${v}, '${DECIMAL}') AND isfinite(TRY_CAST(${v} AS DOUBLE)) AND ` +
      `(NOT regexp_full_match(${v}, '${INTEGER}') OR abs(TRY_CAST(${v} AS HUGEINT)) <= 9007199254740992)`,
  ],
  ['date', (v) => `regexp_full_match(${v}, '${DATE}') AND TRY_CAST(${v} AS DATE) IS NOT NULL`],
  ['timestamp', (v) => `regexp_full_match(${v}, '${TIMESTAMP}') AND TRY_CAST(${v} AS TIMESTAMP) IS NOT NULL`],
];

/** DuckDB's name for each type. */
export const duckTypes: Record<ColumnType, string> = {
  integer: 'BIGINT',
  decimal: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  text: 'VARCHAR',
};

/**
 * The narrowest type that fits every value of each column `c0`, `c1`, ... of a table of texts. The
 * whole column decides, never a sample. What stood as a text can be a date but not a number; a
 * column without any value is text.
 */
export async function columnTypes(duck: Duck, table: string, textual: boolean[]): Promise<ColumnType[]> {
  const types: ColumnType[] = [];
  for (const [index, isText] of textual.entries()) {
    const column = `c${index}`;
    const possible = tests.filter(([type]) => !isText || type === 'date' || type === 'timestamp');
    const checks = possible.map(([, test]) => `bool_and(COALESCE(${test(column)}, false))`);
    const [row = []] = await duck.rows(
      `SELECT ${checks.join(', ')} FROM ${table} WHERE ${column} IS NOT NULL`,
    );
    types.push(possible.find((_, check) => row[check] === true)?.[0] ?? 'text');
  }
  return types;
}
