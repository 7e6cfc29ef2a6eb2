import type { Duck } from './duckdb.ts';
import type { ColumnKind, RawTable } from './raw.ts';
import { columnList } from './raw.ts';
import type { ColumnType } from './summary.ts';

type NarrowType = Exclude<ColumnType, 'text'>;

/** The types that a column may turn out to have, by what the file says of it, the narrowest first. */
const candidates: Record<ColumnKind, NarrowType[]> = {
  any: ['boolean', 'integer', 'decimal', 'date', 'timestamp'],
  text: ['date', 'timestamp'],
  number: ['integer', 'decimal'],
  boolean: ['boolean'],
  none: [],
};

/**
 * What a text must be to have a type, as an SQL expression that is true, false or null (false). A
 * type is given only where nothing but notation is lost: `007` and `+49` are texts, `true` is a
 * boolean, `1.50` a decimal. Dates are of the years 1 to 9999, so that they sort as texts do. A
 * column of timestamps may hold dates: they are at midnight.
 */
const tests: Record<NarrowType, (column: string) => string> = {
  boolean: (column) => `lower(${column}) IN ('true', 'false')`,
  integer: (column) => `TRY_CAST(${column} AS BIGINT)::VARCHAR = ${column}`,
  decimal: (column) => `regexp_full_match(${column}, '-?(0|[1-9][0-9]*)?(\\.[0-9]+)?([eE][-+]?[0-9]+)?')
    AND isfinite(TRY_CAST(${column} AS DOUBLE)) AND ${heldByDouble(column)}`,
  date: (column) => `length(${column}) = 10 AND TRY_CAST(${column} AS DATE)::VARCHAR = ${column}`,
  timestamp: (column) => `regexp_full_match(${column},
      '\\d{4}-\\d\\d-\\d\\d([T ]([01]\\d|2[0-3]):\\d\\d(:\\d\\d(\\.\\d{1,6})?)?)?')
    AND left(TRY_CAST(${column} AS TIMESTAMP)::VARCHAR, 10) = left(${column}, 10)`,
};

/**
 * Whether a double holds all that is written of a number. Up to 15 digits it always does. Numbers
 * past 2^53, and amounts of up to 6 decimals, must come out as they went in; what has an exponent
 * or more decimals is a measurement, of which the nearest double is good enough.
 */
function heldByDouble(column: string): string {
  const double = `TRY_CAST(${column} AS DOUBLE)`;
  return `CASE
    WHEN length(${column}) <= 15 OR regexp_matches(${column}, '[eE]') THEN true
    WHEN abs(${double}) >= 9007199254740992 THEN false
    WHEN regexp_full_match(${column}, '.+\\.[0-9]{1,6}')
      THEN format('{:.' || length(split_part(${column}, '.', 2)) || 'f}', ${double}) = ${column}
    ELSE true END`;
}

const duckTypes: Record<ColumnType, string> = {
  boolean: 'BOOLEAN',
  integer: 'BIGINT',
  decimal: 'DOUBLE',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  text: 'VARCHAR',
};

/** Columns in one query: the time to plan it grows with their square. */
const columnsAtOnce = 40;

/** Rows that are tried before the whole column is: most types are ruled out by them already. */
const firstRows = 1000;

/**
 * The type of each column: the first of its candidates that every value of the column, not a
 * sample of them, agrees with, else text. A column without values is text.
 */
export async function decideTypes(duck: Duck, { table, columns, rows }: RawTable): Promise<ColumnType[]> {
  const [counts = []] = await duck.rows(
    `SELECT ${columnList(columns.length, (column) => `count(${column})::DOUBLE`)} FROM ${table}`,
  );
  const ruledOut = await ruledOutByFirstRows(duck, table, columns.length);
  const open = columns.map(({ kind }, index) =>
    counts[index] === 0 ? [] : candidates[kind].filter((type) => !ruledOut[index]?.has(type)),
  );
  // Over all rows, each round tries the narrowest type that is left to those that failed before.
  let asked = rows > firstRows ? open.map((_, index) => index) : [];
  while (asked.length > 0) {
    asked = await findWrong(
      duck,
      table,
      asked.flatMap((index) => (open[index] ?? []).slice(0, 1).map((type) => ({ index, type }))),
    );
    for (const index of asked) open[index]?.shift();
  }
  return open.map((types) => types[0] ?? 'text');
}

/**
 * The types, for each column by its number, that a value in the first rows contradicts. All columns
 * go through the same tests as one, since a test for each takes longer to plan than to run.
 */
async function ruledOutByFirstRows(duck: Duck, table: string, columns: number): Promise<Set<NarrowType>[]> {
  const types = candidates.any;
  const found = await duck.rows(`SELECT i, ${types.map((type) => contradicts('v', type)).join(', ')}
    FROM (SELECT unnest([${columnList(columns, (column) => column)}]) AS v, unnest(range(${columns}))::INTEGER AS i
      FROM (FROM ${table} LIMIT ${firstRows}))
    GROUP BY i ORDER BY i`);
  return found.map(([, ...wrong]) => new Set(types.filter((_, nth) => wrong[nth] === true)));
}

/** The numbers of those columns that have a value which contradicts the type that is assumed. */
async function findWrong(
  duck: Duck,
  table: string,
  assumed: { index: number; type: NarrowType }[],
): Promise<number[]> {
  const wrong: number[] = [];
  for (let first = 0; first < assumed.length; first += columnsAtOnce) {
    const some = assumed.slice(first, first + columnsAtOnce);
    const tests = some.map(({ index, type }) => contradicts(`c${index}`, type));
    const [found = []] = await duck.rows(`SELECT ${tests.join(', ')} FROM ${table}`);
    wrong.push(...some.flatMap(({ index }, nth) => (found[nth] === true ? [index] : [])));
  }
  return wrong;
}

/** Whether some value of a column is not of a type, as an SQL aggregate; false or null without values. */
function contradicts(column: string, type: NarrowType): string {
  return `bool_or(NOT coalesce(${tests[type](column)}, false)) FILTER (${column} IS NOT NULL)`;
}

/** Makes the table anew with columns of these types, and drops the one that was read. */
export async function makeTyped(duck: Duck, raw: RawTable, types: ColumnType[]): Promise<string> {
  const typed = `${raw.table}_typed`;
  const cast = (column: string, index: number): string =>
    `CAST(${column} AS ${duckTypes[types[index] ?? 'text']}) AS ${column}`;
  await duck.run(`CREATE TABLE ${typed} AS SELECT ${columnList(types.length, cast)} FROM ${raw.table}`);
  await duck.run(`DROP TABLE ${raw.table}`);
  return typed;
}
