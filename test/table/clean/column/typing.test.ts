import { describe, expect, it } from 'vitest';
import type { ColumnOptions } from '../../../../src/table/clean/column/options.ts';
import { clean } from '../cleaning.ts';

/** What becomes of values under the options of their column, and why the others are rejected. */
async function read(options: ColumnOptions, values: (string | null)[]) {
  const { columns, rejects } = await clean({ a: values }, { columns: { a: options }, onError: 'reject' });
  return [columns['a'], rejects.map(([, , , value, rule, reason]) => `${value} ${reason} (${rule})`)];
}

describe('the type of a column', () => {
  it.each([
    [
      { type: 'integer' },
      ['1', '-2', '+3', '007', ' 4 ', '−5', null, '9223372036854775807'],
      ['1', '-2', '3', '7', '4', '-5', null, '9223372036854775807'],
    ],
    [{ type: 'integer', format: '1,234' }, ['1,234', '12'], ['1234', '12']],
    [
      { type: 'decimal' },
      ['1.50', '.5', '-0.0', '1e3', '12345678901234.56', '3.14159265358979323846', '007.10'],
      ['1.50', '.5', '0.0', '1e3', '12345678901234.56', '3.14159265358979323846', '7.10'],
    ],
    [{ type: 'decimal', format: '1.234,56' }, ['1.234,50', '-1,5'], ['1234.50', '-1.5']],
    [{ type: 'boolean' }, ['true', 'FALSE', ' True'], ['true', 'false', 'true']],
    [{ type: 'boolean', format: 'ja/nein' }, ['Ja', 'nein', null], ['true', 'false', null]],
    [{ type: 'date' }, ['2026-11-21', ' 2026-01-02 '], ['2026-11-21', '2026-01-02']],
    [
      { type: 'date', format: ['D.M.YYYY', 'M/D/YYYY'] },
      ['1.2.2026', '1/2/2026'],
      ['2026-02-01', '2026-01-02'],
    ],
    [
      { type: 'timestamp' },
      ['2026-11-21', '2026-11-21T10:00', '2026-11-21 10:00:01.250'],
      ['2026-11-21 00:00:00', '2026-11-21 10:00:00', '2026-11-21 10:00:01.25'],
    ],
    [{ type: 'timestamp', format: 'D.M.YYYY HH:mm' }, ['1.2.2026 23:59'], ['2026-02-01 23:59:00']],
    [{ type: 'text' }, ['007', 'true', ' x ', '1.10'], ['007', 'true', ' x ', '1.10']],
  ] satisfies [ColumnOptions, (string | null)[], (string | null)[]][])(
    '%j reads %j',
    async (options, before, after) => {
      expect(await read(options, before)).toEqual([after, []]);
    },
  );

  it.each([
    [{ type: 'integer' }, '1.5', 'is no integer'],
    [{ type: 'integer' }, '', 'is no integer'],
    [{ type: 'integer' }, '9223372036854775808', 'has more digits than an integer can hold'],
    [{ type: 'integer', format: '1 234' }, '1,234', 'is no integer as in 1 234'],
    [{ type: 'decimal' }, '1,5', 'is no decimal'],
    [{ type: 'decimal' }, 'NaN', 'is no decimal'],
    [{ type: 'decimal' }, '1e999', 'has more digits than a decimal can hold'],
    [{ type: 'decimal' }, '1234567890123456.78', 'has more digits than a decimal can hold'],
    [{ type: 'boolean' }, 'yes', 'is no boolean'],
    [{ type: 'boolean', format: 'yes/no' }, 'true', 'is no boolean as in yes/no'],
    [{ type: 'date' }, '2026-02-30', 'is no date'],
    [{ type: 'date' }, '2026-02-03 10:00', 'is no date'],
    [
      { type: 'date', format: ['D.M.YYYY', 'M/D/YYYY'] },
      '32.1.2026',
      'is no date as in D.M.YYYY or M/D/YYYY',
    ],
    [{ type: 'timestamp' }, '2026-02-03 24:00', 'is no timestamp'],
  ] satisfies [ColumnOptions, string, string][])('%j rejects %j', async (options, value, reason) => {
    expect(await read(options, [value])).toEqual([[], [`${value} ${reason} (type)`]]);
  });

  it('goes with the column, beside its title and unit', async () => {
    const { raw, changes } = await clean(
      { w: ['007'], id: ['007'] },
      { columns: { w: { type: 'integer', title: 'Weight', unit: 'kg' }, id: { title: 'Number' } } },
    );
    expect(raw).toEqual([
      { name: 'w', kind: 'number', made: true, type: 'integer', title: 'Weight', unit: 'kg' },
      { name: 'id', kind: 'any', title: 'Number' },
    ]);
    expect(changes).toEqual(['2 w: 007 > 7 (type)']);
  });

  it('has no say where the file knows numbers and booleans itself', async () => {
    const { columns } = await clean(
      { n: ['1.234'], b: ['true'] },
      {
        columns: {
          n: { type: 'decimal', format: '1.234,56' },
          b: { type: 'boolean', format: 'yes/no' },
        },
      },
      { n: 'number', b: 'boolean' },
    );
    expect(columns).toEqual({ n: ['1.234'], b: ['true'] });
  });
});
