import { describe, expect, it } from 'vitest';
import type { ColumnOptions } from '../../../../src/table/clean/column/options.ts';
import { clean } from '../cleaning.ts';

describe('what is demanded of values', () => {
  it.each([
    [{ required: true }, ['x', null, ''], [null], 'has no value', 'required'],
    [{ type: 'integer', min: -1 }, ['-2', '-1', '0', null], ['-2'], 'is less than -1', 'min'],
    [
      { type: 'integer', max: 9007199254740992 },
      ['9007199254740993', '9007199254740992'],
      ['9007199254740993'],
      'is more than 9007199254740992',
      'max',
    ],
    [{ type: 'integer', max: -1e300 }, ['1'], ['1'], 'is more than -1e+300', 'max'],
    [{ type: 'decimal', max: 1.5 }, ['1.50', '1.51', '-9'], ['1.51'], 'is more than 1.5', 'max'],
    [{ type: 'integer', min: 1.5 }, ['1', '2'], ['1'], 'is less than 1.5', 'min'],
    [
      { type: 'date', min: '2026-01-01' },
      ['2025-12-31', '2026-01-01'],
      ['2025-12-31'],
      'is less than 2026-01-01',
      'min',
    ],
    [
      { type: 'timestamp', max: '2026-01-01 12:00' },
      ['2026-01-01 12:00:00', '2026-01-01 12:00:01'],
      ['2026-01-01 12:00:01'],
      'is more than 2026-01-01 12:00',
      'max',
    ],
    [
      { pattern: '[A-Z]{2}-\\d+' },
      ['AB-1', 'xAB-1', 'AB-', null],
      ['xAB-1', 'AB-'],
      'does not match [A-Z]{2}-\\d+',
      'pattern',
    ],
    [
      { values: ['red', "it's"] },
      ['red', 'Red', "it's", null],
      ['Red'],
      'is none of "red", "it\'s"',
      'values',
    ],
    [{ type: 'decimal', values: [1, 2.5] }, ['1.0', '2.50', '3'], ['3'], 'is none of 1, 2.5', 'values'],
    [{ values: [1, 2, 3, 4, 5, 6, 7] }, ['7', '8'], ['8'], 'is none of 1, 2, 3, 4, 5 and 2 more', 'values'],
    [{ type: 'boolean', values: [true] }, ['TRUE', 'false'], ['false'], 'is none of true', 'values'],
    [
      { type: 'date', values: ['2026-01-01'] },
      ['2026-01-01', '2026-01-02'],
      ['2026-01-02'],
      'is none of "2026-01-01"',
      'values',
    ],
    [{ unique: true }, ['a', 'b', 'a', null, null, 'A', 'a'], ['a', 'a'], 'has occurred before', 'unique'],
    [{ type: 'decimal', unique: true }, ['1.0', '1.00', '2'], ['1.00'], 'has occurred before', 'unique'],
  ] satisfies [ColumnOptions, (string | null)[], (string | null)[], string, string][])(
    '%j of %j',
    async (options, values, broken, reason, rule) => {
      const { columns, rejects, summary } = await clean(
        { a: values },
        { columns: { a: options }, onError: 'reject' },
      );
      expect(rejects.map((row) => row.slice(2))).toEqual(broken.map((value) => ['a', value, rule, reason]));
      expect(columns['a']).toHaveLength(values.length - broken.length);
      expect(summary).toMatchObject({ rejected: broken.length, broken: [{ rule, values: broken.length }] });
    },
  );

  it('lists each rule that a row breaks, and counts the row once', async () => {
    const { rejects, summary } = await clean(
      { a: ['100', '5'], b: ['x', 'y'] },
      { columns: { a: { type: 'integer', max: 10, pattern: '.' }, b: { values: ['y'] } }, onError: 'reject' },
    );
    expect(rejects).toEqual([
      ['t.csv', 2n, 'a', '100', 'max', 'is more than 10'],
      ['t.csv', 2n, 'a', '100', 'pattern', 'does not match .'],
      ['t.csv', 2n, 'b', 'x', 'values', 'is none of "y"'],
    ]);
    expect(summary).toMatchObject({ read: 2, kept: 1, rejected: 1 });
  });

  it('is what becomes null where that is asked for, once a value, unless the value is required', async () => {
    const { columns, changes, rejects, summary } = await clean(
      { a: ['100', 'x', '3'], b: ['1', 'y', 'z'] },
      {
        columns: { a: { type: 'integer', max: 10, pattern: '.' }, b: { type: 'integer', required: true } },
        onError: 'null',
      },
    );
    expect(columns).toEqual({ a: [null], b: ['1'] });
    expect(changes).toEqual(['2 a: 100 > null (max)', '3 a: x > null (type)']);
    expect(rejects.map((row) => row.slice(1))).toEqual([
      [3n, 'b', 'y', 'type', 'is no integer'],
      [4n, 'b', 'z', 'type', 'is no integer'],
    ]);
    expect(summary).toMatchObject({ read: 3, kept: 1, rejected: 2 });
  });

  it('names a computed column in the reason, since it is none of the file', async () => {
    const { rejects } = await clean(
      { a: ['1', '2'] },
      {
        columns: { twice: { type: 'integer', max: 3 } },
        clean: [{ compute: { column: 'twice', value: 'a * 2' } }],
        onError: 'reject',
      },
    );
    expect(rejects).toEqual([['t.csv', 3n, null, '4', 'max', '"twice" is more than 3']]);
  });
});
