import { addressOf } from '../../address.ts';

/** The page of a table. */
export function tableAddress(table: string): string {
  return addressOf('/dataset', table);
}

/** The page of a row, by its number from 0. */
export function rowAddress(table: string, number: number): string {
  return addressOf('/dataset', table, `rows/${number}`);
}

/** The page of a column. */
export function columnAddress(table: string, column: string): string {
  return `${addressOf('/dataset', table)}/columns/${encodeURIComponent(column)}`;
}
