import { describe, expect, it } from 'vitest';
import { clean, problem } from '../cleaning.ts';

const sales = {
  price: ['1.10', '2.20', null],
  count: ['3', '0', '5'],
  day: ['2026-11-21', '2026-12-24', '2026-01-01'],
};

describe('compute', () => {
  it('makes a column at the end of the table', async () => {
    const { columns, raw, summary } = await clean(sales, {
      clean: [{ compute: { column: 'total', value: 'price * count' } }],
    });
    expect(columns).toEqual({ ...sales, total: ['3.3', '0', null] });
    expect(raw.at(-1)).toEqual({ name: 'total', kind: 'number', made: true });
    expect(summary).toMatchObject({ kept: 3, changed: [], changes: [] });
  });

  it('makes a column anew, and lists what changes', async () => {
    const { columns, changes } = await clean(sales, {
      clean: [{ compute: { column: 'count', value: 'if(count = 0, null, count)' } }],
    });
    expect(columns['count']).toEqual(['3', null, '5']);
    expect(changes).toEqual(['3 count: 0 > null (compute)']);
  });

  it('uses columns that were computed before, and the types that the spec gives', async () => {
    const { columns } = await clean(
      { n: ['1 000,5'], d: ['1.2.2026'] },
      {
        columns: { n: { type: 'decimal', format: '1 234,56' }, d: { type: 'date', format: 'D.M.YYYY' } },
        clean: [
          { compute: { column: 'twice', value: 'n * 2' } },
          { compute: { column: 'text', value: `twice & ' in ' & year(d)` } },
        ],
      },
    );
    expect(columns).toEqual({ n: ['1000.5'], d: ['2026-02-01'], twice: ['2001'], text: ['2001 in 2026'] });
  });

  it('keeps integers exact, past 2^63 too', async () => {
    const { columns } = await clean(
      { a: ['9007199254740993', '9223372036854775807'] },
      { clean: [{ compute: { column: 'b', value: 'a * 2 + 1' } }] },
    );
    expect(columns['b']).toEqual(['18014398509481987', '18446744073709551615']);
  });
});

describe('validate', () => {
  it('rejects the rows for which an expression is false, with what it looked at', async () => {
    const { lines, rejects, summary } = await clean(sales, {
      clean: [
        { validate: { that: 'count > 0' } },
        { validate: { that: `price > 2 or day > '2026-11-30'`, message: 'is cheap' } },
      ],
      onError: 'reject',
    });
    expect(lines).toEqual([4]);
    expect(rejects).toEqual([
      ['t.csv', 2n, null, 'price: 1.10, day: 2026-11-21', 'validate 2', 'is cheap'],
      ['t.csv', 3n, 'count', '0', 'validate 1', 'is not count > 0'],
    ]);
    expect(summary).toMatchObject({ read: 3, kept: 1, rejected: 2 });
  });

  it('rejects rows also where values that break rules become null', async () => {
    const { lines } = await clean(sales, { clean: [{ validate: { that: 'count > 0' } }], onError: 'null' });
    expect(lines).toEqual([2, 4]);
  });
});

describe('a fault that the columns show', () => {
  it.each([
    [
      'compute',
      { compute: { column: 'x', value: 'price + place' } },
      '/tables/t/clean/0/compute/value',
      'The expression price + place has a fault at its character 9: There is no column "place". Did you mean "price"?',
    ],
    [
      'compute',
      { compute: { column: 'x', value: `day + 1` } },
      '/tables/t/clean/0/compute/value',
      'The expression day + 1 has a fault at its character 5: "+" takes numbers, and this is a date.',
    ],
    [
      'validate',
      { validate: { that: 'count' } },
      '/tables/t/clean/0/validate/that',
      'The expression count has a fault at its character 1: It is to be true or false, and is of type integer.',
    ],
    [
      'keep',
      { keep: { rows: `day >= '1.1.2026'` } },
      '/tables/t/clean/0/keep/rows',
      `The expression day >= '1.1.2026' has a fault at its character 5: '1.1.2026' is no date: write it as '2026-11-21'.`,
    ],
  ] as const)('of %s is told with its place', async (_, rule, pointer, message) => {
    expect(await problem(sales, { clean: [rule] })).toBe(`(${pointer}): ${message}`);
  });
});
