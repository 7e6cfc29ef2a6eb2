import { formatNumber } from '../../base/format.ts';
import type { ColumnSummary, ColumnType } from '../../table/summary.ts';

const nouns: Record<ColumnType, [one: string, many: string]> = {
  integer: ['integer', 'integers'],
  decimal: ['decimal number', 'decimal numbers'],
  boolean: ['boolean', 'booleans'],
  date: ['date', 'dates'],
  timestamp: ['timestamp', 'timestamps'],
  text: ['text', 'texts'],
};

/** Why a column has its type, as a sentence, with the first value that ruled out a narrower one. */
export function whyText({ type, why, count }: Pick<ColumnSummary, 'type' | 'why' | 'count'>): string {
  const { by, ruledOut } = why;
  if (by === 'spec') return 'The spec gives it this type.';
  if (count === 0) return 'It has no values.';
  if (ruledOut === undefined) {
    if (type === 'boolean' && by === 'values') return 'Every value is true or false.';
    return by === 'file'
      ? `The file itself says so: every value is one of its ${nouns[type][1]}.`
      : `Every value is ${article(nouns[type][0])}.`;
  }
  const { value, row } = ruledOut;
  const shown = `Row ${formatNumber(row)} has "${value}"`;
  const [one, many] = nouns[ruledOut.type];
  // What ruled out the type that held the longest in the first row ruled out all others there, too.
  if (row === 1 && type === 'text' && by === 'values')
    return `${shown}, which is no number, boolean or date.`;
  if (row === 1) return `${shown}, which is no ${one}.`;
  return `${shown}, which is no ${one}; up to there all values are ${many}.`;
}

/** The same in few words, for a place beside the type. */
export function whyShort({ type, why, count }: Pick<ColumnSummary, 'type' | 'why' | 'count'>): string {
  const { by, ruledOut } = why;
  if (by === 'spec') return 'by the spec';
  if (count === 0) return 'no values';
  if (ruledOut) return `not ${ruledOut.type}: "${ruledOut.value}" in row ${formatNumber(ruledOut.row)}`;
  return by === 'file' ? 'by the file' : `all are ${nouns[type][1]}`;
}

function article(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}
