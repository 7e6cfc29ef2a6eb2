import type { Duck } from './duckdb.ts';
import type { ColumnType } from './summary.ts';

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

/** A column as it was read. */
export interface RawColumn {
  name: string;
  kind: ColumnKind;
  /** A rule of the spec has made its values what they are: of its `kind` the file itself says nothing. */
  made?: true;
  /** The type that the spec gives it, which all its values agree with. */
  type?: ColumnType;
  title?: string;
  unit?: string;
}

/**
 * A table in DuckDB as it was read: columns `c0`, `c1` ... of VARCHAR, rows in the file's order,
 * with a rowid from 0.
 */
export interface RawTable {
  table: string;
  columns: RawColumn[];
  rows: number;
  /** Where rows, by their numbers from 0 in ascending order, came from. Reads the files again. */
  locate(rows: number[]): Promise<RowPlace[]>;
}

/** Where a row came from. */
export interface RowPlace {
  /** The source as the spec names it. */
  source: string;
  /** The line on which it begins, the row of the sheet, or for a format without lines the record, from 1. */
  line: number;
  /** Of a workbook: the sheet, and the letters of each column of the table in it, as far as it has them. */
  sheet?: { name: string; columns: (string | undefined)[] };
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
