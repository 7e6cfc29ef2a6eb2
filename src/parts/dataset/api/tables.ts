import { Hono } from 'hono';
import type { Dataset } from '../dataset.ts';

/** Which tables there are, and all that is known of one. */
export function tableRoutes(dataset: Dataset): Hono {
  return new Hono()
    .get('/tables', (c) =>
      c.json({
        tables: dataset.tables.map(({ name, rows, columns, sources }) => ({
          name,
          rows,
          columns: columns.map(({ name, type, title, unit }) => ({ name, type, title, unit })),
          sources,
        })),
      }),
    )
    .get('/tables/:table', (c) => c.json(dataset.table(c.req.param('table'))));
}
