import type { ColumnType } from '../../summary.ts';
import { encodeText } from '../xml/tokens.ts';

/** What a cell was: its stored type, whether it has a value, and what its number format is for. */
export interface CellBefore {
  /** The `t` attribute; without one a cell is a number. */
  type: string | undefined;
  filled: boolean;
  format: 'date' | 'text' | 'other';
}

/** What is written into a cell: its type, its content, and a number format if it needs another one. */
export interface CellContent {
  type?: 'b' | 'inlineStr';
  /** XML inside of the cell; `v` and `is` get the prefix of the sheet. */
  content: { tag: 'v' | 'is'; xml: string } | undefined;
  format?: 'general' | 'date' | 'timestamp';
}

/**
 * A value as a cell holds it. It gets the type of its column where that can hold it without loss: a
 * number has at most 15 digits, a date is none before March 1900 (or 1904); it is a text otherwise.
 * Without a type of the column it stays what the cell was: a number, a date, a boolean, or a text.
 */
export function cellContent(
  value: string | null,
  type: ColumnType | undefined,
  before: CellBefore,
  date1904: boolean,
): CellContent {
  if (value === null) return { content: undefined };
  const wanted = type ?? typeBefore(before);
  if (wanted === 'boolean' && /^(true|false)$/i.test(value)) {
    return { type: 'b', content: { tag: 'v', xml: value.toLowerCase() === 'true' ? '1' : '0' } };
  }
  if ((wanted === 'integer' || wanted === 'decimal') && isExactNumber(value)) {
    const number = { content: { tag: 'v' as const, xml: String(Number(value)) } };
    return before.format === 'other' ? number : { ...number, format: 'general' };
  }
  if (wanted === 'date' || wanted === 'timestamp') {
    const serial = dateSerial(value, date1904);
    if (serial !== undefined) {
      const date = { content: { tag: 'v' as const, xml: String(serial) } };
      return before.format === 'date' ? date : { ...date, format: wanted };
    }
  }
  return { type: 'inlineStr', content: { tag: 'is', xml: encodeText(value) } };
}

function typeBefore({ type, filled, format }: CellBefore): ColumnType {
  if (!filled) return 'text';
  if (type === 'b') return 'boolean';
  if (type !== undefined && type !== 'n') return 'text';
  return format === 'date' ? 'timestamp' : 'decimal';
}

/** Whether a spreadsheet holds and shows all digits of a number: 15 of them, or it is a double as written. */
function isExactNumber(text: string): boolean {
  const match = /^-?(\d*)(?:\.(\d+))?(?:[eE][-+]?\d+)?$/.exec(text);
  if (!match || !/\d/.test(text) || !Number.isFinite(Number(text))) return false;
  const [, whole = '', decimals = ''] = match;
  if (/^0\d/.test(whole)) return false;
  const digits = (whole + decimals).replace(/^0+/, '');
  return digits.length <= 15 || (decimals !== '' && String(Number(text)) === text);
}

/** The number that stands for a date, or a date and time: days since the end of 1899, or since 1904. */
function dateSerial(text: string, date1904: boolean): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d(?:\.\d{1,3})?))?)?$/.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour = 0, minute = 0, second = 0] = match.map((part) => part && Number(part));
  if (typeof year !== 'number' || typeof month !== 'number' || typeof day !== 'number') return undefined;
  const time = new Date(0).setUTCFullYear(year, month - 1, day);
  if (new Date(time).toISOString().slice(0, 10) !== text.slice(0, 10)) return undefined;
  const days = (time - (date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30))) / 86_400_000;
  // The 1900 system has a 29 February 1900: the days before it are counted differently by programs.
  if (days < (date1904 ? 0 : 61)) return undefined;
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  return days + seconds / 86_400;
}
