import { HTTPException } from 'hono/http-exception';
import type { TableSummary } from '../../../table/summary.ts';
import { hintFor } from '../../unknown.ts';
import { escapeItem, splitList, unescapeItem } from './list.ts';

/** The place of a column by its name. Throws a 400 with the nearest name where there is none. */
export function columnNamed(table: TableSummary, name: string): number {
  const place = placeOf(table, name);
  if (place !== undefined) return place;
  const hint = hintFor(
    name,
    table.columns.map((column) => column.name),
  );
  const sentence = `The table "${table.name}" has no column "${name}".`;
  throw new HTTPException(400, { message: hint ? `${sentence} ${hint}` : sentence });
}

/** The place of a column by its name, from 0. */
export function placeOf(table: TableSummary, name: string): number | undefined {
  const place = table.columns.findIndex((column) => column.name === name);
  return place === -1 ? undefined : place;
}

/** A list of columns, `a,b`, as their places; the same one twice counts once. Without a list, all of them. */
export function readColumns(table: TableSummary, text: string | undefined): number[] {
  if (text === undefined) return table.columns.map((_, place) => place);
  return [...new Set(splitList(text).map((item) => columnNamed(table, unescapeItem(item))))];
}

/** The list of these columns. */
export function writeColumns(table: TableSummary, places: readonly number[]): string {
  return places.map((place) => escapeItem(nameAt(table, place))).join(',');
}

/**
 * What to sort by: `price,-date` is by price, and of those the latest first. The minus stands before
 * the name; before a name that begins with one itself stands `\` when it is not meant: `\-name`.
 */
export function readSort(table: TableSummary, text: string): { column: number; descending: boolean }[] {
  const sort: { column: number; descending: boolean }[] = [];
  for (const item of splitList(text)) {
    const descending = item.startsWith('-');
    const name = descending ? item.slice(1) : item.replace(/^\\-/, '-');
    const column = columnNamed(table, unescapeItem(name));
    // What is sorted already is not sorted otherwise by the same column.
    if (!sort.some((one) => one.column === column)) sort.push({ column, descending });
  }
  return sort;
}

/** The list that `readSort` reads. */
export function writeSort(
  table: TableSummary,
  sort: readonly { column: number; descending: boolean }[],
): string {
  return sort
    .map(({ column, descending }) => {
      const name = escapeItem(nameAt(table, column));
      return descending ? `-${name}` : name.replace(/^-/, '\\-');
    })
    .join(',');
}

/** The name of the column at this place. */
export function nameAt(table: TableSummary, place: number): string {
  const column = table.columns[place];
  if (!column) throw new RangeError(`${table.name} has no column ${place}`);
  return column.name;
}
