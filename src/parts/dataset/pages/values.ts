import type { Reader } from '../../../language/reader.ts';
import type { ColumnSummary, ColumnType, SummaryValue } from '../../../table/summary.ts';
import { digitsText, numberText } from '../../charts/number-text.ts';
import type { Value } from '../query.ts';

/** Whether a column's values are numbers. */
export function isNumeric({ type }: { type: ColumnType }): boolean {
  return type === 'integer' || type === 'decimal';
}

/** Whether a column's values are days or moments. */
export function isDated({ type }: { type: ColumnType }): boolean {
  return type === 'date' || type === 'timestamp';
}

/** What people call a column. */
export function titleOf({ name, title }: ColumnSummary): string {
  return title ?? name;
}

/** A column's title with its unit: `Amount (£)`. */
export function titleWithUnit(column: ColumnSummary): string {
  return column.unit === undefined ? titleOf(column) : `${titleOf(column)} (${column.unit})`;
}

/**
 * A value as it stands in a row: with all its digits and no thousands apart, for it may be a number
 * that names something. Decimals have the reader's sign, and `digits` places if these are known.
 */
export function cellText(reader: Reader, { type }: ColumnSummary, value: Value, digits?: number): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return reader.text.dataset.booleans[value ? 'true' : 'false'];
  if (typeof value !== 'number' || type !== 'decimal') return String(value);
  const text = digits === undefined ? String(value) : value.toFixed(digits);
  return text.replace('.', reader.text.decimalSign);
}

/** The decimals that some values need so that their points stand below each other; undefined for too many. */
export function digitsOf(values: Value[]): number | undefined {
  let most = 0;
  for (const value of values) {
    if (typeof value !== 'number') continue;
    const [, decimals = '', exponent] = /^-?\d+(?:\.(\d+))?(e.*)?$/.exec(String(value)) ?? [];
    if (exponent !== undefined || decimals.length > 6) return undefined;
    most = Math.max(most, decimals.length);
  }
  return most;
}

/** A value among statistics: some six digits of a number, its thousands apart. */
export function statisticText(reader: Reader, column: ColumnSummary, value: SummaryValue): string {
  if (typeof value === 'number') return numberText(reader, value);
  if (typeof value === 'string' && isNumeric(column)) return digitsText(reader, value);
  return cellText(reader, column, value);
}

/** A share of a whole: only the whole is 100 %, and only nothing 0 %. */
export function shareText(reader: Reader, part: number, whole: number): string {
  if (part === 0 || whole === 0) return reader.percent(0);
  const share = part / whole;
  if (share < 0.001) return `< ${reader.percent(0.001)}`;
  if (share > 0.999 && part < whole) return `> ${reader.percent(0.999)}`;
  return reader.percent(Number(share.toFixed(share < 0.1 || share > 0.99 ? 3 : 2)));
}

/** A text of at most so many characters; what is too long ends in an ellipsis. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}
