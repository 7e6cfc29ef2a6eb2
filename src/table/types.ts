import type { Duck } from './duckdb.ts';
import type { ColumnKind, RawTable } from './raw.ts';
import { columnList } from './raw.ts';
import type { ColumnType } from './summary.ts';

type NarrowType = Exclude<ColumnType, 'text'>;

/** That a column, by its number, has a type. */
interface Assumption {
  index: number;
  type: NarrowType;
}

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
 * boolean, `1.50` a decimal. Written-out numbers past 2^53 are not read as decimals, which could
 * not hold them. A column of timestamps may hold dates: they are at midnight.
 */
const tests: Record<NarrowType, (column: string) => string> = {
  boolean: (column) => `lower(${column}) IN ('true', 'false')`,
  integer: (column) => `TRY_CAST(${column} AS BIGINT)::VARCHAR = ${column}`,
  decimal: (column) => `regexp_full_match(${column}, '-?(0|[1-9][0-9]*)?(\\.[0-9]+)?([eE][-+]?[0-9]+)?')
    AND isfinite(TRY_CAST(${column} AS DOUBLE))
    AND (abs(TRY_CAST(${column} AS DOUBLE)) < 9007199254740992 OR regexp_matches(${column}, '[eE]'))`,
  date: (column) => `TRY_CAST(${column} AS DATE)::VARCHAR = ${column}`,
  timestamp: (column) => `regexp_full_match(${column},
      '\\d{4}-\\d\\d-\\d\\d([T ]([01]\\d|2[0-3]):\\d\\d(:\\d\\d(\\.\\d{1,6})?)?)?')
    AND left(TRY_CAST(${column} AS TIMESTAMP)::VARCHAR, 10) = left(${column}, 10)`,
};

const duckTypes: Record<ColumnType, string> = {
  boolean: 'BOOLEAN',
  integer: 'BIGINT',
  decimal: 'DOUBLE',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  text: 'VARCHAR',
};

/** Tests in one query: the time to plan it grows with their square. */
const testsAtOnce = 40;

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
  const open = columns.map(({ kind }, index) => (counts[index] === 0 ? [] : candidates[kind]));
  const all = open.flatMap((types, index) => types.map((type) => ({ index, type })));
  for (const { index, type } of await findWrong(duck, `(FROM ${table} LIMIT ${firstRows})`, all)) {
    open[index] = open[index]?.filter((other) => other !== type) ?? [];
  }
  // Over all rows, each round tries the narrowest type that is left to those that failed before.
  let asked = rows > firstRows ? open.map((_, index) => index) : [];
  while (asked.length > 0) {
    const narrowest = asked.flatMap((index) =>
      (open[index] ?? []).slice(0, 1).map((type) => ({ index, type })),
    );
    asked = (await findWrong(duck, table, narrowest)).map(({ index }) => index);
    for (const index of asked) open[index] = open[index]?.slice(1) ?? [];
  }
  return open.map((types) => types[0] ?? 'text');
}

/** Those of the assumptions that some value of the column contradicts. */
async function findWrong(duck: Duck, from: string, assumptions: Assumption[]): Promise<Assumption[]> {
  const wrong: Assumption[] = [];
  for (let first = 0; first < assumptions.length; first += testsAtOnce) {
    const some = assumptions.slice(first, first + testsAtOnce);
    const failures = some.map(
      ({ index, type }) =>
        `count(c${index}) FILTER (NOT coalesce(${tests[type](`c${index}`)}, false))::DOUBLE`,
    );
    const [found = []] = await duck.rows(`SELECT ${failures.join(', ')} FROM ${from}`);
    wrong.push(...some.filter((_, nth) => found[nth] !== 0));
  }
  return wrong;
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
