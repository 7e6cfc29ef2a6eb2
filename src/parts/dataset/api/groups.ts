import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { distributionOf, sumAndMean } from '../../../numbers/distribution.ts';
import { median } from '../../../numbers/quantile.ts';
import type { SummaryValue, TableSummary } from '../../../table/summary.ts';
import { columnNamed, nameAt, readColumns } from '../address/columns.ts';
import { readQuery } from '../address/read.ts';
import type { Dataset } from '../dataset.ts';
import type { Aggregate, Selection } from '../query.ts';
import { parametersOf, readChoice, readNumber } from './parameters.ts';

/** What the values of a group are put into one by. */
export const aggregates = [
  'count',
  'sum',
  'mean',
  'median',
  'min',
  'max',
] as const satisfies readonly Aggregate[];

/** How groups can be sorted. */
export const groupOrders = ['group', '-group', 'value', '-value'] as const;

/** Values of a facet. */
export const facetLimit = { usual: 20, least: 1, most: 1000 };

/** Groups of one answer. */
export const groupLimit = { usual: 100, least: 1, most: 10_000 };

/** One value for each value of a column. */
export interface Group {
  group: SummaryValue | null;
  value: number | null;
}

/** How often each value of a column occurs, and what comes out of another column for each. */
export function groupRoutes(dataset: Dataset): Hono {
  return new Hono()
    .get('/tables/:table/facets', async (c) => {
      const table = dataset.table(c.req.param('table'));
      const { query, own } = readQuery(table, parametersOf(c), ['_facets', '_limit']);
      if (own._facets === undefined)
        throw badRequest('Which columns? Say it by "_facets", their names with commas between them.');
      const columns = readColumns(table, own._facets);
      const limit = readNumber('_limit', own._limit, facetLimit);
      const selection = await dataset.select(table, query);
      return c.json({
        table: table.name,
        total: selection.count,
        facets: columns.map((place) => ({
          column: nameAt(table, place),
          ...selection.facet(place, limit),
        })),
      });
    })
    .get('/tables/:table/groups', async (c) => {
      const table = dataset.table(c.req.param('table'));
      const { query, own } = readQuery(table, parametersOf(c), [
        '_by',
        '_value',
        '_aggregate',
        '_sort',
        '_limit',
      ]);
      if (own._by === undefined) throw badRequest('By which column? Say it by "_by", the name of one.');
      const by = columnNamed(table, own._by);
      const measure = readMeasure(table, own._value, own._aggregate);
      const order = readChoice('_sort', own._sort, groupOrders, 'group');
      const limit = readNumber('_limit', own._limit, groupLimit);
      const groups = groupsOf(await dataset.select(table, query), by, measure, order);
      return c.json({
        table: table.name,
        by: nameAt(table, by),
        value: measure ? nameAt(table, measure.column) : null,
        aggregate: measure?.aggregate ?? 'count',
        total: groups.length,
        values: summaryOf(groups),
        groups: groups.slice(0, limit),
      });
    });
}

/**
 * Which column is put into one, and how: by `sum` unless said; rows are counted where no column is
 * named. Throws a 400, or a 422 for a column without numbers.
 */
export function readMeasure(
  table: TableSummary,
  value: string | undefined,
  aggregate: string | undefined,
): { column: number; aggregate: Aggregate } | undefined {
  const chosen = readChoice('_aggregate', aggregate, aggregates, value === undefined ? 'count' : 'sum');
  if (value === undefined) {
    if (chosen === 'count') return undefined;
    throw badRequest(`The ${chosen} of which column? Say it by "_value".`);
  }
  const column = columnNamed(table, value);
  const type = table.columns[column]?.type;
  if (type !== 'integer' && type !== 'decimal')
    throw new HTTPException(422, {
      message: `The column "${value}" has no numbers, which the ${chosen} of groups needs. Leave "_value" out to count rows.`,
    });
  return { column, aggregate: chosen };
}

/** All groups of a selection, in order; of equal values the smaller group first, what is missing last. */
export function groupsOf(
  selection: Selection,
  by: number,
  measure: { column: number; aggregate: Aggregate } | undefined,
  order: (typeof groupOrders)[number],
): Group[] {
  const groups = selection
    .groups(by, measure, Number.MAX_SAFE_INTEGER)
    .map(({ x, y }): Group => ({ group: x, value: y }));
  switch (order) {
    case 'group':
      return groups;
    case '-group':
      return [
        ...groups.filter(({ group }) => group !== null).reverse(),
        ...groups.filter(({ group }) => group === null),
      ];
    case 'value':
      return groups.sort((one, other) => compare(one.value ?? Infinity, other.value ?? Infinity));
    case '-value':
      return groups.sort((one, other) => compare(other.value ?? -Infinity, one.value ?? -Infinity));
  }
}

function compare(one: number, other: number): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** What can be said of the values of all groups: the median basket is one of them. */
export function summaryOf(groups: Group[]) {
  const list = Float64Array.from(groups.flatMap(({ value }) => (value === null ? [] : [value])));
  if (list.length === 0) return null;
  const distribution = distributionOf(list);
  const { values } = distribution;
  return {
    ...sumAndMean(distribution),
    median: median(distribution),
    min: values[0] ?? null,
    max: values.at(-1) ?? null,
  };
}

function badRequest(message: string): HTTPException {
  return new HTTPException(400, { message });
}
