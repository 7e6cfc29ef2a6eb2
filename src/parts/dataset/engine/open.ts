import { quoteName } from '../../../table/sqlite-layout.ts';
import type { TableSummary } from '../../../table/summary.ts';
import type { Engine, Query } from '../query.ts';
import { type Column, rankedColumn, storedColumn } from './column.ts';
import { filter } from './filter.ts';
import { keepLast } from './lru.ts';
import { selectionOf } from './selection.ts';
import { type Store, storeOf } from './store.ts';

/** How many selections are kept: of a million rows that are sorted, each takes 4 MB. */
const keptSelections = 8;

/** How many filters: 125 kB for a million rows. */
const keptFilters = 32;

/** How many columns in the order of an index: of a million different values, each takes 8 MB. */
const keptRanks = 2;

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
  const ranks = keepLast<Column>(keptRanks);
  const filters = keepLast<ReturnType<typeof filter>>(keptFilters);
  const selections = keepLast<ReturnType<typeof selectionOf>>(keptSelections);
  const columnOf = (store: Store, place: number): Column =>
    storedColumn(store, place) ??
    ranks(JSON.stringify([store.table.name, place]), () => rankedColumn(store, place));
  return {
    select(table, query) {
      const store = storeFor(table);
      const asked = filterKey(table, query);
      return selections(
        JSON.stringify([asked, query.sort.map(({ column, descending }) => [column, descending])]),
        () => {
          const rows = filters(asked, () => filter(store, query));
          return selectionOf(store, rows, query.sort, (place) => columnOf(store, place));
        },
      );
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
