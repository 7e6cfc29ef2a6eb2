import type { SQLInputValue } from 'node:sqlite';
import type { DuckDBValue } from '@duckdb/node-api';
import { type Duck, selectText } from './duckdb.ts';
import type { TypedColumn } from './statistics/summarize.ts';
import type { ColumnSummary } from './summary.ts';

/** How the values of one column get from DuckDB to SQLite. */
export interface Passage {
  /** What to select. */
  select: string;
  /** What SQLite takes for a selected value. */
  toSqlite: (value: DuckDBValue) => SQLInputValue;
}

/** A column with more different values than this is read as it is. */
const maxDictionary = 65_536;

/** The least rows a value, on average, that are worth a dictionary. */
const minRepeats = 4;

/**
 * The ways of all columns of a table. Integers come out of DuckDB much faster as numbers than as
 * bigints, where numbers can hold them; and texts that repeat as places in a dictionary, for each
 * text that is read is decoded anew.
 */
export async function passagesOf(
  duck: Duck,
  table: string,
  columns: TypedColumn[],
  summaries: ColumnSummary[],
): Promise<Passage[]> {
  const passages: Passage[] = [];
  for (const [place, column] of columns.entries()) {
    passages.push(await passageOf(duck, table, column, summaries[place], `${table}_words_${place}`));
  }
  return passages;
}

async function passageOf(
  duck: Duck,
  table: string,
  { column, type }: TypedColumn,
  summary: ColumnSummary | undefined,
  dictionary: string,
): Promise<Passage> {
  switch (type) {
    case 'integer': {
      const small = typeof summary?.min === 'number' && typeof summary.max === 'number';
      return { select: small ? `${column}::DOUBLE` : column, toSqlite: asItIs };
    }
    case 'decimal':
      return { select: column, toSqlite: asItIs };
    case 'boolean':
      return { select: `${column}::TINYINT`, toSqlite: asItIs };
    default: {
      const text = type === 'text' ? column : `${column}::VARCHAR`;
      return repeats(summary)
        ? await throughDictionary(duck, table, text, dictionary)
        : { select: selectText(text), toSqlite: asItIs };
    }
  }
}

function repeats(summary: ColumnSummary | undefined): boolean {
  return (
    summary !== undefined &&
    summary.distinct <= maxDictionary &&
    summary.count >= summary.distinct * minRepeats
  );
}

async function throughDictionary(duck: Duck, table: string, text: string, name: string): Promise<Passage> {
  await duck.run(
    `CREATE TYPE ${name} AS ENUM (SELECT DISTINCT ${text} AS word FROM ${table} WHERE word IS NOT NULL)`,
  );
  // In the order of their codes.
  const rows = await duck.rows(
    `SELECT ${selectText('word')} FROM (SELECT unnest(enum_range(NULL::${name}))::VARCHAR AS word)`,
  );
  const words = rows.map(([word]) => asItIs(word ?? null));
  return {
    select: `enum_code(${text}::${name})::INTEGER`,
    toSqlite: (place) => (typeof place === 'number' ? (words[place] ?? null) : null),
  };
}

/** What SQLite takes for a value that both know. */
export function asItIs(value: DuckDBValue): SQLInputValue {
  if (value === null || typeof value === 'number' || typeof value === 'string' || typeof value === 'bigint') {
    return value;
  }
  throw new TypeError(`DuckDB gave a value that SQLite has no type for: ${String(value)}`);
}
