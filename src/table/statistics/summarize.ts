import { sizeOf } from '../../numbers/distribution.ts';
import type { Duck } from '../duckdb.ts';
import type { ColumnSummary, ColumnType, TableSummary } from '../summary.ts';
import type { TypeReason } from '../types.ts';
import { correlations, mostCorrelated, type SeriesColumn } from './correlations.ts';
import { summarizeDates } from './dates.ts';
import { readNumbers, summarizeNumbers } from './numbers.ts';
import { summarizeTexts } from './texts.ts';
import { countValues, orderOf } from './values.ts';

/** How many values of numeric columns are kept for the correlations: 4 bytes each, 20 where all differ. */
const keptValues = 30_000_000;

/** A column of a typed table in DuckDB. */
export interface TypedColumn {
  /** Its name in DuckDB: `c0`. */
  column: string;
  name: string;
  type: ColumnType;
  why: TypeReason;
  title?: string;
  unit?: string;
}

/** How a table is summarized. */
export interface SummarizeOptions {
  /** Quantiles to add to the usual ones. */
  quantiles?: readonly number[] | undefined;
  signal?: AbortSignal | undefined;
  /** Called before each column. */
  onColumn?: (name: string) => void;
}

/**
 * The statistics of each column and the correlations, over all rows: the same for the same rows in
 * the same order, whatever the number of processors. docs/tables.md defines each.
 */
export async function summarize(
  duck: Duck,
  table: string,
  rows: number,
  columns: TypedColumn[],
  options: SummarizeOptions = {},
): Promise<Pick<TableSummary, 'columns' | 'correlations'>> {
  const { quantiles, signal, onColumn } = options;
  const summaries: (ColumnSummary | undefined)[] = columns.map(() => undefined);
  const numeric: SeriesColumn[] = [];
  const numbers = async (): Promise<void> => {
    for (const [place, column] of columns.entries()) {
      if (!isNumeric(column)) continue;
      signal?.throwIfAborted();
      onColumn?.(column.name);
      const from = { duck, table, rows, ...column };
      const read = await readNumbers(from);
      summaries[place] = {
        ...headOf(column),
        ...(read ? summarizeNumbers(read, quantiles) : noValues),
        nulls: rows - (read ? sizeOf(read.distribution) : 0),
      };
      // What does not fit into memory is read again for each pair.
      const keep = (numeric.length + 1) * rows <= keptValues;
      const kept = keep ? read?.series : undefined;
      numeric.push({
        name: column.name,
        series: async () => kept ?? (await readNumbers(from))?.series,
      });
    }
  };
  const others = async (): Promise<void> => {
    const beside = await duck.beside();
    for (const [place, column] of columns.entries()) {
      if (isNumeric(column)) continue;
      signal?.throwIfAborted();
      onColumn?.(column.name);
      summaries[place] = await summarizeValues({ duck: beside, table, rows, ...column });
    }
  };
  // Numbers are worked on here, the rest in DuckDB: one does not wait for the other.
  const lanes = await Promise.allSettled([numbers(), others()]);
  for (const lane of lanes) if (lane.status === 'rejected') throw lane.reason;
  onColumn?.('correlations');
  const between = await correlations(numeric.slice(0, mostCorrelated), signal);
  return {
    columns: summaries.filter((summary) => summary !== undefined),
    ...(between && { correlations: between }),
  };
}

function isNumeric({ type }: TypedColumn): boolean {
  return type === 'integer' || type === 'decimal';
}

function headOf({ name, type, why, title, unit }: TypedColumn) {
  return { name, type, ...(title !== undefined && { title }), ...(unit !== undefined && { unit }), why };
}

function summarizeValues(
  from: TypedColumn & { duck: Duck; table: string; rows: number },
): Promise<ColumnSummary> {
  const { duck, type, rows } = from;
  return countValues(from, async (counted) => {
    if (!counted) return { ...headOf(from), ...noValues, nulls: rows };
    const { values, ...summary } = counted;
    return {
      ...headOf(from),
      ...summary,
      nulls: rows - summary.count,
      order: await orderOf(from),
      ...(type === 'text' && { texts: await summarizeTexts(duck, values) }),
      ...((type === 'date' || type === 'timestamp') && { dates: await summarizeDates(duck, values, type) }),
    };
  });
}

const noValues = {
  count: 0,
  distinct: 0,
  uniqueShare: null,
  min: null,
  max: null,
  order: 'constant' as const,
  top: [],
  modes: [],
  modeCount: 0,
};
