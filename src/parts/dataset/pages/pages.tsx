import { Hono } from 'hono';
import { readPage } from '../../pager.tsx';
import type { RunContext } from '../../run.ts';
import type { Dataset } from '../dataset.ts';
import { TablePage, TablesPage } from '../pages.tsx';

/** Rows on one page of a table. */
const PAGE_SIZE = 50;

/** The dataset's pages, below `/dataset`. */
export function pages(context: RunContext, dataset: Dataset): Hono {
  return new Hono()
    .get('/', (c) =>
      context.page(c.req.raw, {
        title: context.reader(c.req.raw).text.dataset.tab,
        body: <TablesPage tables={dataset.tables} />,
      }),
    )
    .get('/:table', async (c) => {
      const table = dataset.table(c.req.param('table'));
      const page = readPage(c.req.query('page'), table.rows, PAGE_SIZE);
      const selection = await dataset.select(table, { conditions: [], sort: [] });
      const rows = selection.rows(page.start, PAGE_SIZE).map(({ values }) => values);
      return context.page(c.req.raw, {
        title: table.name,
        body: <TablePage table={table} page={page} rows={rows} />,
      });
    });
}
