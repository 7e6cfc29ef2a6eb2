import type { Reader } from '../../../language/reader.ts';
import { halfWidth } from './plain-text.ts';
import type { Reading } from './reading.ts';

/** More digits than a number keeps: 12345678901234567 would become another one. */
const mostDigits = 15;

/**
 * A number as somebody writes it: with a decimal point or comma and thousands apart as their language
 * has it; a unit or a currency before or after it is left out.
 */
export function readNumber(written: string, reader: Reader): Reading<number> {
  const texts = reader.text.formFields.number;
  const text = halfWidth(written).trim().replace(/[−–]/g, '-');
  const parts =
    /^(?:[\p{Sc}]|[A-Z]{3})?\s*([-+]?)\s*(\d[\d\s.,'’]*|[.,]\d+)(?:\s*([^\d\s.,][^\s\d]*))?$/u.exec(text);
  if (!parts) return { message: texts.example };
  const [, sign, figures = '', unit = ''] = parts;
  if (/^(k|Mio\.?|Mrd\.?|mill(e|ions?|iards?)|billions?|thousand)$/i.test(unit))
    return { message: texts.inFull(unit) };
  const found = decimalOf(figures.trim(), reader.language === 'fr');
  if (found === undefined) return { message: texts.example };
  const { digits, other } = found;
  if (digits.replace(/^[0.]+|\./g, '').length > mostDigits) return { message: texts.tooLong(mostDigits) };
  const value = signed(sign, digits);
  if (other === undefined) return { value };
  const proposal = signed(sign, other.digits);
  const message = texts.ambiguous(figures.trim(), numberText(value, reader), numberText(proposal, reader));
  return other.certain
    ? { message: texts.comma(numberText(proposal, reader)), proposal, certain: true }
    : { message, proposal };
}

/** A number as its language writes it, with all its digits and none apart. */
export function numberText(value: number, reader: Reader): string {
  return plain(value).replace('.', reader.text.decimalSign);
}

/** The number `-0` is 0. */
function signed(sign: string | undefined, digits: string): number {
  return Number(digits) * (sign === '-' ? -1 : 1) || 0;
}

interface Figures {
  /** With a point. */
  digits: string;
  /** What they probably are, where they are not written as the language has it. */
  other?: { digits: string; certain: boolean };
}

/** Undefined for what is no number in any way of writing. */
function decimalOf(figures: string, commaIsDecimal: boolean): Figures | undefined {
  const apart = figures.replace(/(?<=\d)[\s'’](?=\d{3}(?!\d))/g, '');
  if (/[\s'’]/.test(apart)) return undefined;
  const commas = apart.split(',').length - 1;
  const points = apart.split('.').length - 1;
  if (commas === 0 && points === 0) return { digits: apart };
  // Both: the last one is the decimal sign, the others keep thousands apart.
  if (commas > 0 && points > 0) {
    const last = apart.lastIndexOf(',') > apart.lastIndexOf('.') ? ',' : '.';
    const [whole = '', decimals = '', more] = apart.split(last);
    if (more !== undefined || !isGrouped(whole, last === ',' ? '.' : ',')) return undefined;
    return { digits: `${whole.replace(/[.,]/g, '')}.${decimals}` };
  }
  const mark = commas > 0 ? ',' : '.';
  if (commas + points > 1) return isGrouped(apart, mark) ? { digits: apart.replaceAll(mark, '') } : undefined;
  const decimal = apart.replace(mark, '.');
  const grouped = /^[1-9]\d{0,2}[.,]\d{3}$/.test(apart) ? apart.replace(mark, '') : undefined;
  if (mark === (commaIsDecimal ? ',' : '.')) return { digits: decimal };
  if (commaIsDecimal) {
    // French writes no points between thousands, but who copies from elsewhere may.
    return grouped === undefined
      ? { digits: decimal }
      : { digits: grouped, other: { digits: decimal, certain: false } };
  }
  return grouped === undefined
    ? { digits: decimal, other: { digits: decimal, certain: true } }
    : { digits: grouped };
}

/** In threes; also in twos before the last three, as in India. */
function isGrouped(whole: string, mark: string): boolean {
  const groups = whole.split(mark);
  const [first = '', ...rest] = groups;
  if (rest.length === 0) return /^\d*$/.test(first);
  return (
    /^\d{1,3}$/.test(first) &&
    rest.every(
      (group, at) =>
        /^\d+$/.test(group) && (group.length === 3 || (group.length === 2 && at < rest.length - 1)),
    )
  );
}

/** Without an exponent. */
function plain(value: number): string {
  const text = String(value);
  const parts = /^(-?)(\d)(?:\.(\d+))?e([-+]\d+)$/.exec(text);
  if (!parts) return text;
  const [, sign, first = '', rest = '', exponent] = parts;
  const digits = first + rest;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return point >= digits.length
    ? sign + digits.padEnd(point, '0')
    : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
