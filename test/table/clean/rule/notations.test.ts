import { describe, expect, it } from 'vitest';
import { clean, values } from '../cleaning.ts';

describe('numbers', () => {
  it.each([
    [
      '1 234,56',
      ['1 234,56', '12\u202f345\u00a0678', '-0,5', '+7', '1234,5'],
      ['1234.56', '12345678', '-0.5', '7', '1234.5'],
    ],
    ['1.234,56', ['1.234,56', '1.234', '−3,10', '0,00'], ['1234.56', '1234', '-3.10', '0.00']],
    ['1,234.56', ['1,234,567.5', '0012', '-0'], ['1234567.5', '12', '0']],
    ["1'234.56", ["1'234.56", '1’234'], ['1234.56', '1234']],
    ['1234,56', ['1,5', ' 2 '], ['1.5', '2']],
    ['1.234', ['1.234', '999'], ['1234', '999']],
  ])('reads %s', async (format, before, after) => {
    expect(await values(before, { numbers: { format, columns: ['a'] } })).toEqual(after);
  });

  it.each([
    ['1 234,56', ['1 23', '1.5', '12 34,5', '1e5', 'x', '1,', ',5', '١٢', '- 5']],
    ['1,234.56', ['1,23', '1,234,56', '1 234', '£5', '.']],
    ['1.234', ['1.2', '1,5', '1234.567']],
  ])('with %s rejects what is written in another way', async (format, before) => {
    const { rejects, summary } = await clean(
      { a: before },
      { clean: [{ numbers: { format, columns: ['a'] } }], onError: 'reject' },
    );
    expect(rejects).toEqual(
      before.map((value, index) => [
        't.csv',
        BigInt(index + 2),
        'a',
        value,
        'numbers',
        `is no number as in ${format}`,
      ]),
    );
    expect(summary).toMatchObject({ read: before.length, kept: 0, rejected: before.length, changed: [] });
  });

  it('keeps every digit of integers past 2^53 and of large amounts', async () => {
    expect(
      await values(['9.007.199.254.740.993', '1.234.567.890.123.456,78'], {
        numbers: { format: '1.234,56', columns: ['a'] },
      }),
    ).toEqual(['9007199254740993', '1234567890123456.78']);
  });

  it('leaves numbers of the file itself alone', async () => {
    const { columns } = await clean(
      { a: ['1.234', null] },
      { clean: [{ numbers: { format: '1.234,56', columns: ['a'] } }] },
      { a: 'number' },
    );
    expect(columns).toEqual({ a: ['1.234', null] });
  });
});

describe('dates', () => {
  it.each([
    ['DD.MM.YYYY', ['21.11.2026', '2026-11-20'], ['2026-11-21', '2026-11-20']],
    ['D.M.YY', ['1.2.68', '01.02.69', '9.12.05'], ['2068-02-01', '1969-02-01', '2005-12-09']],
    [
      'M/D/YYYY HH:mm',
      ['2/1/2026 09:05', '2026-02-03 10:00:00.5'],
      ['2026-02-01 09:05:00', '2026-02-03 10:00:00.5'],
    ],
    ['D MMM YYYY', ['1 Feb 2026', '2 feb 2026'], ['2026-02-01', '2026-02-02']],
    ['MMMM D, YYYY', ['February 29, 2024'], ['2024-02-29']],
    ['YYYY-MM-DDTHH:mm:ss', ['2026-02-01T23:59:59'], ['2026-02-01 23:59:59']],
    [
      'DD/MM/YYYY h:mm A',
      ['01/02/2026 12:05 am', '01/02/2026 1:05 PM'],
      ['2026-02-01 00:05:00', '2026-02-01 13:05:00'],
    ],
  ])('reads %s', async (format, before, after) => {
    expect(await values(before, { dates: { format, columns: ['a'] } })).toEqual(after);
  });

  it('takes the first of several formats that fits', async () => {
    expect(
      await values(['1/2/2026', '13/2/2026', '2026.3.4'], {
        dates: { format: ['M/D/YYYY', 'D/M/YYYY', 'YYYY.M.D'], columns: ['a'] },
      }),
    ).toEqual(['2026-01-02', '2026-02-13', '2026-03-04']);
  });

  it('rejects days that there are not, and digits too many or too few', async () => {
    const before = [
      '31.02.2026',
      '29.02.2025',
      '1.2.2026',
      '01.02.26',
      '01.02.0000',
      '01.02.2026 10:00',
      'soon',
    ];
    const { rejects } = await clean(
      { a: before },
      { clean: [{ dates: { format: 'DD.MM.YYYY', columns: ['a'] } }], onError: 'reject' },
    );
    expect(rejects.map(([, , , value, , reason]) => `${value} ${reason}`)).toEqual(
      before.map((value) => `${value} is no date as in DD.MM.YYYY`),
    );
  });
});
