import type { ColumnSummary } from '../../../table/summary.ts';
import type { Row } from '../query.ts';

/** Where rows come from: a selection of a table, or the answer to a query, whose rows nobody has counted. */
export interface Source {
  table: { name: string; columns: readonly Pick<ColumnSummary, 'name' | 'type'>[] };
  count?: number;
}

/** What is exported: rows with some of their columns. */
export interface Export {
  selection: Source;
  /** The places of the columns, in the order to write them. */
  columns: readonly number[];
  /** The rows, some at a time. */
  batches: AsyncIterable<Pick<Row, 'values'>[]>;
  /** Begin CSV with a byte order mark, which tells Excel that it is UTF-8. */
  mark?: boolean;
}
