import { keepLast } from '../../../base/keep-last.ts';
import { quoteName } from '../../../table/sqlite-layout.ts';
import type { TableSummary } from '../../../table/summary.ts';
import type { Engine, Query, Selection } from '../query.ts';
import { type Column, type RankedColumn, rankedColumn, storedColumn } from './column.ts';
import { filter } from './filter.ts';
import { orderOf } from './order.ts';
import { type Found, selectionOf } from './selection.ts';
import { type Store, storeOf } from './store.ts';

/** How many selections are kept. */
const keptSelections = 8;

/** Bytes of what filters have found: 125 kB for a million rows, and about as much as this beside them. */
const keptFilters = 8e6;
const besideRows = 250e3;

/** Bytes of the orders that rows were sorted to: 4 MB for a million rows. */
const keptOrders = 32e6;

/** Bytes of columns in the order of an index: at most 8 MB for a million rows. */
const keptRanks = 32e6;

/**
 * Opens the tables' SQLite file read-only. Nothing is read before it is asked for, and what is kept is
 * bounded: the selections that were asked for last, so that to page through one, or to count its
 * facets, works nothing out twice.
 */
export function openEngine(file: string, tables: TableSummary[]): Engine {
  // Loaded here, for it costs every start some milliseconds; and not by `import()`, which code that
  // is compiled out of the payload does not have.
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  const db = new DatabaseSync(file, { readOnly: true });
  db.exec(`PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA mmap_size = 0;
    PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY`);
  const stores = new Map<string, Store>();
  const storeFor = (table: TableSummary): Store => {
    let store = stores.get(table.name);
    if (!store) {
      store = storeOf(db, tables.find(({ name }) => name === table.name) ?? table);
      stores.set(table.name, store);
    }
    return store;
  };
  const ranks = keepLast<RankedColumn>(keptRanks, ({ bytes }) => bytes);
  const filters = keepLast<Found>(keptFilters, ({ rows }) => besideRows + (rows.bits?.byteLength ?? 0));
  const orders = keepLast<Uint32Array>(keptOrders, ({ byteLength }) => byteLength);
  const selections = keepLast<Selection>(keptSelections, () => 1);
  const columnOf = (store: Store, place: number): Column =>
    storedColumn(store, place) ??
    ranks(JSON.stringify([store.table.name, place]), () => rankedColumn(store, place));
  return {
    select(table, query) {
      const store = storeFor(table);
      const filtered = filterKey(table, query);
      for (const { column } of query.sort) store.summary(column);
      const sort = query.sort.map(({ column, descending }) => [column, descending]);
      const key = JSON.stringify([filtered, sort]);
      return selections(key, () => {
        const found = filters(filtered, () => ({
          rows: filter(store, query),
          facets: new Map(),
          descriptions: new Map(),
        }));
        const { rows } = found;
        const column = (place: number): Column => columnOf(store, place);
        const order = (): Uint32Array => orders(key, () => orderOf(rows, query.sort, column));
        const sorted = rows.bits !== undefined || query.sort.length > 0;
        return selectionOf(store, found, column, sorted ? order : undefined);
      });
    },
    row: (table, number) => storeFor(table).row(number),
    count(table) {
      const found = db.prepare(`SELECT count(*) AS n FROM ${quoteName(table.name)}`).get();
      return Number(found?.['n']);
    },
    close: () => db.close(),
  };
}

/** The same for filters that ask the same. */
function filterKey(table: TableSummary, { conditions, search = '' }: Query): string {
  const asked = conditions.map(({ column, operator, values }) => JSON.stringify([column, operator, values]));
  return JSON.stringify([table.name, asked.sort(), search.trim()]);
}
