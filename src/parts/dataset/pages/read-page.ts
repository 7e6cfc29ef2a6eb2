import { HTTPException } from 'hono/http-exception';
import type { Dataset } from '../dataset.ts';
import type { Selection } from '../query.ts';
import { firstView, readView, type View } from './view.ts';

/** What a page shows of a table, and what was wrong with the address where something was. */
export interface Asked<Own extends string> {
  view: View;
  /** Nothing where the query makes no sense. */
  selection?: Selection;
  own: { [name in Own]?: string };
  error?: string;
}

/**
 * Reads a page's address and selects its rows. A 400 is not thrown but told in `error`: the page stays,
 * for whoever typed it to mend.
 */
export async function readPage<Own extends string = never>(
  dataset: Dataset,
  tableName: string,
  url: string,
  names: readonly Own[] = [],
): Promise<Asked<Own>> {
  const table = dataset.table(tableName);
  let view = firstView(table);
  let own: { [name in Own]?: string } = {};
  try {
    ({ view, own } = readView(table, new URL(url).searchParams, names));
    const selection = await dataset.select(table, view.query);
    const pages = Math.max(1, Math.ceil(selection.count / view.limit));
    // Whoever asks for a page behind the last means the last.
    return { view: { ...view, page: Math.min(view.page, pages) }, selection, own };
  } catch (error) {
    if (error instanceof HTTPException && error.status === 400) return { view, own, error: error.message };
    throw error;
  }
}
