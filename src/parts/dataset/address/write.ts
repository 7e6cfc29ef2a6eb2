import type { TableSummary } from '../../../table/summary.ts';
import type { Query } from '../query.ts';
import { nameAt, writeSort } from './columns.ts';
import { escapeItem } from './list.ts';
import { bareOperators, joinParameter, listOperators } from './operators.ts';

/**
 * The query of an address that `readQuery` reads as this very query, without the question mark:
 * conditions in their order, `_search`, `_sort`, then `own` in its order, without what is undefined.
 * Empty for a query that asks nothing.
 */
export function formatQuery(
  table: TableSummary,
  query: Query,
  own: Record<string, string | number | undefined> = {},
): string {
  const parameters: [name: string, value: string][] = query.conditions.map(({ column, operator, values }) => [
    joinParameter(nameAt(table, column), operator),
    listOperators.includes(operator)
      ? values.map(escapeItem).join(',')
      : bareOperators.includes(operator)
        ? '1'
        : (values[0] ?? ''),
  ]);
  if (query.search !== undefined) parameters.push(['_search', query.search]);
  if (query.sort.length > 0) parameters.push(['_sort', writeSort(table, query.sort)]);
  for (const [name, value] of Object.entries(own))
    if (value !== undefined) parameters.push([name, String(value)]);
  return parameters.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
}

/** Escaped as far as addresses need it, so that people can read them: commas and colons stay. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/%(?:2C|3A|2F)/g, decodeURIComponent)
    .replaceAll('%20', '+')
    .replaceAll("'", '%27');
}
