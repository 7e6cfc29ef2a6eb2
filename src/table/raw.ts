import type { Duck } from './duckdb.ts';

/** One file of a table: where it lies, and its name as the spec gives it, which decides its format. */
export interface TableFile {
  file: string;
  source: string;
}

/**
 * What the file itself says of a column's values. CSV says nothing, so `any` type may be read from
 * its text; JSON and XLSX know numbers and booleans from `text`, in which only dates are looked
 * for. `none`: there is no value at all.
 */
export type ColumnKind = 'any' | 'text' | 'number' | 'boolean' | 'none';

/** A table in DuckDB as it was read: columns `c0`, `c1` ... of VARCHAR, rows in the file's order. */
export interface RawTable {
  table: string;
  columns: { name: string; kind: ColumnKind }[];
  rows: number;
}

/** What a reader of a format is handed. */
export interface LoadContext {
  duck: Duck;
  /** The name of the DuckDB table to make. */
  table: string;
  /** A folder for temporary files, removed when the job is done. */
  temp: string;
  signal: AbortSignal | undefined;
}

/** What is known of a column that has values of both kinds. */
export function mergeKinds(one: ColumnKind, other: ColumnKind): ColumnKind {
  if (one === other || other === 'none' || other === 'any') return one === 'none' ? other : one;
  return one === 'none' || one === 'any' ? other : 'text';
}

/** The columns `c0`, `c1` ..., each as the function writes it, in one SQL text. */
export function columnList(
  count: number,
  write: (column: string, index: number) => string,
  separator = ', ',
): string {
  return Array.from({ length: count }, (_, index) => write(`c${index}`, index)).join(separator);
}
