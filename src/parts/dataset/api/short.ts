import { type Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ColumnSummary, TableSummary } from '../../../table/summary.ts';
import type { Dataset } from '../dataset.ts';
import type { Value } from '../query.ts';
import { readRowNumber } from './parameters.ts';
import { withoutBlanks } from './row-texts.ts';
import { checkStatistic, statisticOf } from './statistics.ts';

/** A row as an array: what its texts begin and end with is not white space. */
async function shortRow(dataset: Dataset, table: TableSummary, number: number): Promise<Value[]> {
  return ((await dataset.engine()).row(table, number) ?? []).map(withoutBlanks);
}

/** The short addresses of columns, each with what it answers. */
export const shortStatistics = {
  getColumnMeanValue: (column: ColumnSummary) => {
    checkStatistic(column, 'mean');
    return statisticOf(column, 'mean');
  },
  getColumnMedian: (column: ColumnSummary) => {
    checkStatistic(column, 'median');
    return statisticOf(column, 'median');
  },
  /** Always as text. */
  getColumnMostFrequentValue: (column: ColumnSummary) => {
    const mode = statisticOf(column, 'mode');
    return mode === null ? null : String(mode).trim();
  },
} as const;

/**
 * Addresses of one word, for the first table or for `?table=`. Rows are JSON arrays; statistics are
 * `{"response": value}`, of the column of a number from 0.
 */
export function shortRoutes(dataset: Dataset): Hono {
  const routes = new Hono()
    .get('/getRow/:number', async (c) => {
      const table = tableOf(c, dataset);
      const number = readRowNumber(c.req.param('number'), table.rows);
      return c.json(await shortRow(dataset, table, number));
    })
    .get('/getRandomRow', async (c) => {
      const table = tableOf(c, dataset);
      if (table.rows === 0)
        throw new HTTPException(404, { message: `The table "${table.name}" has no rows.` });
      c.header('cache-control', 'no-store');
      const number = Math.floor(Math.random() * table.rows);
      return c.json(await shortRow(dataset, table, number));
    });
  for (const [name, statistic] of Object.entries(shortStatistics))
    routes.get(`/${name}/:column`, (c) => {
      const column = columnOf(tableOf(c, dataset), c.req.param('column'));
      return c.json({ response: statistic(column) });
    });
  return routes;
}

function tableOf(c: Context, dataset: Dataset): TableSummary {
  const name = c.req.query('table');
  const [first] = dataset.tables;
  if (name !== undefined) return dataset.table(name);
  if (!first) throw new HTTPException(404, { message: 'There is no table in here.' });
  return first;
}

/** The column of a number from 0. Throws a 400 for a word, and a 404 where there is none. */
function columnOf(table: TableSummary, text: string): ColumnSummary {
  if (!/^-?\d+$/.test(text))
    throw new HTTPException(400, {
      message: `A column is asked for by its number from 0 on here, not by "${text}".`,
    });
  const column = text.startsWith('-') ? undefined : table.columns[Number(text)];
  if (column) return column;
  const message = `There is no column ${text}; they go from 0 to ${table.columns.length - 1}.`;
  throw new HTTPException(404, { message });
}
