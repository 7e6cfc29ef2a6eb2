import type { Duck } from './duckdb.ts';
import { selectText } from './duckdb.ts';
import type { ColumnKind, RawTable } from './raw.ts';
import { columnList } from './raw.ts';
import type { ColumnSummary, ColumnType, RuledOut } from './summary.ts';

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
export function heldByDouble(column: string): string {
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

/** A longer value is cut where it is told of. */
const longestShown = 80;

/** Rows that are tried before the whole column is: most types are ruled out by them already. */
const firstRows = 1000;

/** Why a column has its type. */
export type TypeReason = ColumnSummary['why'];

/** A column's type, and why it has it. */
export interface DecidedType {
  type: ColumnType;
  why: TypeReason;
}

/** The types that a type would have been chosen over, had every value been of one of them. */
const narrower: Record<ColumnType, NarrowType[]> = {
  boolean: [],
  integer: [],
  decimal: ['integer'],
  date: [],
  timestamp: ['date'],
  text: candidates.any,
};

/** For a column: the types that some value is not of, and the first row, from 0, with such a value. */
type Contradictions = Map<NarrowType, number>;

/**
 * The type of each column: what the spec says, or else the first of its candidates that every value
 * of the column, not a sample of them, agrees with, or else text. A column without values is text.
 */
export async function decideTypes(duck: Duck, raw: RawTable): Promise<DecidedType[]> {
  const { table, columns, rows } = raw;
  const [counts = []] = await duck.rows(
    `SELECT ${columnList(columns.length, (column) => `count(${column})::DOUBLE`)} FROM ${table}`,
  );
  const contradictions = await contradictionsOfFirstRows(duck, table, columns.length);
  const open = columns.map(({ kind, type }, index) =>
    type !== undefined || counts[index] === 0
      ? []
      : candidates[kind].filter((candidate) => !contradictions[index]?.has(candidate)),
  );
  // Over all rows, each round tries the narrowest type that is left to those that failed before.
  let asked = rows > firstRows ? open.map((_, index) => index) : [];
  while (asked.length > 0) {
    const found = await findContradictions(
      duck,
      table,
      asked.flatMap((index) => (open[index] ?? []).slice(0, 1).map((type) => ({ index, type }))),
    );
    for (const { index, type, row } of found) {
      contradictions[index]?.set(type, row);
      open[index]?.shift();
    }
    asked = found.map(({ index }) => index);
  }
  const decided: DecidedType[] = [];
  for (const [index, { kind, type: given, made }] of columns.entries()) {
    const type = given ?? open[index]?.[0] ?? 'text';
    const bySpec = given !== undefined || made === true;
    const by = bySpec ? 'spec' : kind === 'any' || kind === 'none' ? 'values' : 'file';
    const possible =
      given === undefined ? narrower[type].filter((one) => candidates[kind].includes(one)) : [];
    const ruledOut = await longestHeld(duck, table, index, possible, contradictions[index]);
    decided.push({ type, why: { by, ...(ruledOut && { ruledOut }) } });
  }
  return decided;
}

/** Of the narrower types the one that held for the most rows, with the value that ruled it out. */
async function longestHeld(
  duck: Duck,
  table: string,
  index: number,
  possible: NarrowType[],
  contradictions: Contradictions = new Map(),
): Promise<RuledOut | undefined> {
  let longest: { type: NarrowType; row: number } | undefined;
  for (const candidate of possible) {
    const row = contradictions.get(candidate);
    if (row !== undefined && (longest === undefined || row > longest.row)) longest = { type: candidate, row };
  }
  if (longest === undefined) return undefined;
  const [[value] = []] = await duck.rows(
    `SELECT ${selectText(`left(c${index}, ${longestShown})`)} FROM ${table} WHERE rowid = ${longest.row}`,
  );
  return { type: longest.type, value: String(value), row: longest.row + 1 };
}

/**
 * What the first rows contradict, for each column by its number. All columns go through the same
 * tests as one, since a test for each takes longer to plan than to run.
 */
async function contradictionsOfFirstRows(
  duck: Duck,
  table: string,
  columns: number,
): Promise<Contradictions[]> {
  const types = candidates.any;
  const found =
    await duck.rows(`SELECT i, ${types.map((type) => firstContradiction('v', type, 'r')).join(', ')}
    FROM (SELECT unnest([${columnList(columns, (column) => column)}]) AS v, unnest(range(${columns}))::INTEGER AS i, r
      FROM (SELECT *, rowid AS r FROM ${table} LIMIT ${firstRows}))
    GROUP BY i ORDER BY i`);
  const byColumn = new Map(found.map(([index, ...rows]) => [Number(index), rows]));
  return Array.from({ length: columns }, (_, index) => {
    const rows = byColumn.get(index) ?? [];
    return new Map(types.flatMap((type, nth) => (typeof rows[nth] === 'number' ? [[type, rows[nth]]] : [])));
  });
}

/** Of the types that are assumed of columns, those that some value is not of, with the first row. */
async function findContradictions(
  duck: Duck,
  table: string,
  assumed: { index: number; type: NarrowType }[],
): Promise<{ index: number; type: NarrowType; row: number }[]> {
  const found: { index: number; type: NarrowType; row: number }[] = [];
  for (let first = 0; first < assumed.length; first += columnsAtOnce) {
    const some = assumed.slice(first, first + columnsAtOnce);
    const [rows = []] = await duck.rows(
      `SELECT ${some.map(({ index, type }) => firstContradiction(`c${index}`, type, 'rowid')).join(', ')} FROM ${table}`,
    );
    for (const [nth, { index, type }] of some.entries()) {
      const row = rows[nth];
      if (typeof row === 'number') found.push({ index, type, row });
    }
  }
  return found;
}

/** The first row with a value of a column that is not of a type, as an SQL aggregate; null for none. */
function firstContradiction(column: string, type: NarrowType, row: string): string {
  return `min(${row}) FILTER (${column} IS NOT NULL AND NOT coalesce(${tests[type](column)}, false))::DOUBLE`;
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
