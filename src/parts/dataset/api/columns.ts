import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ColumnSummary, TableSummary } from '../../../table/summary.ts';
import { notFound } from '../../unknown.ts';
import { placeOf } from '../address/columns.ts';
import { readQuery } from '../address/read.ts';
import type { Dataset } from '../dataset.ts';
import type { Query } from '../query.ts';
import { parametersOf } from './parameters.ts';
import { quantileOf, readProbability } from './quantile.ts';
import { checkStatistic, type Description, statisticOf, statistics } from './statistics.ts';

/** What is known of a column, of all rows or of those that a query selects. */
export function columnRoutes(dataset: Dataset): Hono {
  return new Hono()
    .get('/tables/:table/columns/:column', async (c) => {
      const table = dataset.table(c.req.param('table'));
      const { place, column } = findColumn(table, c.req.param('column'));
      const { query } = readQuery(table, parametersOf(c));
      const { name, type, title, unit } = column;
      const known = selectsAll(query)
        ? column
        : { name, type, title, unit, ...(await describe(dataset, table, query, place)) };
      return c.json({ table: table.name, place, ...known });
    })
    .get('/tables/:table/columns/:column/:statistic', async (c) => {
      const table = dataset.table(c.req.param('table'));
      const { place, column } = findColumn(table, c.req.param('column'));
      const named = c.req.param('statistic');
      const statistic = statistics.find((one) => one === named);
      if (statistic === undefined) throw notFound('statistic', named, statistics);
      const { query, own } = readQuery(table, parametersOf(c), statistic === 'quantile' ? ['p'] : []);
      const p = statistic === 'quantile' ? readProbability(own.p) : undefined;
      checkStatistic(column, statistic);
      const told = { table: table.name, column: column.name, statistic };
      if (statistic === 'quantile') {
        const known = column.numbers?.quantiles.find((one) => one.p === p);
        const value =
          known && selectsAll(query) ? known.value : await quantileOf(dataset, table, query, place, p ?? 0);
        return c.json({ ...told, p, value });
      }
      const description = selectsAll(query) ? column : await describe(dataset, table, query, place);
      return c.json({ ...told, value: statisticOf(description, statistic) });
    });
}

/**
 * A column by its name, or by its place from 0: digits are a place unless a column is named so.
 * Throws a 404 that names the nearest.
 */
export function findColumn(table: TableSummary, asked: string): { place: number; column: ColumnSummary } {
  const place = placeOf(table, asked) ?? (/^\d+$/.test(asked) ? Number(asked) : -1);
  const column = table.columns[place];
  if (column) return { place, column };
  if (/^-?\d+$/.test(asked)) {
    const message = `There is no column ${asked}; they go from 0 to ${table.columns.length - 1}.`;
    throw new HTTPException(404, { message });
  }
  throw notFound(
    'column',
    asked,
    table.columns.map(({ name }) => name),
  );
}

function selectsAll({ conditions, search }: Query): boolean {
  return conditions.length === 0 && search === undefined;
}

async function describe(
  dataset: Dataset,
  table: TableSummary,
  query: Query,
  place: number,
): Promise<Description> {
  return (await dataset.select(table, query)).describe(place);
}
