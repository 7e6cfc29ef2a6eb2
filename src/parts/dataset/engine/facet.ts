import { distributionOf, exactAt } from '../../../numbers/distribution.ts';
import type { SummaryValue } from '../../../table/summary.ts';
import type { Facet } from '../query.ts';
import { type Column, codesIn, doublesOf } from './column.ts';
import { ascending, countCodes, countsOf, mostFrequent } from './counts.ts';
import type { Rows } from './rows.ts';
import type { Store } from './store.ts';

/** The values of a column over some rows, ascending, and how often each occurs: at least once. */
export interface Counted {
  value(place: number): SummaryValue;
  counts: Uint32Array;
  nulls: number;
}

/** Counts the values of a column. */
export function countValues(store: Store, place: number, column: Column, rows: Rows): Counted {
  if (column.kind === 'codes') {
    const all = countCodes(column.words, codesIn(column, rows));
    const codes: number[] = [];
    for (let code = 0; code < column.words; code++) if (all[code] !== 0) codes.push(code);
    return {
      value: (place) => column.word(codes[place] ?? 0),
      counts: Uint32Array.from(codes, (code) => all[code] ?? 0),
      nulls: all[column.words] ?? 0,
    };
  }
  const numbers = ascending(doublesOf(store, place, column, rows));
  const distribution = distributionOf(numbers);
  return {
    value: (place) => exactAt(distribution, place),
    counts: countsOf(distribution),
    nulls: rows.count - numbers.length,
  };
}

/** How often each value occurs; see `Facet`. */
export function facetOf({ value, counts, nulls }: Counted, limit: number): Facet {
  const places = mostFrequent(counts, Math.max(0, limit));
  const values = places.map((place) => ({ value: value(place), count: counts[place] ?? 0 }));
  const listed = values.reduce((sum, { count }) => sum + count, 0);
  const all = counts.reduce((sum, count) => sum + count, 0);
  return { values, others: { values: counts.length - values.length, count: all - listed }, nulls };
}
