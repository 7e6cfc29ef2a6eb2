import { correlate, type Series } from '../../numbers/correlation.ts';
import type { TableSummary } from '../summary.ts';

/** A numeric column to correlate; undefined for one without values. */
export interface SeriesColumn {
  name: string;
  series(): Promise<Series | undefined>;
}

/** With more columns nobody reads the matrix, and its pairs take too long. */
export const mostCorrelated = 100;

type Correlations = NonNullable<TableSummary['correlations']>;

/** The correlations of each column with each other; undefined for fewer than two. */
export async function correlations(
  columns: SeriesColumn[],
  signal: AbortSignal | undefined,
): Promise<Correlations | undefined> {
  if (columns.length < 2) return undefined;
  const square = (): (number | null)[][] => columns.map(() => columns.map(() => null));
  const pearson = square();
  const spearman = square();
  for (const [one, column] of columns.entries()) {
    const first = await column.series();
    const constant = !first || first.distribution.values.length < 2;
    setBoth(pearson, one, one, constant ? null : 1);
    setBoth(spearman, one, one, constant ? null : 1);
    if (constant) continue;
    for (const [other, { series }] of columns.slice(0, one).entries()) {
      signal?.throwIfAborted();
      const second = await series();
      if (!second) continue;
      const found = correlate(first, second);
      setBoth(pearson, one, other, found.pearson);
      setBoth(spearman, one, other, found.spearman);
    }
  }
  return { columns: columns.map(({ name }) => name), pearson, spearman };
}

function setBoth(matrix: (number | null)[][], one: number, other: number, value: number | null): void {
  for (const [row, column] of [
    [one, other],
    [other, one],
  ] as const) {
    const cells = matrix[row];
    if (cells) cells[column] = value;
  }
}
