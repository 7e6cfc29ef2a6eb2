import { HTTPException } from 'hono/http-exception';
import { distributionOf } from '../../../numbers/distribution.ts';
import { quantile } from '../../../numbers/quantile.ts';
import type { TableSummary } from '../../../table/summary.ts';
import type { Dataset } from '../dataset.ts';
import type { Query } from '../query.ts';

/** The probability of `?p=`. Throws a 400 for what is none. */
export function readProbability(text: string | undefined): number {
  const p = Number(text);
  if (text !== undefined && /^(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) && p <= 1) return p;
  throw new HTTPException(400, {
    message:
      text === undefined
        ? 'Which quantile? Say it by "p", a number from 0 to 1: "?p=0.9".'
        : `"p" is a number from 0 to 1, such as 0.9, not "${text}".`,
  });
}

/**
 * The quantile of a numeric column over the rows that a query selects, as docs/tables.md defines it:
 * in proportion between the two values next to rank (n - 1) p. Null where there are no values.
 */
export async function quantileOf(
  dataset: Dataset,
  table: TableSummary,
  { conditions, search }: Query,
  column: number,
  p: number,
): Promise<number | null> {
  const selection = await dataset.select(table, {
    conditions: [...conditions, { column, operator: 'notnull', values: [] }],
    ...(search !== undefined && { search }),
    sort: [{ column, descending: false }],
  });
  if (selection.count === 0) return null;
  const rank = (selection.count - 1) * p;
  const below = Math.floor(rank);
  const [lower = Number.NaN, upper = lower] = selection
    .rows(below, 2)
    .map(({ values }) => Number(values[column]));
  return quantile(distributionOf(Float64Array.of(lower, upper)), rank - below);
}
