import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withQuery } from '../../../../src/parts/address.ts';
import { readColumns, writeColumns } from '../../../../src/parts/dataset/address/columns.ts';
import { readQuery } from '../../../../src/parts/dataset/address/read.ts';
import { formatQuery } from '../../../../src/parts/dataset/address/write.ts';
import { type Condition, operators, type Query } from '../../../../src/parts/dataset/query.ts';
import type { TableSummary } from '../../../../src/table/summary.ts';

const tableOf = (names: string[]): TableSummary => ({
  name: 'sales',
  rows: 0,
  sources: [],
  columns: names.map((name) => ({
    name,
    type: 'text',
    why: { by: 'values' },
    count: 0,
    nulls: 0,
    distinct: 0,
    uniqueShare: null,
    min: null,
    max: null,
    order: 'none',
    top: [],
    modes: [],
    modeCount: 0,
  })),
});

const sales = tableOf(['date', 'price', 'shop', '_limit', 'a', 'a__gt', 'b__lt', '-x']);
const read = (query: string, own: string[] = []) => readQuery(sales, new URLSearchParams(query), own);

describe('an address', () => {
  it('asks for nothing, or for conditions, words and an order', () => {
    expect(read('')).toEqual({ query: { conditions: [], sort: [] }, own: {} });
    expect(
      read('price__gt=5&shop=A+1&shop__isnull=1&_search=blue+pen&_sort=price,-date&_columns=shop', [
        '_columns',
      ]),
    ).toEqual({
      query: {
        conditions: [
          { column: 1, operator: 'gt', values: ['5'] },
          { column: 2, operator: 'exact', values: ['A 1'] },
          { column: 2, operator: 'isnull', values: [] },
        ],
        search: 'blue pen',
        sort: [
          { column: 1, descending: false },
          { column: 0, descending: true },
        ],
      },
      own: { _columns: 'shop' },
    });
  });

  it('takes lists by commas, by repetition and with escapes', () => {
    const values = (query: string) => read(query).query.conditions.map((one) => one.values);
    expect(values('shop__in=a,b')).toEqual([['a', 'b']]);
    expect(values('shop__in=a&shop__in=b,c')).toEqual([['a', 'b', 'c']]);
    expect(values(`shop__in=${encodeURIComponent('a\\,b,C:\\d\\\\,')}`)).toEqual([['a,b', 'C:\\d\\', '']]);
    expect(values('shop__notin=')).toEqual([['']]);
    expect(values('shop__not=a,b&shop__not=c')).toEqual([['a,b'], ['c']]);
  });

  it('reaches columns whose names look like something else', () => {
    const first = (query: string) => read(query, ['_limit']).query.conditions[0];
    expect(first('_limit__exact=5')).toEqual({ column: 3, operator: 'exact', values: ['5'] });
    expect(first('a__gt=5')).toEqual({ column: 4, operator: 'gt', values: ['5'] });
    expect(first('a__gt__exact=5')).toEqual({ column: 5, operator: 'exact', values: ['5'] });
    expect(first('b__lt=5')).toEqual({ column: 6, operator: 'exact', values: ['5'] });
    expect(read('_sort=\\-x,a').query.sort).toEqual([
      { column: 7, descending: false },
      { column: 4, descending: false },
    ]);
    expect(read('_sort=--x').query.sort).toEqual([{ column: 7, descending: true }]);
  });

  it('looks for nothing where no words are given', () => {
    expect(read('_search=+&_sort=').query).toEqual({ conditions: [], sort: [] });
  });

  it.each([
    ['prise=5', 'The table "sales" has no column "prise". Did you mean "price"?'],
    ['prise__gt=5', 'The table "sales" has no column "prise". Did you mean "price"?'],
    ['_sort=-dat', 'The table "sales" has no column "dat". Did you mean "date"?'],
    ['price__gtt=5', 'There is no operator "gtt". Did you mean "gt"?'],
    ['_serach=x', 'There is no parameter "_serach" here. Did you mean "_search"?'],
    ['_limit=5', 'The column "_limit" is asked for as "_limit__exact": what begins with _ is reserved.'],
    ['price__isnull=0', '"price__isnull" takes no value but 1, not "0".'],
  ])('refuses %s', (query, message) => {
    expect(() => read(query)).toThrow(expect.objectContaining({ status: 400, message }));
  });
});

const name = fc.oneof(
  fc.string({ minLength: 1, maxLength: 8 }),
  fc.string({
    minLength: 1,
    maxLength: 12,
    unit: fc.constantFrom('_', '__', 'a', ',', '\\', '-', '&', '=', '+', 'gt', 'in', 'exact'),
  }),
  fc.constantFrom('_search', '_sort', '_limit', 'a', 'a__gt', 'a__gt__exact', '__gt', '__proto__'),
);
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom('\\', ',', 'a', ' ', '+', '%', '"', 'é', '😀') }),
);

const asked = fc
  .uniqueArray(name, { minLength: 1, maxLength: 6 })
  .map(tableOf)
  .chain((table) => {
    const column = fc.nat(table.columns.length - 1);
    const condition = fc
      .record({ column, operator: fc.constantFrom(...operators) })
      .chain(({ column, operator }) => {
        const many = operator === 'in' || operator === 'notin';
        const none = operator === 'isnull' || operator === 'notnull' || operator === 'isblank';
        return fc
          .array(text, { minLength: none ? 0 : 1, maxLength: none ? 0 : many ? 4 : 1 })
          .map((values): Condition => ({ column, operator, values }));
      });
    const query = fc.record(
      {
        conditions: fc.uniqueArray(condition, {
          // Lists of one column and operator are one list.
          selector: ({ column, operator, values }) =>
            `${column} ${operator} ${/in$/.test(operator) ? '' : values}`,
        }),
        search: text.filter((words) => words.trim() !== ''),
        sort: fc.uniqueArray(fc.record({ column, descending: fc.boolean() }), {
          selector: (one) => one.column,
        }),
      },
      { requiredKeys: ['conditions', 'sort'] },
    );
    return fc.record({ table: fc.constant(table), query, columns: fc.uniqueArray(column, { minLength: 1 }) });
  });

it('any query of any table comes out of its address as it went in', () => {
  fc.assert(
    fc.property(asked, ({ table, query, columns }) => {
      const own = { _columns: writeColumns(table, columns), _limit: '20' };
      const address = new URL(withQuery('http://localhost/', formatQuery(table, query as Query, own)));
      const back = readQuery(table, address.searchParams, ['_columns', '_limit']);
      expect(back).toEqual({ query, own });
      expect(readColumns(table, back.own._columns ?? '')).toEqual(columns);
      // The canonical address is its own canonical address.
      expect(formatQuery(table, back.query, back.own)).toBe(address.search.slice(1));
    }),
    { numRuns: 1000 },
  );
});

it('is short and can be read', () => {
  const { query } = read('price__gt=5&shop__in=A+1,B&_sort=-date&_search=red+pen');
  expect(formatQuery(sales, query)).toBe('price__gt=5&shop__in=A+1,B&_search=red+pen&_sort=-date');
  expect(withQuery('/dataset/sales', formatQuery(sales, { conditions: [], sort: [] }))).toBe(
    '/dataset/sales',
  );
});
