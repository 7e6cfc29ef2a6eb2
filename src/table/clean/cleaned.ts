import type { RawTable } from '../raw.ts';
import type { CleaningSummary } from './summary.ts';

/**
 * DuckDB tables of what rules did. Rows are those of the table as it was read, from 0; columns are
 * its columns, from 0.
 */
export interface DoneTables {
  /** `row BIGINT, col INTEGER, before VARCHAR, after VARCHAR, rule VARCHAR`. */
  changes: string;
  /** `row BIGINT, col INTEGER, value VARCHAR, rule VARCHAR, reason VARCHAR`, a line for each rule that a row broke. */
  rejects: string;
  /** `row BIGINT, rule VARCHAR`. */
  dropped: string;
}

/** A table after its rules: what is left of it, and what was done. */
export interface Cleaned {
  /** The rows that are kept, in their order; columns may have been renamed, left out, computed or given a type. */
  raw: RawTable;
  /** What was done; undefined without rules. */
  done?: DoneTables;
  /** For each column that it has now, its number in the table as it was read; undefined for one that is computed. */
  origins: (number | undefined)[];
  /** What was done in figures, with the first changes and rejects; undefined without rules. */
  summary?: CleaningSummary;
}
