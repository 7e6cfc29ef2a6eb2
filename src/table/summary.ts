/** The types that a column can have. */
export type ColumnType = 'integer' | 'decimal' | 'boolean' | 'date' | 'timestamp' | 'text';

/**
 * A value as JSON can hold it: dates and timestamps as `2026-11-21` and `2026-11-21 10:00:00`,
 * integers past 2^53, which a JSON number would round, as their digits in a string.
 */
export type SummaryValue = number | string | boolean;

/** One column with its statistics; all are exact, taken over the rows that are not null. */
export interface ColumnSummary {
  name: string;
  type: ColumnType;
  /** Rows with a value, and rows without. */
  count: number;
  nulls: number;
  /** Smallest and largest value; for text by code point. Null for a column without values. */
  min: SummaryValue | null;
  max: SummaryValue | null;
  /**
   * Arithmetic mean and median (the mean of the middle two when their number is even), as the
   * nearest double: numbers only.
   */
  mean: number | null;
  median: number | null;
  /** The most frequent value, the smallest of ties, and how often it occurs (0 without values). */
  mode: SummaryValue | null;
  modeCount: number;
}

/** What is known of a table: `tables/tables.json` in the payload is a list of these. */
export interface TableSummary {
  name: string;
  /** The table's name inside the SQLite file, which is the same. Row n (from 0) has rowid n + 1. */
  rows: number;
  columns: ColumnSummary[];
  /** The sources that the rows came from, in order. */
  sources: string[];
}
