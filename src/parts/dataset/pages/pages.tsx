import { type Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { RunContext } from '../../run.ts';
import { notFound } from '../../unknown.ts';
import { placeOf } from '../address/columns.ts';
import type { Dataset } from '../dataset.ts';
import { readChange } from './change.ts';
import { chartPages } from './chart-pages.tsx';
import { ColumnPage } from './column.tsx';
import { ColumnsPage } from './columns.tsx';
import { CorrelationsPage, methods } from './correlations.tsx';
import { Explorer } from './explorer.tsx';
import { FilterPage, type Typed } from './filter.tsx';
import { offerFor } from './filter-offer.ts';
import { readPage } from './read-page.ts';
import { RowPage } from './row.tsx';
import { TablesPage } from './tables.tsx';
import { titleOf } from './values.ts';
import { readView, type View, viewAddress } from './view.ts';

/** The dataset's pages, below `/dataset`. */
export function pages(context: RunContext, dataset: Dataset): Hono {
  const filterPage = async (c: Context, view: View, place: number, typed?: Typed) => {
    const reader = context.reader(c.req.raw);
    const column = view.table.columns[place];
    if (column === undefined) throw new HTTPException(404, { message: `There is no column ${place}.` });
    const offer = await offerFor(dataset, view, column, place);
    return context.page(c.req.raw, {
      title: reader.text.dataset.filter.title(titleOf(column)),
      body: (
        <FilterPage reader={reader} view={view} place={place} column={column} offer={offer} typed={typed} />
      ),
      ...(typed && { status: 400 }),
    });
  };

  return new Hono()
    .get('/', (c) => {
      const reader = context.reader(c.req.raw);
      return context.page(c.req.raw, {
        title: reader.text.dataset.tab,
        body: <TablesPage reader={reader} tables={dataset.tables} />,
      });
    })
    .get('/:table', async (c) => {
      const reader = context.reader(c.req.raw);
      const asked = await readPage(dataset, c.req.param('table'), c.req.url);
      const { view, selection, error } = asked;
      const rows = selection?.rows((view.page - 1) * view.limit, view.limit) ?? [];
      return context.page(c.req.raw, {
        title: view.table.name,
        body: <Explorer reader={reader} asked={asked} rows={rows} />,
        ...(error !== undefined && { status: 400 }),
      });
    })
    .get('/:table/filter/:place', (c) => {
      const table = dataset.table(c.req.param('table'));
      const { view } = readView(table, new URL(c.req.url).searchParams);
      return filterPage(c, view, Number(c.req.param('place')));
    })
    .get('/:table/change', async (c) => {
      const table = dataset.table(c.req.param('table'));
      const reader = context.reader(c.req.raw);
      const { before, after, condition } = readChange(reader, table, new URL(c.req.url).searchParams);
      try {
        if (condition) await dataset.select(table, { conditions: [condition], sort: [] });
      } catch (error) {
        if (!condition || !(error instanceof HTTPException) || error.status !== 400) throw error;
        const { operator, values, column } = condition;
        return filterPage(c, before, column, { operator, value: values.join(','), error: error.message });
      }
      return c.redirect(viewAddress(after), 303);
    })
    .get('/:table/rows/:number', async (c) => {
      const table = dataset.table(c.req.param('table'));
      const reader = context.reader(c.req.raw);
      const text = c.req.param('number');
      const number = /^\d{1,15}$/.test(text) ? Number(text) : -1;
      const values = number < 0 ? undefined : (await dataset.engine()).row(table, number);
      if (values === undefined)
        throw new HTTPException(404, {
          message: `There is no row "${text}": the rows of ${table.name} are 0 to ${table.rows - 1}.`,
        });
      return context.page(c.req.raw, {
        title: reader.text.dataset.rowPage.title(reader.number(number + 1)),
        body: <RowPage reader={reader} table={table} number={number} values={values} />,
      });
    })
    .get('/:table/columns', (c) => {
      const table = dataset.table(c.req.param('table'));
      const reader = context.reader(c.req.raw);
      return context.page(c.req.raw, {
        title: reader.text.dataset.columnsPage.title(table.name),
        body: <ColumnsPage reader={reader} table={table} />,
      });
    })
    .get('/:table/columns/:column{.+}', (c) => {
      const table = dataset.table(c.req.param('table'));
      const reader = context.reader(c.req.raw);
      const name = c.req.param('column');
      const place = placeOf(table, name) ?? -1;
      const column = table.columns[place];
      if (column === undefined)
        throw notFound(
          'column',
          name,
          table.columns.map((one) => one.name),
        );
      return context.page(c.req.raw, {
        title: titleOf(column),
        body: <ColumnPage reader={reader} table={table} column={column} place={place} />,
      });
    })
    .get('/:table/correlations', (c) => {
      const table = dataset.table(c.req.param('table'));
      const reader = context.reader(c.req.raw);
      const method = methods.find((one) => one === c.req.query('_method')) ?? 'pearson';
      return context.page(c.req.raw, {
        title: reader.text.dataset.correlations.title,
        body: <CorrelationsPage reader={reader} table={table} method={method} />,
      });
    })
    .route('/', chartPages(context, dataset));
}
