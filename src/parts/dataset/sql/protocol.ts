import type { SQLOutputValue } from 'node:sqlite';
import type { Value } from '../query.ts';
import type { SqlDetails, SqlProblem } from './error.ts';

/** The type of a column of an answer, as its values have it: SQLite gives none to what is computed. */
export type SqlType = 'integer' | 'decimal' | 'date' | 'timestamp' | 'text' | 'blob';

/** A column of an answer; two of them may have one name. */
export interface SqlColumn {
  name: string;
  type: SqlType;
}

/** A line to the process that runs queries: it starts one, or goes on with the one before. */
export interface SqlRequest {
  /** A query to start; the one before is let go of. */
  sql?: string;
  /** The most rows that the answer has. */
  rows: number;
  /** Where the answer ends even so: as soon as its rows have so many bytes of JSON. */
  bytes: number;
  /** Whether there will be another request for the rows behind these. */
  keep: boolean;
}

/** The line that comes back. The first line of all, before any request, is `{}`: it is ready. */
export interface SqlAnswer {
  /** Of a query that was started here. */
  columns?: SqlColumn[];
  rows: Value[][];
  /** Whether there are rows behind these. */
  more: boolean;
  /** What this answer took. */
  milliseconds: number;
}

/** The line that comes back where there is no answer. */
export interface SqlFault {
  error: { problem: SqlProblem; details: SqlDetails };
}

/**
 * The type of a column so far with one more value in it: integers among decimals are decimals, and
 * other mixtures are texts. Undefined as long as there is nothing but nulls.
 */
export function typeOf(value: SQLOutputValue, before: SqlType | undefined): SqlType | undefined {
  if (value === null) return before;
  const type = typeOfValue(value);
  if (before === undefined || before === type) return type;
  const isNumeric = (one: SqlType) => one === 'integer' || one === 'decimal';
  return isNumeric(before) && isNumeric(type) ? 'decimal' : 'text';
}

function typeOfValue(value: NonNullable<SQLOutputValue>): SqlType {
  if (value instanceof Uint8Array) return 'blob';
  if (typeof value === 'bigint') return 'integer';
  if (typeof value === 'number') return 'decimal';
  if (value.length > 32) return 'text';
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return 'date';
  return /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d/.test(value) ? 'timestamp' : 'text';
}
