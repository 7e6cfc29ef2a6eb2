import type { Reader } from '../../language/reader.ts';
import type { TableSummary } from '../../table/summary.ts';
import { withQuery } from '../address.ts';
import type { SearchHits } from '../run.ts';
import { columnAddress, rowAddress, tableAddress } from './address/places.ts';
import { formatQuery } from './address/write.ts';
import type { Dataset } from './dataset.ts';
import type { Query, Row } from './query.ts';

/**
 * The tables and columns that are called so, then the rows that have the words in their texts, the
 * tables in turn. A row leads to its page, and all of them to the table with these words looked for.
 */
export async function searchTables(
  dataset: Dataset,
  reader: Reader,
  words: string,
  limit: number,
): Promise<SearchHits> {
  const asked = words.trim();
  if (asked === '') return { hits: [] };
  const named = dataset.tables.flatMap((table) => namedSo(table, asked, reader));
  const query: Query = { conditions: [], search: asked, sort: [] };
  const found = await Promise.all(
    dataset.tables.map(async (table) => {
      const selection = await dataset.select(table, query);
      const address = withQuery(tableAddress(table.name), formatQuery(table, query));
      return { table, selection, address };
    }),
  );
  const rows = found.flatMap(({ table, selection }) =>
    selection.rows(0, limit).map((row, nth) => ({ nth, hit: rowHit(table, row, reader) })),
  );
  rows.sort((one, other) => one.nth - other.nth);
  const hits = [...named, ...rows.map(({ hit }) => hit)].slice(0, limit);
  const count = named.length + found.reduce((sum, { selection }) => sum + selection.count, 0);
  const most = found.toSorted((one, other) => other.selection.count - one.selection.count)[0];
  return count > hits.length && most && most.selection.count > 0
    ? { hits, more: { count, address: most.address } }
    : { hits };
}

type Hit = SearchHits['hits'][number];

/** A table by its name, and its columns by their names and titles. */
function namedSo(table: TableSummary, words: string, { text, count }: Reader): Hit[] {
  const isSo = (name: string | undefined) => name?.toLowerCase().includes(words.toLowerCase()) === true;
  const hits: Hit[] = table.columns
    .filter(({ name, title }) => isSo(name) || isSo(title))
    .map(({ name, title }) => ({
      title: title ?? name,
      address: columnAddress(table.name, name),
      detail: text.dataset.found.column(table.name),
    }));
  if (isSo(table.name))
    hits.unshift({
      title: table.name,
      address: tableAddress(table.name),
      detail: count(table.rows, text.dataset.row),
    });
  return hits;
}

/** A row by its texts. */
function rowHit(table: TableSummary, { number, values }: Row, { text }: Reader): Hit {
  const texts = table.columns.flatMap(({ type }, place) => {
    const value = values[place] ?? null;
    return type === 'text' && value !== null ? [String(value)] : [];
  });
  return {
    title: texts.join(' · ').slice(0, 120),
    address: rowAddress(table.name, number),
    detail: text.dataset.found.row(table.name, number + 1),
  };
}
