import { expect, it } from 'vitest';
import { type CellBefore, cellContent } from '../../../../src/table/correct/sheet/value.ts';
import type { ColumnType } from '../../../../src/table/summary.ts';

const number: CellBefore = { type: undefined, filled: true, format: 'other' };
const date: CellBefore = { ...number, format: 'date' };
const text: CellBefore = { type: 's', filled: true, format: 'other' };

/** What is written, in short: `type tag content format`. */
function written(
  value: string | null,
  type: ColumnType | undefined,
  before = text,
  date1904 = false,
): string {
  const cell = cellContent(value, type, before, date1904);
  return [cell.type, cell.content?.tag, cell.content?.xml, cell.format].filter(Boolean).join(' ');
}

it.each<[string | null, ColumnType | undefined, CellBefore, string]>([
  [null, 'integer', number, ''],
  ['12', 'integer', number, 'v 12'],
  ['12.50', 'decimal', text, 'v 12.5'],
  ['12', 'integer', date, 'v 12 general'],
  ['12', 'integer', { ...text, format: 'text' }, 'v 12 general'],
  ['007', 'integer', text, 'inlineStr is 007'],
  ['12345678901234567', 'integer', text, 'inlineStr is 12345678901234567'],
  ['true', 'boolean', text, 'b v 1'],
  ['FALSE', 'boolean', text, 'b v 0'],
  ['maybe', 'boolean', text, 'inlineStr is maybe'],
  ['2024-12-31', 'date', text, 'v 45657 date'],
  ['2024-12-31', 'date', date, 'v 45657'],
  ['2024-12-31T12:00', 'timestamp', text, 'v 45657.5 timestamp'],
  ['2024-02-30', 'date', text, 'inlineStr is 2024-02-30'],
  ['1900-01-01', 'date', text, 'inlineStr is 1900-01-01'],
  ['a < b', 'text', number, 'inlineStr is a &lt; b'],
  ['5', undefined, number, 'v 5'],
  ['5', undefined, text, 'inlineStr is 5'],
  ['2024-12-31', undefined, date, 'v 45657'],
  ['5', undefined, { ...number, filled: false }, 'inlineStr is 5'],
  ['true', undefined, { ...number, type: 'b' }, 'b v 1'],
])('%s in a column of type %s', (value, type, before, expected) => {
  expect(written(value, type, before)).toBe(expected);
});

it('counts days from 1904 where the workbook does', () => {
  expect(written('1904-01-02', 'date', text, true)).toBe('v 1 date');
});
