import type { ColumnSummary } from '../../../table/summary.ts';
import type { Selection } from '../query.ts';
import { isDated } from './values.ts';

/** What stands above a column: its statistics over the rows that are shown, or over all of them. */
export interface Glimpse extends Pick<ColumnSummary, 'count' | 'nulls' | 'distinct' | 'min' | 'max' | 'top'> {
  /** Counts for a small chart, in the order of the values; none where there is no such order. */
  counts?: number[];
}

/** More rows than these are not looked through for the sake of small charts. */
const mostRows = 100_000;

/** Dates with more different values than these have no chart over some of the rows. */
const mostDates = 4000;

const known = new WeakMap<Selection, Map<number, Glimpse>>();

/** The glimpse of a column over a selection; of the whole table where the selection is large. */
export function glimpse(selection: Selection | undefined, column: ColumnSummary, place: number): Glimpse {
  if (selection === undefined || !isGlimpsed(selection)) return ofTable(column);
  const columns = known.get(selection) ?? new Map<number, Glimpse>();
  known.set(selection, columns);
  const found = columns.get(place) ?? ofSelection(selection, column, place);
  columns.set(place, found);
  return found;
}

/** Whether small charts are of these very rows, where they are not all of them. */
export function isGlimpsed({ count, table }: Selection): boolean {
  return count < table.rows && count <= mostRows;
}

function ofTable(column: ColumnSummary): Glimpse {
  const counts =
    column.numbers?.histogram.map(({ count }) => count) ?? column.dates?.counts.map(({ count }) => count);
  return counts === undefined ? column : { ...column, counts };
}

function ofSelection(selection: Selection, column: ColumnSummary, place: number): Glimpse {
  const { numbers, ...described } = selection.describe(place);
  if (numbers) return { ...described, counts: numbers.histogram.map(({ count }) => count) };
  if (!isDated(column) || described.distinct > mostDates || described.distinct < 2) return described;
  const groups = selection.groups(place, undefined, mostDates + 1);
  return {
    ...described,
    counts: intoBins(groups.flatMap(({ x, y }) => (x === null ? [] : [[Date.parse(String(x)), y ?? 0]]))),
  };
}

/** Counts at moments as those of spans of equal length: at most 40. */
function intoBins(counted: number[][]): number[] {
  const first = counted[0]?.[0] ?? 0;
  const length = (counted.at(-1)?.[0] ?? 0) - first;
  const bins = Array<number>(Math.min(40, counted.length)).fill(0);
  for (const [time = 0, count = 0] of counted) {
    const bin = Math.min(bins.length - 1, Math.floor(((time - first) / length) * bins.length));
    bins[bin] = (bins[bin] ?? 0) + count;
  }
  return bins;
}
