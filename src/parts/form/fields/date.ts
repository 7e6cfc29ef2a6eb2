import type { Reader } from '../../../language/reader.ts';
import { folded, halfWidth } from './plain-text.ts';
import type { Reading } from './reading.ts';

/**
 * A date as somebody writes it, as `YYYY-MM-DD`: by figures with the day first, as ISO 8601 has it, by
 * the month's name in English, French or German, or as eight digits.
 */
export function readDate(written: string, reader: Reader): Reading<string> {
  const texts = reader.text.formFields.date;
  const text = halfWidth(written).trim();
  const parts = partsOf(text);
  if (parts === undefined) {
    const noYear =
      /^\d{1,2}\s*[-/. ]\s*\d{1,2}\.?$/.test(text) || /^(\d{1,2}\.?\s*\p{L}+|\p{L}+\s*\d{1,2})$/u.test(text);
    return { message: noYear ? texts.noYear : texts.example };
  }
  const { year, month, day } = parts;
  if (parts.shortYear) {
    const century = year <= (new Date().getFullYear() % 100) + 5 ? 2000 : 1900;
    const full = { ...parts, year: century + year };
    const message = texts.shortYear(String(1900 + year), String(2000 + year));
    return whyNoDate(full, reader) === undefined ? { message, proposal: iso(full) } : { message };
  }
  const why = whyNoDate(parts, reader);
  if (why === undefined) return { value: iso(parts) };
  const turned = { year, month: day, day: month };
  if (month > 12 && !parts.isoOrder && whyNoDate(turned, reader) === undefined) {
    return { message: texts.dayFirst(reader.date(iso(turned))), proposal: iso(turned) };
  }
  return { message: why };
}

/** A date as it is typed: `31/12/1990`. */
export function dateText(date: string): string {
  const [year, month, day] = date.split('-');
  return day === undefined ? date : `${day}/${month}/${year}`;
}

/** How many days a month has. */
export function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

interface Day {
  year: number;
  month: number;
  day: number;
}

interface Parts extends Day {
  shortYear?: boolean;
  /** Year, month, day: nobody takes the one for the other. */
  isoOrder?: boolean;
}

function partsOf(text: string): Parts | undefined {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/.exec(text);
  if (iso) return { ...dayOf(iso[1], iso[2], iso[3]), isoOrder: true };
  if (/^\d{8}$/.test(text)) return eightDigits(text);
  const figures = /^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{2}|\d{4})$/.exec(text);
  if (figures) return { ...dayOf(figures[3], figures[2], figures[1]), shortYear: figures[3]?.length === 2 };
  const words = folded(text);
  const named =
    /^(?:[a-z]+,? )?(?:the |le )?(\d{1,2})(?:st|nd|rd|th|er|\.)?[ -]?(?:of )?([a-z]{3,})\.?,?[ -]?(\d{2}|\d{4})$/.exec(
      words,
    );
  const monthFirst = /^([a-z]{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/.exec(words);
  const [day, name, year] = named
    ? named.slice(1)
    : monthFirst
      ? [monthFirst[2], monthFirst[1], monthFirst[3]]
      : [];
  const month = name === undefined ? undefined : monthOf(name);
  if (month === undefined) return undefined;
  return { ...dayOf(year, String(month), day), shortYear: year?.length === 2, isoOrder: true };
}

function dayOf(year?: string, month?: string, day?: string): Day {
  return { year: Number(year), month: Number(month), day: Number(day) };
}

/** Day first, unless only the year first makes a date of our times. */
function eightDigits(text: string): Parts {
  const dayFirst = dayOf(text.slice(4), text.slice(2, 4), text.slice(0, 2));
  const yearFirst = dayOf(text.slice(0, 4), text.slice(4, 6), text.slice(6));
  return !isOurs(dayFirst) && isOurs(yearFirst) ? { ...yearFirst, isoOrder: true } : dayFirst;
}

function isOurs(day: Day): boolean {
  return day.year >= 1800 && day.year < 2200 && isDate(day);
}

function isDate({ year, month, day }: Day): boolean {
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function whyNoDate(date: Day, reader: Reader): string | undefined {
  if (isDate(date)) return undefined;
  const texts = reader.text.formFields.date;
  const { year, month, day } = date;
  if (year === 0) return texts.example;
  if (month < 1 || month > 12) return texts.noMonth(String(month));
  const name = new Intl.DateTimeFormat(reader.text.locale, { month: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2000, month - 1, 1),
  );
  return texts.noDay(String(day), name, String(year), String(daysIn(year, month)));
}

function iso({ year, month, day }: Day): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

const months = [
  ['january', 'janvier', 'januar', 'janner'],
  ['february', 'fevrier', 'februar', 'feber'],
  ['march', 'mars', 'marz', 'maerz'],
  ['april', 'avril'],
  ['may', 'mai'],
  ['june', 'juin', 'juni'],
  ['july', 'juillet', 'juli'],
  ['august', 'aout'],
  ['september', 'septembre'],
  ['october', 'octobre', 'oktober'],
  ['november', 'novembre'],
  ['december', 'decembre', 'dezember'],
];

/** From 1; by three letters at least, if they are the beginning of one month alone. */
function monthOf(word: string): number | undefined {
  const found = months.flatMap((names, at) => (names.some((name) => name.startsWith(word)) ? [at + 1] : []));
  return found.length === 1 ? found[0] : undefined;
}
