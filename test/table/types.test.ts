import { describe, expect, it } from 'vitest';
import { build, column, type Files } from './tables.ts';

describe('the type of a column', () => {
  it.each([
    ['integer', ['0', '-1', '9007199254740993'], [0, -1, 9007199254740993n]],
    [
      'integer',
      ['9223372036854775807', '-9223372036854775808'],
      [9223372036854775807n, -9223372036854775808n],
    ],
    ['decimal', ['0.1', '-2', '1e3', '.5', '1E-7', '-0'], [0.1, -2, 1000, 0.5, 1e-7, -0]],
    ['decimal', ['1.7976931348623157e308', '0.30000000000000004'], [Number.MAX_VALUE, 0.30000000000000004]],
    ['boolean', ['true', 'FALSE', 'True'], [1, 0, 1]],
    ['date', ['2026-11-21', '2024-02-29', '0001-01-01'], ['2026-11-21', '2024-02-29', '0001-01-01']],
    [
      'timestamp',
      ['2026-11-21 10:00', '2026-11-21T10:00:01', '2026-11-21 23:59:59.123456', '2026-11-22'],
      ['2026-11-21 10:00:00', '2026-11-21 10:00:01', '2026-11-21 23:59:59.123456', '2026-11-22 00:00:00'],
    ],
    ['text', ['', '', '""'], [null, null, null]],
  ])('is %s for %j', async (type, lines, values) => {
    const built = await column(lines);
    expect(built.type).toBe(type);
    expect(built.values.map((value) => (typeof value === 'number' ? value + 0 : value))).toEqual(
      values.map((value) => (typeof value === 'number' ? value + 0 : value)),
    );
  });

  it.each([
    ['a leading zero', ['1', '007']],
    ['a leading zero before decimals', ['1.5', '007.5']],
    ['a plus', ['+49']],
    ['a blank before', [' 5', '6']],
    ['thousands', ['1_000', '2']],
    ['an integer past 2^63', ['1', '9223372036854775808']],
    ['an integer past 2^53 among decimals', ['0.5', '9007199254740993']],
    ['a decimal that no double can hold', ['1e400']],
    ['no number', ['NaN', 'inf', '1']],
    ['hexadecimal digits', ['0x10']],
    ['numbers and booleans', ['1', 'true']],
    ['yes and no', ['yes', 'no']],
    ['a day that there is not', ['2026-02-30']],
    ['another way to write days', ['21.11.2026']],
    ['a year 0', ['0000-01-01']],
    ['the hour 24', ['2026-11-21 24:00']],
    ['nanoseconds', ['2026-11-21 10:00:00.123456789']],
    ['a time zone', ['2026-11-21T10:00:00Z']],
  ])('is text for %s', async (_, lines) => {
    expect(await column(lines)).toEqual({ type: 'text', values: lines });
  });

  it('comes from the whole column', async () => {
    const lines = Array.from({ length: 5000 }, (_, index) => String(index));
    expect((await column(lines)).type).toBe('integer');
    expect((await column([...lines, '0.5'])).type).toBe('decimal');
    expect((await column([...lines, 'x'])).type).toBe('text');
    expect((await column([...lines.map(() => '2026-11-21'), '2026-11-21 10:00'])).type).toBe('timestamp');
  });
});

describe('why a column has its type', () => {
  const why = async (lines: string[], files: Files = { 'c.csv': `${['c', ...lines].join('\n')}\n` }) =>
    (await build(files)).summary.columns[0]?.why;

  it('is the first value that ruled out the narrower type that held the longest', async () => {
    expect(await why(['1', '2', '2.5', '3.5'])).toEqual({
      by: 'values',
      ruledOut: { type: 'integer', value: '2.5', row: 3 },
    });
    expect(await why(['1', '2', 'n/a', '2026-11-21'])).toEqual({
      by: 'values',
      ruledOut: { type: 'integer', value: 'n/a', row: 3 },
    });
    expect(await why(['2026-11-21', '2026-11-21 10:00'])).toEqual({
      by: 'values',
      ruledOut: { type: 'date', value: '2026-11-21 10:00', row: 2 },
    });
    const many = Array.from({ length: 5000 }, (_, index) => String(index));
    expect(await why([...many, 'x', 'y'])).toEqual({
      by: 'values',
      ruledOut: { type: 'integer', value: 'x', row: 5001 },
    });
    expect((await why([...many, '0.5', 'y'.repeat(100)]))?.ruledOut).toEqual({
      type: 'decimal',
      value: 'y'.repeat(80),
      row: 5002,
    });
  });

  it('needs no more words where nothing narrower was ruled out', async () => {
    expect(await why(['1', '2'])).toEqual({ by: 'values' });
    expect(await why(['', '""'])).toEqual({ by: 'values' });
    expect(await why([], { 'c.json': '[{"c": true}]' })).toEqual({ by: 'file' });
    expect(await why([], { 'c.json': '[{"c": "5"}, {"c": "x"}]' })).toEqual({
      by: 'file',
      ruledOut: { type: 'date', value: '5', row: 1 },
    });
  });
});
