import type { ColumnType } from '../summary.ts';

/** A cell that holds another value now. */
export interface Correction {
  kind: 'corrected';
  /** The row of the sheet, from 1, and the letters of the column. */
  row: number;
  column: string;
  before: string | null;
  after: string | null;
  /** The type of the column, which the cell gets if it can; without one it stays what it was. */
  type?: ColumnType;
  /** The rules that changed it, in their order. */
  rules: string[];
}

/** A row that broke a rule, once for each rule. */
export interface Rejection {
  kind: 'rejected';
  row: number;
  /** The column that the rule is about, if it is about one. */
  column?: string;
  value: string | null;
  rule: string;
  reason: string;
  /** Only this cell is marked, and not the row. */
  cellOnly?: true;
}

/** A row that a rule left out. */
export interface Dropped {
  kind: 'dropped';
  row: number;
  rule: string;
}

/** What is marked in a sheet. */
export type Mark = Correction | Rejection | Dropped;
