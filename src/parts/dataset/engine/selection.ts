import { setImmediate } from 'node:timers/promises';
import type { Facet, Row, Selection } from '../query.ts';
import { type Column, doublesOf } from './column.ts';
import { describe } from './describe.ts';
import { countValues, facetOf } from './facet.ts';
import { groupsOf, pointsOf } from './groups.ts';
import type { Rows } from './rows.ts';
import type { Store } from './store.ts';

/** Rows of one batch. */
const batchRows = 1000;

/** Of rows that lie so close together, on average, those between them are read too: it is quicker. */
const closeBy = 4;

/**
 * What a query selects.
 * @param rows the rows that its filter has found
 * @param column the column at a place
 * @param order the rows' numbers in the order that is asked for; without it they are all, as they lie
 */
export function selectionOf(
  store: Store,
  rows: Rows,
  column: (place: number) => Column,
  order: (() => Uint32Array) | undefined,
): Selection {
  const page = (offset: number, limit: number, numbers = order?.()): Row[] => {
    const end = Math.min(rows.count, offset + limit);
    if (offset >= end) return [];
    if (numbers) return readRows(store, numbers.subarray(offset, end));
    return store.rowsFrom(offset, end - offset).map((values, nth) => ({ number: offset + nth, values }));
  };
  const facets = new Map<number, { limit: number; facet: Facet }>();
  return {
    table: store.table,
    count: rows.count,
    rows: (offset, limit) => page(offset, limit),
    async *batches() {
      const numbers = order?.();
      for (let offset = 0; offset < rows.count; offset += batchRows) {
        yield page(offset, batchRows, numbers);
        await setImmediate();
      }
    },
    facet(place, limit) {
      const known = facets.get(place);
      if (known?.limit === limit) return known.facet;
      const facet = facetOf(countValues(store, place, column(place), rows), limit);
      facets.set(place, { limit, facet });
      return facet;
    },
    describe: (place) => describe(store, place, () => column(place), rows),
    groups(x, y, limit) {
      const measure = y && {
        values: doublesOf(store, y.column, column(y.column), rows),
        aggregate: y.aggregate,
      };
      return groupsOf(store, x, column(x), rows, measure, limit);
    },
    points(x, y, limit) {
      const [xs, ys] = [x, y].map((place) => doublesOf(store, place, column(place), rows));
      return xs && ys ? pointsOf(xs, ys, limit) : [];
    },
  };
}

/** The rows of these numbers, in their order. */
function readRows(store: Store, numbers: Uint32Array): Row[] {
  const first = numbers[0] ?? 0;
  const last = numbers.at(-1) ?? 0;
  const ascending = numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? 0));
  if (ascending && last - first < numbers.length * closeBy) {
    const all = store.rowsFrom(first, last - first + 1);
    return Array.from(numbers, (number) => ({ number, values: all[number - first] ?? [] }));
  }
  return Array.from(numbers, (number) => ({ number, values: store.row(number) ?? [] }));
}
