import type { ColumnSummary, SummaryValue, TableSummary } from '../../table/summary.ts';

/** A value of a row: an integer that JavaScript cannot hold exactly is its digits. */
export type Value = SummaryValue | null;

/** What a condition can ask of a column; docs/dataset.md defines each. */
export const operators = [
  'exact',
  'not',
  'contains',
  'startswith',
  'endswith',
  'gt',
  'gte',
  'lt',
  'lte',
  'in',
  'notin',
  'isnull',
  'notnull',
  'isblank',
  'like',
  'glob',
  'date',
] as const;
export type Operator = (typeof operators)[number];

/** Something asked of one column. Several of a query must all hold. */
export interface Condition {
  /** The column's place in its table, from 0. */
  column: number;
  operator: Operator;
  /** As typed: one for most operators, any number for `in` and `notin`, none for `isnull` and the like. */
  values: string[];
}

/** Which rows of a table, and in what order. */
export interface Query {
  conditions: Condition[];
  /** Words that a row must hold in its text columns. */
  search?: string;
  /** By the first column, then the next; rows that are equal in all stay in their own order; nulls come last. */
  sort: { column: number; descending: boolean }[];
}

/** A row with its number in the table, from 0. */
export interface Row {
  number: number;
  /** Of all columns, in their order. */
  values: Value[];
}

/** How often each value of a column occurs, the most frequent first, of ties the smaller. */
export interface Facet {
  values: { value: SummaryValue; count: number }[];
  /** Different values beside those listed, and the rows that have them. */
  others: { values: number; count: number };
  nulls: number;
}

/** How a chart puts the values of y for each value of x into one. */
export type Aggregate = 'count' | 'sum' | 'mean' | 'median' | 'min' | 'max';

/** The rows that a query selects; made once, then read in any way. */
export interface Selection {
  table: TableSummary;
  /** How many rows there are. */
  count: number;
  /** Rows from `offset` (from 0) on, at most `limit`, in the query's order. */
  rows(offset: number, limit: number): Row[];
  /** All rows in the query's order, some at a time; the event loop turns between two batches. */
  batches(): AsyncGenerator<Row[]>;
  facet(column: number, limit: number): Facet;
  /** The statistics of a column over the selected rows: as those of the whole table, but of them. */
  describe(
    column: number,
  ): Pick<ColumnSummary, 'count' | 'nulls' | 'distinct' | 'min' | 'max' | 'top' | 'numbers'>;
  /** For every value of x one value, ascending by x; without `y` the number of rows. At most `limit`. */
  groups(
    x: number,
    y: { column: number; aggregate: Aggregate } | undefined,
    limit: number,
  ): { x: SummaryValue | null; y: number | null }[];
  /** Pairs of numbers, at most `limit` of them, evenly taken from those rows that have both. */
  points(x: number, y: number, limit: number): { x: number; y: number }[];
}

/** The tables' SQLite file, open for reading. */
export interface Engine {
  /** The rows of a table that a query selects. Throws a `ConditionError` for what makes no sense. */
  select(table: TableSummary, query: Query): Selection;
  /** One row's values by its number, from 0; undefined where there is none. The quickest way to a row. */
  row(table: TableSummary, number: number): Value[] | undefined;
  /** How many rows the table really has. */
  count(table: TableSummary): number;
  close(): void;
}

/** A condition that makes no sense for its column: `gt` with a word on a column of numbers. */
export class ConditionError extends Error {
  readonly condition: Condition;
  constructor(message: string, condition: Condition) {
    super(message);
    this.condition = condition;
  }
}
