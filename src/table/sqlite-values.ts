import type { SQLInputValue } from 'node:sqlite';
import type { DuckDBValue } from '@duckdb/node-api';
import { type Encoding, encodingOf } from './columns/encoding.ts';
import { type Duck, selectText } from './duckdb.ts';
import type { TypedColumn } from './statistics/summarize.ts';
import type { ColumnSummary, SummaryValue } from './summary.ts';

/** How the values of one column get from DuckDB to SQLite. */
export interface Passage {
  /** What to select. */
  select: string;
  /** What SQLite takes for a selected value, which is a number where there is an encoding, or null. */
  toSqlite: (value: DuckDBValue) => SQLInputValue;
  /** How its chunks hold the column; undefined where it has none. */
  encoding: Encoding | undefined;
  /** Its words, where it holds codes: the selected values are their places. */
  words?: readonly SummaryValue[];
}

/**
 * The ways of all columns of a table. Integers come out of DuckDB much faster as numbers than as
 * bigints, where numbers can hold them; and texts as places in a list of words, for each text that is
 * read is decoded anew.
 */
export async function passagesOf(
  duck: Duck,
  table: string,
  columns: TypedColumn[],
  summaries: ColumnSummary[],
): Promise<Passage[]> {
  const passages: Passage[] = [];
  for (const [place, column] of columns.entries()) {
    const summary = summaries[place];
    const encoding = summary && encodingOf(summary);
    passages.push(await passageOf(duck, table, column, encoding, `${table}_words_${place}`));
  }
  return passages;
}

async function passageOf(
  duck: Duck,
  table: string,
  { column, type }: TypedColumn,
  encoding: Encoding | undefined,
  dictionary: string,
): Promise<Passage> {
  switch (type) {
    case 'integer':
      return { select: encoding ? `${column}::DOUBLE` : column, toSqlite: asItIs, encoding };
    case 'decimal':
      return { select: column, toSqlite: asItIs, encoding };
    case 'boolean':
      return { select: `${column}::TINYINT`, toSqlite: asItIs, encoding, words: [false, true] };
    default: {
      const text = type === 'text' ? column : `${column}::VARCHAR`;
      if (!encoding) return { select: selectText(text), toSqlite: asItIs, encoding };
      return { ...(await throughDictionary(duck, table, text, dictionary)), encoding };
    }
  }
}

async function throughDictionary(
  duck: Duck,
  table: string,
  text: string,
  name: string,
): Promise<Pick<Passage, 'select' | 'toSqlite' | 'words'>> {
  await duck.run(`CREATE TYPE ${name} AS ENUM
    (SELECT DISTINCT ${text} AS word FROM ${table} WHERE word IS NOT NULL ORDER BY word)`);
  // In the order of their codes, which is that of their code points.
  const rows = await duck.rows(
    `SELECT ${selectText('word')} FROM (SELECT unnest(enum_range(NULL::${name}))::VARCHAR AS word)`,
  );
  const words = rows.map(([word]) => String(word));
  return {
    select: `enum_code(${text}::${name})::INTEGER`,
    toSqlite: (place) => (typeof place === 'number' ? (words[place] ?? null) : null),
    words,
  };
}

/** What SQLite takes for a value that both know. */
export function asItIs(value: DuckDBValue): SQLInputValue {
  if (value === null || typeof value === 'number' || typeof value === 'string' || typeof value === 'bigint') {
    return value;
  }
  throw new TypeError(`DuckDB gave a value that SQLite has no type for: ${String(value)}`);
}
