import { formatCount, formatNumber } from '../../base/format.ts';
import type { ColumnSummary, TableSummary } from '../../table/summary.ts';
import { plain } from './figure.ts';
import { outliersOf } from './number-facts.ts';
import { cutText, numberText, shareText } from './values.ts';

/** Something about a column that whoever looks at the table wants to know first. */
export interface Note {
  column: string;
  text: string;
}

const mostlyEmpty = 0.5;
const manyOutliers = 0.05;
const strong = 0.9;
/** In fewer rows, that all values differ says nothing. */
const fewRows = 10;

/** What stands out, by column in their order, then pairs of columns that go together. */
export function notes({ rows, columns, correlations }: TableSummary): Note[] {
  const found = columns.flatMap((column) =>
    columnNotes(column, rows).map((text) => ({ column: column.name, text })),
  );
  return [...found, ...(correlations ? correlationNotes(correlations) : [])];
}

function columnNotes(column: ColumnSummary, rows: number): string[] {
  const { count, nulls, distinct, texts, numbers, dates } = column;
  if (rows === 0) return [];
  if (count === 0) return ['has no values at all'];
  const found: string[] = [];
  if (distinct === 1 && count > 1) found.push('has one and the same value throughout');
  if (nulls / rows >= mostlyEmpty) found.push(`is empty in ${shareText(nulls, rows)} of the rows`);
  if (distinct === rows && rows >= fewRows && (column.type === 'text' || column.type === 'integer')) {
    found.push('is different in every row: it may identify the rows');
  }
  if (texts && texts.blank > 0) found.push(`has ${formatCount(texts.blank, 'value')} of nothing but blanks`);
  if (numbers) {
    const { below, above } = numbers.outliers;
    if ((below + above) / count >= manyOutliers) {
      found.push(`has outliers: ${plain(outliersOf(numbers.outliers, count))}`);
    }
  }
  const gap = dates?.gaps.longest;
  if (dates && gap && dates.gaps.empty > 0 && dates.period !== 'hour') {
    found.push(
      `has nothing in ${formatNumber(dates.gaps.empty)} of ${formatCount(dates.counts.length, dates.period)}`,
    );
  }
  return found;
}

/** Two numeric columns and their correlations. */
export interface Pair {
  one: string;
  other: string;
  pearson: number | null;
  spearman: number | null;
}

/** All pairs of different columns, the strongest by Spearman first; those without any last. */
export function pairs({ columns, pearson, spearman }: NonNullable<TableSummary['correlations']>): Pair[] {
  const size = (value: number | null): number => (value === null ? -1 : Math.abs(value));
  return columns
    .flatMap((one, row) =>
      columns.slice(row + 1).map((other, index) => ({
        one,
        other,
        pearson: pearson[row]?.[row + 1 + index] ?? null,
        spearman: spearman[row]?.[row + 1 + index] ?? null,
      })),
    )
    .sort((a, b) => size(b.spearman) - size(a.spearman));
}

function correlationNotes(correlations: NonNullable<TableSummary['correlations']>): Note[] {
  return pairs(correlations)
    .filter(({ spearman }) => spearman !== null && Math.abs(spearman) >= strong)
    .slice(0, 5)
    .map(({ one, other, spearman }) => ({
      column: one,
      text: `${Number(spearman) > 0 ? 'rises' : 'falls'} as ${cutText(other, 40)} rises: Spearman’s ρ is ${numberText(Number(Number(spearman).toFixed(3)))}`,
    }));
}
