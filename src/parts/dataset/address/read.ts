import { HTTPException } from 'hono/http-exception';
import { didYouMean } from '../../../base/nearest.ts';
import type { TableSummary } from '../../../table/summary.ts';
import { type Condition, type Operator, operators, type Query } from '../query.ts';
import { columnNamed, placeOf, readSort } from './columns.ts';
import { splitList, unescapeItem } from './list.ts';
import { bareOperators, isOperator, listOperators, splitParameter } from './operators.ts';

/** What an address asks of a table: which rows in what order, and what the page or the API takes beside it. */
export interface Asked<Own extends string> {
  query: Query;
  /** The parameters that only this address has, as typed; the first one where one is given twice. */
  own: { [name in Own]?: string };
}

/**
 * Reads `?price__gt=5&_search=pen&_sort=-date` (docs/dataset.md). A parameter that ends in two
 * underscores and an operator is a condition on the column before them; every other is a name out of
 * `ownNames`, `_search`, `_sort`, or that of a column for `exact`. Throws a 400 that names the nearest
 * for what there is not; what the values mean to their columns, only the engine knows.
 * @param ownNames further parameters that this address takes, such as `_columns` and `_limit`
 */
export function readQuery<Own extends string = never>(
  table: TableSummary,
  parameters: URLSearchParams,
  ownNames: readonly Own[] = [],
): Asked<Own> {
  const query: Query = { conditions: [], sort: [] };
  const own: { [name in Own]?: string } = {};
  for (const [name, value] of parameters) {
    const ownName = ownNames.find((one) => one === name);
    if (ownName !== undefined) own[ownName] ??= value;
    else if (name === '_search') query.search ??= value;
    else if (name === '_sort') query.sort = value === '' ? [] : readSort(table, value);
    else addCondition(query.conditions, readCondition(table, name, value, ownNames));
  }
  if (query.search?.trim() === '') delete query.search;
  return { query, own };
}

/** A list that is given several times is one list: boxes ticked in a form, `?shop__in=a&shop__in=b`. */
function addCondition(conditions: Condition[], added: Condition): void {
  const same = conditions.find(
    ({ column, operator }) => column === added.column && operator === added.operator,
  );
  if (same && listOperators.includes(added.operator)) same.values.push(...added.values);
  else conditions.push(added);
}

function readCondition(
  table: TableSummary,
  name: string,
  value: string,
  ownNames: readonly string[],
): Condition {
  const { column, operator = 'exact' } = splitName(table, name, ownNames);
  return { column, operator, values: readValues(name, operator, value) };
}

function splitName(
  table: TableSummary,
  name: string,
  ownNames: readonly string[],
): { column: number; operator?: Operator } {
  const { column, operator } = splitParameter(name);
  const place = placeOf(table, column);
  if (operator !== undefined) {
    if (place !== undefined) return { column: place, operator };
    // `a__gt` is a column as well, when there is no other that it could be about.
    return {
      column: placeOf(table, name) ?? columnNamed(table, column),
      operator: placeOf(table, name) === undefined ? operator : 'exact',
    };
  }
  if (name.startsWith('_'))
    throw unknownParameter(name, [...ownNames, '_search', '_sort'], place !== undefined);
  if (place !== undefined) return { column: place };
  const [, before, behind] = /^(.+)__(.*)$/s.exec(name) ?? [];
  if (
    before !== undefined &&
    behind !== undefined &&
    placeOf(table, before) !== undefined &&
    !isOperator(behind)
  )
    throw badRequest(`There is no operator "${behind}".`, didYouMean(behind, operators));
  return { column: columnNamed(table, name) };
}

function readValues(name: string, operator: Operator, value: string): string[] {
  if (listOperators.includes(operator)) return splitList(value).map(unescapeItem);
  if (!bareOperators.includes(operator)) return [value];
  if (value === '' || value === '1' || value === 'true') return [];
  throw badRequest(`"${name}" takes no value but 1, not "${value}".`);
}

function unknownParameter(name: string, names: readonly string[], isColumn: boolean): HTTPException {
  if (isColumn)
    return badRequest(
      `The column "${name}" is asked for as "${name}__exact": what begins with _ is reserved.`,
    );
  return badRequest(`There is no parameter "${name}" here.`, didYouMean(name, names));
}

function badRequest(sentence: string, hint?: string): HTTPException {
  return new HTTPException(400, { message: hint ? `${sentence} ${hint}` : sentence });
}
