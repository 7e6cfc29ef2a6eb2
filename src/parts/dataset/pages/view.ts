import { HTTPException } from 'hono/http-exception';
import type { TableSummary } from '../../../table/summary.ts';
import { addressOf, withQuery } from '../../address.ts';
import { nameAt, readColumns, writeColumns } from '../address/columns.ts';
import { readQuery } from '../address/read.ts';
import { formatQuery } from '../address/write.ts';
import type { Condition, Query } from '../query.ts';

/** What the explorer shows of a table; each view is an address. */
export interface View {
  table: TableSummary;
  query: Query;
  /** The places of the columns that are shown, in their order; all where there is no choice. */
  columns?: number[];
  /** From 1. */
  page: number;
  /** Rows on a page. */
  limit: number;
}

/** Rows on a page unless the address says otherwise. */
export const usualLimit = 50;

const mostLimit = 500;

/** The parameters of a view beside its query. */
export const viewParameters = ['_columns', '_page', '_limit'] as const;

/** A table as it is opened. */
export function firstView(table: TableSummary): View {
  return { table, query: { conditions: [], sort: [] }, page: 1, limit: usualLimit };
}

/**
 * The view of an address. What it takes beside goes to `own`. Throws a 400 for a column, an operator or
 * a number that there is not.
 */
export function readView<Own extends string = never>(
  table: TableSummary,
  parameters: URLSearchParams,
  names: readonly Own[] = [],
): { view: View; own: { [name in Own]?: string } } {
  const { query, own } = readQuery<Own | (typeof viewParameters)[number]>(table, parameters, [
    ...viewParameters,
    ...names,
  ]);
  const view: View = {
    table,
    query,
    page: readCount('_page', own._page, Number.MAX_SAFE_INTEGER) ?? 1,
    limit: readCount('_limit', own._limit, mostLimit) ?? usualLimit,
    ...(own._columns && { columns: readColumns(table, own._columns) }),
  };
  return { view, own };
}

function readCount(name: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined || text === '') return undefined;
  if (/^\d{1,15}$/.test(text) && Number(text) >= 1) return Math.min(Number(text), most);
  throw new HTTPException(400, { message: `"${name}" is a whole number from 1 on, not "${text}".` });
}

/** The places of the columns that a view shows. */
export function shownColumns({ table, columns }: View): number[] {
  return columns ?? [...table.columns.keys()];
}

/** The part of an address behind the question mark. */
export function formatView(view: View, own: Record<string, string | undefined> = {}): string {
  const { table, query, columns, page, limit } = view;
  return formatQuery(table, query, {
    _columns: columns && writeColumns(table, columns),
    _limit: limit === usualLimit ? undefined : limit,
    _page: page === 1 ? undefined : page,
    ...own,
  });
}

/** The address of a table's page, such as `charts`, which takes the view along. */
export function viewAddress(view: View, path?: string, own?: Record<string, string | undefined>): string {
  return withQuery(tableAddress(view.table, path), formatView(view, own));
}

/** Whoever asks for other rows begins at the first of them. */
export function asking(view: View, query: Partial<Query>): View {
  return { ...view, query: { ...view.query, ...query }, page: 1 };
}

/** The view without one of its conditions. */
export function withoutCondition(view: View, condition: Condition): View {
  return asking(view, { conditions: view.query.conditions.filter((one) => one !== condition) });
}

/** The view with one condition more; one of the same column and operator gives way. */
export function withCondition(view: View, condition: Condition): View {
  const others = view.query.conditions.filter(
    ({ column, operator }) => column !== condition.column || operator !== condition.operator,
  );
  return asking(view, { conditions: [...others, condition] });
}

/**
 * The view sorted by a column: ascending, then descending, then not at all. `also` keeps what it is
 * sorted by already, and sorts what is equal there.
 */
export function sortedBy(view: View, column: number, also = false): View {
  const { sort } = view.query;
  const known = sort.find((one) => one.column === column);
  const next =
    known === undefined
      ? [{ column, descending: false }]
      : known.descending
        ? []
        : [{ column, descending: true }];
  if (!also) return asking(view, { sort: next });
  if (known === undefined) return asking(view, { sort: [...sort, ...next] });
  return asking(view, { sort: sort.flatMap((one) => (one === known ? next : [one])) });
}

/** The address of a table or of a page below it. */
export function tableAddress({ name }: TableSummary, path?: string): string {
  return addressOf('/dataset', name, path);
}

/** The address of a column's page. */
export function columnAddress(table: TableSummary, place: number): string {
  return `${tableAddress(table)}/columns/${encodeURIComponent(nameAt(table, place))}`;
}

/** The address of a row's page, by its number from 0, as in the API. */
export function rowAddress(table: TableSummary, number: number): string {
  return `${tableAddress(table)}/rows/${number}`;
}
