import { formatNumber } from '../../base/format.ts';
import type { ColumnType, SummaryValue } from '../../table/summary.ts';

/** A value as people read it: `12,345.6`, `true`, `2026-11-21`; digits past 2^53 are all kept. */
export function valueText(value: SummaryValue | null, numeric: boolean): string {
  if (value === null) return '';
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return String(value);
  return numeric && /^-?\d+$/.test(value) ? value.replace(/\B(?=(\d{3})+$)/g, ',') : value;
}

/**
 * A number with as many decimals as make some six digits, none of them a trailing 0. Its thousands
 * are apart from five digits on: a column of years reads 1970, not 1,970.
 */
export function numberText(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e15 || (size < 1e-4 && size > 0)) return exponentText(value, 6);
  const decimals = Number.isInteger(value) ? 0 : Math.max(0, Math.min(8, 5 - Math.floor(Math.log10(size))));
  return apart(formatNumber(value, decimals));
}

/** A number in at most so many characters, at the price of digits: `12,345`, `22.02M`, `1.5bn`, `1e20`; 8 are enough for any. */
export function shortNumber(value: number, width: number): string {
  const size = Math.abs(value);
  const plain = size === 0 || (size >= 1e-4 && size < 1e15);
  // Where to the left or to the right of the point its first digit is.
  const first = size === 0 ? 0 : Math.floor(Math.log10(size));
  for (let digits = 4; digits >= 0 && plain; digits--) {
    const decimals = size >= 1 ? Math.min(digits, Math.max(0, digits - first)) : digits - 1 - first;
    if (digits > 0 && size >= 1 && decimals === 0 && !Number.isInteger(value)) continue;
    // One digit of a small number would be half of it or twice.
    if (digits < 2 && size < 1 && size > 0) break;
    const text = apart(formatNumber(value, Math.max(0, decimals)));
    if (text.length <= width) return text;
  }
  const large = largeUnits.find(([unit]) => size >= unit && size < 1e15);
  for (let digits = 4; digits > 0 && large; digits--) {
    const [unit, name] = large;
    const text = `${Number((value / unit).toPrecision(digits))}${name}`;
    if (text.length <= width && !text.includes('e')) return text;
  }
  for (let digits = 5; digits > 1; digits--) {
    const text = exponentText(value, digits);
    if (text.length <= width) return text;
  }
  return exponentText(value, 1);
}

const largeUnits: [number, string][] = [
  [1e12, 'tn'],
  [1e9, 'bn'],
  [1e6, 'M'],
];

/** A share as people read it: `0 %`, `< 0.1 %`, `4.9 %`, `> 99.9 %`, `100 %`. Only a whole is 100 %. */
export function shareText(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0 %';
  const percent = (part / whole) * 100;
  if (percent < 0.1) return '< 0.1 %';
  if (percent > 99.9 && part < whole) return '> 99.9 %';
  return `${percent.toFixed(percent < 10 || percent > 99 ? 1 : 0).replace(/\.0$/, '')} %`;
}

/** Whether a column's values are numbers. */
export function isNumeric(type: ColumnType): boolean {
  return type === 'integer' || type === 'decimal';
}

/** A text of at most so many characters; what is too long ends in an ellipsis. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}

/** Takes the comma out of a number of four digits. */
function apart(text: string): string {
  return text.replace(/^(-?\d),(\d{3})(?=\.|$)/, '$1$2');
}

/** `1.5e-7`: so many digits at most, none of them a trailing 0. */
function exponentText(value: number, digits: number): string {
  return value
    .toExponential(digits - 1)
    .replace(/\.?0+e/, 'e')
    .replace('e+', 'e');
}
