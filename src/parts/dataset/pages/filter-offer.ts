import type { ColumnSummary } from '../../../table/summary.ts';
import type { Dataset } from '../dataset.ts';
import type { Selection } from '../query.ts';
import type { FilterOffer } from './filter.tsx';
import { isDated, isNumeric } from './values.ts';
import type { View } from './view.ts';

/** Values to tick, at most. */
const mostValues = 100;

/** Of numbers with more different values, the single value says little. */
const mostNumbers = 60;

/** More months than these are offered as years. */
const mostMonths = 60;

const mostDates = 100_000;

/** What a column's filter offers: counted over the rows that the filters of the other columns leave. */
export async function offerFor(
  dataset: Dataset,
  { table, query }: View,
  column: ColumnSummary,
  place: number,
): Promise<FilterOffer> {
  const conditions = query.conditions.filter((one) => one.column !== place);
  const selection = await dataset.select(table, { ...query, conditions, sort: [] });
  if (isDated(column)) return column.distinct > mostDates ? {} : { periods: periodsOf(selection, place) };
  if (isNumeric(column) && column.distinct > mostNumbers) return {};
  return { facet: selection.facet(place, mostValues) };
}

function periodsOf(selection: Selection, place: number): { period: string; count: number }[] {
  const groups = selection.groups(place, undefined, mostDates);
  const by = (length: number) => {
    const counts = new Map<string, number>();
    for (const { x, y } of groups) {
      if (x === null) continue;
      const period = String(x).slice(0, length);
      counts.set(period, (counts.get(period) ?? 0) + (y ?? 0));
    }
    return counts;
  };
  const months = by(7);
  const chosen = months.size <= mostMonths ? months : by(4);
  return [...chosen].map(([period, count]) => ({ period, count }));
}
