import { setImmediate } from 'node:timers/promises';
import type { Facet, Query, Row, Selection } from '../query.ts';
import { type Column, doublesOf } from './column.ts';
import { describe } from './describe.ts';
import { countValues, facetOf } from './facet.ts';
import { groupsOf, pointsOf } from './groups.ts';
import { sortedPlaces, sortKey } from './order.ts';
import { numbersOf, type Rows } from './rows.ts';
import type { Store } from './store.ts';

/** Rows of one batch. */
const batchRows = 1000;

/** Of rows that lie so close together, on average, those between them are read too: it is quicker. */
const closeBy = 4;

/**
 * The rows that a query selects, of which `rows` has those that its filter has found.
 * @param column the column at a place
 */
export function selectionOf(
  store: Store,
  rows: Rows,
  sort: Query['sort'],
  column: (place: number) => Column,
): Selection {
  let order: Uint32Array | undefined;
  const orderOf = (): Uint32Array => {
    order ??= sortRows(rows, sort, column);
    return order;
  };
  const page = (offset: number, limit: number): Row[] => {
    const end = Math.min(rows.count, offset + limit);
    if (offset >= end) return [];
    if (sort.length === 0 && !rows.bits) {
      return store.rowsFrom(offset, end - offset).map((values, nth) => ({ number: offset + nth, values }));
    }
    return readRows(store, orderOf().subarray(offset, end));
  };
  const facets = new Map<number, { limit: number; facet: Facet }>();
  return {
    table: store.table,
    count: rows.count,
    rows: page,
    async *batches() {
      for (let offset = 0; offset < rows.count; offset += batchRows) {
        yield page(offset, batchRows);
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

/** The numbers of the rows in the order that is asked for. */
function sortRows(rows: Rows, sort: Query['sort'], column: (place: number) => Column): Uint32Array {
  const numbers = numbersOf(rows);
  if (sort.length === 0) return numbers;
  const keys = sort.map((by) => sortKey(column(by.column), rows, by.descending));
  return sortedPlaces(rows.count, keys).map((place) => numbers[place] ?? 0);
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
