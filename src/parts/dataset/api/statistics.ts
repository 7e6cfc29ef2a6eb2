import { HTTPException } from 'hono/http-exception';
import type { ColumnSummary, SummaryValue } from '../../../table/summary.ts';
import type { Selection } from '../query.ts';

/** What is asked of a column by `/columns/{column}/{statistic}`. */
export const statistics = [
  'mean',
  'median',
  'mode',
  'min',
  'max',
  'sum',
  'stddev',
  'quantile',
  'distinct',
  'nulls',
  'histogram',
] as const;
export type Statistic = (typeof statistics)[number];

/** Those that only numbers have. */
export const numericStatistics: readonly Statistic[] = [
  'mean',
  'median',
  'sum',
  'stddev',
  'quantile',
  'histogram',
];

/** What the statistics are of: all that `Selection.describe` gives, and a summary has. */
export type Description = ReturnType<Selection['describe']>;

/** Throws a 422 for a statistic of numbers that is asked of a column of something else. */
export function checkStatistic({ name, type }: ColumnSummary, statistic: Statistic): void {
  if (!numericStatistics.includes(statistic) || type === 'integer' || type === 'decimal') return;
  throw new HTTPException(422, {
    message: `The column "${name}" is ${type === 'text' || type === 'boolean' ? type : `a ${type}`}: only numbers have a ${statistic}. Ask for its mode, min, max, distinct or nulls.`,
  });
}

/**
 * A statistic of a column, but for `quantile`; null where there are no values, or where none is
 * defined. The mode is the smallest of the most frequent values, also where each occurs once.
 */
export function statisticOf(
  { top, min, max, distinct, nulls, numbers }: Description,
  statistic: Exclude<Statistic, 'quantile'>,
): SummaryValue | { from: number; to: number; count: number }[] | null {
  switch (statistic) {
    case 'mean':
    case 'median':
      return numbers?.[statistic] ?? null;
    case 'sum':
      // A sum of nothing is 0.
      return numbers === undefined ? 0 : numbers.sum;
    case 'stddev':
      return numbers?.deviation ?? null;
    case 'mode':
      return top[0]?.value ?? null;
    case 'min':
      return min;
    case 'max':
      return max;
    case 'distinct':
      return distinct;
    case 'nulls':
      return nulls;
    case 'histogram':
      return numbers?.histogram ?? [];
  }
}
