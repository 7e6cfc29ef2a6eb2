import type { Text } from './en.ts';
import { type Language, languages } from './languages.ts';
import type { Noun } from './noun.ts';

/** How one person reads: the texts of their language, and how it writes numbers, sizes and dates. */
export interface Reader {
  language: Language;
  text: Text;
  /** `1,234.5` or `1 234,5`: at most `digits` decimals (4), more only for what would be 0. */
  number(value: number, digits?: number): string;
  /** `1 picture`, `1,200 pictures`. */
  count(count: number, noun: Noun): string;
  /** A size as people read it: `12.3 kB`, `12,3 ko`; a kB is 1000 bytes. */
  bytes(bytes: number): string;
  /** `2026-11-21` as `21 November 2026`; anything else as it is. */
  date(date: string): string;
  /** A share from 0 to 1: `12 %`. */
  percent(share: number): string;
}

const readers = new Map<Language, Reader>();

/** The one reader of a language. */
export function readerOf(language: Language): Reader {
  const known = readers.get(language);
  if (known) return known;
  const reader = makeReader(language);
  readers.set(language, reader);
  return reader;
}

function makeReader(language: Language): Reader {
  const { text } = languages[language];
  const locale = text.locale;
  const formats = new Map<number, Intl.NumberFormat>();
  const format = (digits: number) => {
    const known = formats.get(digits) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: digits });
    formats.set(digits, known);
    return known;
  };
  const significant = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const number = (value: number, digits = 4): string => {
    if (!Number.isFinite(value) || Math.abs(value) >= 1e15) return String(value);
    if (value === 0 || Math.abs(value) >= 10 ** -digits) return format(digits).format(value);
    return Math.abs(value) < 1e-6 ? value.toExponential(2) : significant.format(value);
  };
  return {
    language,
    text,
    number,
    count: (count, [one, many]) => `${number(count)} ${text.isOne(count) ? one : many}`,
    bytes(bytes) {
      let value = bytes;
      let unit = 0;
      while (value >= 999.5 && unit < text.byteUnits.length - 1) {
        value /= 1000;
        unit += 1;
      }
      return `${number(value, unit === 0 || value >= 99.95 ? 0 : 1)} ${text.byteUnits[unit]}`;
    },
    date(date) {
      const time = Date.parse(`${date}T00:00:00Z`);
      return Number.isNaN(time) ? date : days.format(time);
    },
    percent: (share) => `${number(100 * share, 1)} %`,
  };
}
