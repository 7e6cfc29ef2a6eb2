import { distributionOf, sumAndMean } from '../../../numbers/distribution.ts';
import { median } from '../../../numbers/quantile.ts';
import type { SummaryValue } from '../../../table/summary.ts';
import type { Aggregate } from '../query.ts';
import { type Column, codesOf, doublesOf } from './column.ts';
import { sortedPlaces, sortKey } from './order.ts';
import type { Rows } from './rows.ts';
import type { Store } from './store.ts';

/** What is put into one for each group: a value for each row, NaN for none. */
export interface Measure {
  values: Float64Array;
  aggregate: Aggregate;
}

/** One value for each value of x, ascending, rows without x last. */
export function groupsOf(
  store: Store,
  place: number,
  column: Column,
  rows: Rows,
  measure: Measure | undefined,
  limit: number,
): { x: SummaryValue | null; y: number | null }[] {
  const places = sortedPlaces(rows.count, [sortKey(column, rows, false)]);
  const keys = column.kind === 'codes' ? codesOf(column, rows) : doublesOf(store, place, column, rows);
  const keyAt = (at: number): number => keys[places[at] ?? 0] ?? Number.NaN;
  const groups: { x: SummaryValue | null; y: number | null }[] = [];
  for (let start = 0; start < places.length && groups.length < limit; ) {
    const key = keyAt(start);
    let end = start + 1;
    while (end < places.length && Object.is(keyAt(end), key)) end++;
    const y = measure ? aggregateOf(measure, places.subarray(start, end)) : end - start;
    groups.push({ x: wordOf(column, key), y });
    start = end;
  }
  return groups;
}

function wordOf(column: Column, key: number): SummaryValue | null {
  if (column.kind === 'numbers') return Number.isNaN(key) ? null : key;
  return key < column.words ? column.word(key) : null;
}

function aggregateOf({ values, aggregate }: Measure, places: Uint32Array): number | null {
  const list = new Float64Array(places.length);
  let count = 0;
  for (const place of places) {
    const value = values[place] ?? Number.NaN;
    if (!Number.isNaN(value)) list[count++] = value;
  }
  if (aggregate === 'count') return count;
  if (count === 0) return null;
  const distribution = distributionOf(list.subarray(0, count));
  switch (aggregate) {
    case 'sum': {
      const { sum } = sumAndMean(distribution);
      return sum === null ? null : Number(sum);
    }
    case 'mean':
      return sumAndMean(distribution).mean;
    case 'median':
      return median(distribution);
    case 'min':
      return distribution.values[0] ?? null;
    case 'max':
      return distribution.values.at(-1) ?? null;
  }
}

/** Pairs of numbers, evenly taken from the rows that have both. */
export function pointsOf(xs: Float64Array, ys: Float64Array, limit: number): { x: number; y: number }[] {
  const both: number[] = [];
  for (let at = 0; at < xs.length; at++) {
    if (!Number.isNaN(xs[at]) && !Number.isNaN(ys[at])) both.push(at);
  }
  const count = Math.min(limit, both.length);
  return Array.from({ length: count }, (_, nth) => {
    const at = both[Math.floor((nth * both.length) / count)] ?? 0;
    return { x: xs[at] ?? 0, y: ys[at] ?? 0 };
  });
}
