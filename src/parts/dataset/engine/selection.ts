import { setImmediate } from 'node:timers/promises';
import type { Aggregate, Facet, Row, Selection } from '../query.ts';
import { type Column, doublesOf, presenceOf } from './column.ts';
import { describe } from './describe.ts';
import { countValues, facetOf } from './facet.ts';
import { groupsOf, type Measure, pointsOf } from './groups.ts';
import type { Rows } from './rows.ts';
import type { Store } from './store.ts';

/** Rows of one batch. */
const batchRows = 1000;

/** A facet of no more values is kept. */
const keptValues = 1000;

/** What a filter has found, and what was asked of it, whatever the order: so that it is worked out once. */
export interface Found {
  rows: Rows;
  facets: Map<number, { limit: number; facet: Facet }>;
  descriptions: Map<number, ReturnType<Selection['describe']>>;
}

/**
 * What a query selects.
 * @param column the column at a place
 * @param order the rows' numbers in the order that is asked for; without it they are all, as they lie
 */
export function selectionOf(
  store: Store,
  { rows, facets, descriptions }: Found,
  column: (place: number) => Column,
  order: (() => Uint32Array) | undefined,
): Selection {
  const page = (offset: number, limit: number, numbers = order?.()): Row[] => {
    const end = Math.min(rows.count, offset + limit);
    if (offset >= end) return [];
    const some = numbers?.subarray(offset, end);
    const list = some ? store.rowsAt(some) : store.rowsFrom(offset, end - offset);
    return list.map((values, nth) => ({ number: some?.[nth] ?? offset + nth, values }));
  };
  const measureOf = (y: { column: number; aggregate: Aggregate }): Measure => {
    const { column: place, aggregate } = y;
    const values =
      aggregate === 'count' ? presenceOf(column(place), rows) : doublesOf(store, place, column(place), rows);
    return { values, aggregate };
  };
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
      if (facet.values.length <= keptValues) facets.set(place, { limit, facet });
      return facet;
    },
    describe(place) {
      const known = descriptions.get(place) ?? describe(store, place, () => column(place), rows);
      descriptions.set(place, known);
      return known;
    },
    groups(x, y, limit) {
      return groupsOf(store, x, column(x), rows, y && measureOf(y), limit);
    },
    points(x, y, limit) {
      const [xs, ys] = [x, y].map((place) => doublesOf(store, place, column(place), rows));
      return xs && ys ? pointsOf(xs, ys, limit) : [];
    },
  };
}
