import type { Reader } from '../../language/reader.ts';

const formats = new Map<string, Intl.NumberFormat>();

/**
 * A number as axes and statistics show it: some six digits, none of them a trailing 0. Thousands are
 * apart from five digits on, so that years read 1970.
 */
export function numberText(reader: Reader, value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || size >= 1e15 || (size < 1e-4 && size > 0)) return exponent(value);
  const decimals = Number.isInteger(value) ? 0 : Math.max(0, Math.min(8, 5 - Math.floor(Math.log10(size))));
  return format(reader, { maximumFractionDigits: decimals }).format(value);
}

/** The digits of an integer past 2^53, its thousands apart. */
export function digitsText(reader: Reader, digits: string): string {
  return BigInt(digits).toLocaleString(reader.text.locale);
}

/** Numbers that stand below each other: all with as many decimals as tell them in some six digits. */
export function numberColumn(reader: Reader, values: readonly number[]): string[] {
  const sizes = values.map(Math.abs);
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  if (largest >= 1e15 || (largest < 1e-4 && largest > 0))
    return values.map((value) => numberText(reader, value));
  const room = largest === 0 ? 0 : Math.max(0, Math.min(8, 5 - Math.floor(Math.log10(largest))));
  const needed = values.map((value) => /\.(\d*?)0*$/.exec(value.toFixed(room))?.[1]?.length ?? 0);
  const digits = needed.reduce((most, one) => Math.max(most, one), 0);
  const format = new Intl.NumberFormat(reader.text.locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return values.map((value) => format.format(value));
}

/** A number in few characters, for an axis: `950`, `12,000`, `1.5m`, `1,5 M`. */
export function shortNumber(reader: Reader, value: number): string {
  const size = Math.abs(value);
  if (size < 1e6) return numberText(reader, Number(value.toPrecision(12)));
  if (size >= 1e15) return exponent(value);
  return format(reader, { notation: 'compact', maximumFractionDigits: 2 }).format(value);
}

function format(reader: Reader, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${reader.language} ${options.notation} ${options.maximumFractionDigits}`;
  const known =
    formats.get(key) ?? new Intl.NumberFormat(reader.text.locale, { useGrouping: 'min2', ...options });
  formats.set(key, known);
  return known;
}

function exponent(value: number): string {
  return value
    .toExponential(5)
    .replace(/\.?0+e/, 'e')
    .replace('e+', 'e');
}
