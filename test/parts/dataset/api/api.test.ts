import type { Hono } from 'hono';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createServer } from '../../../../src/app/server/server.tsx';
import type { TableSummary } from '../../../../src/table/summary.ts';
import { packTables, salesCsv } from '../../../support/dataset-app.ts';
import { openSample } from '../../../support/open-app.ts';
import { tempFolder } from '../../../support/temp.ts';

const folder = tempFolder();
const odd = encodeURIComponent('odd "; DROP --/ü');
let server: Hono;
let sales: TableSummary;

beforeAll(async () => {
  vi.stubEnv('HOLDALL_CACHE', `${folder}/cache`);
  const { file, tables } = await packTables(folder, {
    sales: salesCsv(),
    'odd "; DROP --/ü': 'rowid,1,"a/b"\n9007199254740993,x,1\n5,"",2\n',
    empty: 'a\n',
  });
  sales = tables[0] as TableSummary;
  server = createServer(openSample(file));
  return () => vi.unstubAllEnvs();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  server.request(path.startsWith('/') ? path : `/api/tables/sales/${path}`, { headers });
// biome-ignore lint/suspicious/noExplicitAny: answers are looked into by the expectations
const json = async (path: string): Promise<any> => {
  const response = await get(path);
  const body = await response.json();
  expect([path, response.status, body.detail]).toEqual([path, 200, undefined]);
  return body;
};
const problem = async (path: string) => {
  const response = await get(path);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const { status, detail } = await response.json();
  return [status, detail];
};

describe('tables', () => {
  it('are listed, and one is told of in full', async () => {
    const { tables } = await json('/api/tables');
    expect(tables.map(({ name }: { name: string }) => name)).toEqual(['sales', 'odd "; DROP --/ü', 'empty']);
    expect(tables[0].columns[2]).toEqual({ name: 'price', type: 'decimal' });
    expect(tables[0].rows).toBe(240);
    expect(await json('/api/tables/sales')).toEqual(sales);
  });

  it('are found by the nearest name', async () => {
    for (const rest of ['', '/rows', '/rows/1', '/columns/a', '/facets?_facets=a'])
      expect(await problem(`/api/tables/slaes${rest}`)).toEqual([
        404,
        'There is no table "slaes". Did you mean "sales"?',
      ]);
  });
});

describe('rows', () => {
  it('come typed and in their order, a part at a time', async () => {
    const first = await json('rows?_limit=2');
    expect(first).toMatchObject({ table: 'sales', total: 240, offset: 0, limit: 2, numbers: [0, 1] });
    expect(first.rows[1]).toEqual({
      id: 1,
      shop: 'South',
      price: 9.25,
      paid: false,
      day: '2026-02-02',
      at: '2026-02-02 10:00:01',
      serial: 1,
      _note: 'note 1',
      price__gt: 'x1',
      p: 1,
    });
    expect(first.rows[0]).toMatchObject({ shop: null, price: null, serial: '9007199254740993' });
    expect((await json('rows')).rows).toHaveLength(100);
    expect((await json('rows?_offset=230')).rows).toHaveLength(10);
    expect(await json('rows?_offset=240')).toMatchObject({ rows: [], next: null });
    expect(await json('/api/tables/empty/rows')).toMatchObject({ rows: [], total: 0, next: null });
  });

  it('are filtered, sorted, and have the columns that are asked for', async () => {
    const found = await json('rows?shop=North&price__gte=20&_sort=-price,id&_columns=price,id&_shape=arrays');
    expect(found.columns).toEqual(['price', 'id']);
    expect(found.total).toBe(found.rows.length);
    expect(found.rows).toEqual(
      found.rows.toSorted(
        (a: number[], b: number[]) => Number(b[0]) - Number(a[0]) || Number(a[1]) - Number(b[1]),
      ),
    );
    expect(found.rows.length).toBeGreaterThan(2);
    expect(found.numbers).toEqual(found.rows.map(([, id]: number[]) => id));
    expect((await json('rows?_note__exact=note+1&_columns=_note')).rows[0]).toEqual({ _note: 'note 1' });
    expect((await json('rows?price__gt__exact=x1')).total).toBe(120);
    expect((await json('rows?day__date=2026-03')).total).toBe(20);
    expect((await json(`rows?shop__in=${encodeURIComponent('a\\,b,North')}`)).total).toBe(
      (await json('rows?shop=North')).total + (await json(`rows?shop=${encodeURIComponent('a,b')}`)).total,
    );
    expect((await json('rows?_search=zoë')).total).toBe(
      (await json(`rows?shop=${encodeURIComponent('Café "Zoë"')}`)).total,
    );
  });

  it('are walked by the cursor, each once', async () => {
    const seen: number[] = [];
    let address: string | undefined = '/api/tables/sales/rows?paid=true&_sort=-price&_limit=50&_columns=id';
    while (address !== undefined) {
      const response = await get(address);
      const { numbers, next, total } = await response.json();
      expect(total).toBe(120);
      seen.push(...numbers);
      const link: string | undefined = /^<(.+)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1];
      if (link) expect(new URL(link, 'http://localhost').searchParams.get('_cursor')).toBe(next);
      else expect(next).toBe(null);
      address = link;
    }
    expect(new Set(seen).size).toBe(120);
  });

  it('refuse a cursor of something else', async () => {
    const { next } = await json('rows?paid=true&_limit=5');
    expect(await problem(`rows?paid=false&_cursor=${next}`)).toEqual([
      400,
      'This cursor is of another query; go on with the same conditions and order.',
    ]);
    expect(await problem('rows?_cursor=x')).toEqual([
      400,
      '"x" is no cursor; take it as it is from "next" of an answer.',
    ]);
    expect((await problem(`rows?paid=true&_cursor=${next}&_offset=1`))[0]).toBe(400);
  });

  it('come one by one', async () => {
    expect(await json('rows/3')).toMatchObject({ table: 'sales', number: 3, row: { id: 3 } });
    expect((await json(`/api/tables/${odd}/rows/0`)).row).toEqual({
      rowid: '9007199254740993',
      1: 'x',
      'a/b': 1,
    });
    expect(await problem('rows/240')).toEqual([404, 'There is no row 240; they go from 0 to 239.']);
    expect(await problem('rows/-1')).toEqual([404, 'There is no row -1; they go from 0 to 239.']);
    expect(await problem('rows/x')).toEqual([400, 'A row has a whole number from 0 on, not "x".']);
    expect(await problem('rows/1.5')).toEqual([400, 'A row has a whole number from 0 on, not "1.5".']);
    expect(await problem('/api/tables/empty/rows/0')).toEqual([
      404,
      'There is no row 0; this table has none.',
    ]);
  });

  it('come at random, by a seed the same ones', async () => {
    const ids = async (query: string) =>
      (await json(`rows/random?${query}`)).rows.map(({ id }: { id: number }) => id);
    const some = await ids('seed=7&n=20');
    expect(new Set(some).size).toBe(20);
    expect(await ids('seed=7&n=20')).toEqual(some);
    expect(await ids('seed=8&n=20')).not.toEqual(some);
    expect((await ids('seed=7&n=1000')).toSorted((a: number, b: number) => a - b)).toEqual(
      Array.from({ length: 240 }, (_, n) => n),
    );
    for (const id of await ids('n=50&paid=true')) expect(id % 2).toBe(0);
    expect((await get('rows/random')).headers.get('cache-control')).toBe('no-store');
    expect((await get('rows/random?seed=1')).headers.get('cache-control')).not.toBe('no-store');
    expect(await json('/api/tables/empty/rows/random')).toMatchObject({ rows: [], seed: null });
  });

  it.each([
    ['_offset=-1', '"_offset" is a whole number from 0 on, not "-1".'],
    ['_offset=1e3', '"_offset" is a whole number from 0 on, not "1e3".'],
    ['_limit=0', '"_limit" is a whole number from 1 to 1000, not "0".'],
    ['_limit=1001', '"_limit" is a whole number from 1 to 1000, not "1001".'],
    ['_limit=', '"_limit" is a whole number from 1 to 1000, not "".'],
    ['_shape=array', '"_shape" cannot be "array". Did you mean "arrays"?'],
    ['_format=xls', '"_format" cannot be "xls". Did you mean "xlsx"?'],
    ['_columns=id,prise', 'The table "sales" has no column "prise". Did you mean "price"?'],
    ['price__gt=cheap', 'gt of the column "price" cannot be "cheap": it should be a number, such as 12.5.'],
    ['shopp=x', 'The table "sales" has no column "shopp". Did you mean "shop"?'],
  ])('refuse %s', async (query, detail) => {
    expect(await problem(`rows?${query}`)).toEqual([400, detail]);
  });
});

describe('columns', () => {
  it('are asked for by name or by number, a name before a number', async () => {
    expect(await json('columns/price')).toEqual({ table: 'sales', place: 2, ...sales.columns[2] });
    expect(await json('columns/2')).toEqual(await json('columns/price'));
    expect(await json(`/api/tables/${odd}/columns/1`)).toMatchObject({ name: '1', place: 1 });
    expect(await json(`/api/tables/${odd}/columns/0`)).toMatchObject({ name: 'rowid', place: 0 });
    expect(await json(`/api/tables/${odd}/columns/a%2Fb/max`)).toMatchObject({ column: 'a/b', value: 2 });
    expect(await problem('columns/prise')).toEqual([
      404,
      'There is no column "prise". Did you mean "price"?',
    ]);
    expect(await problem('columns/10')).toEqual([404, 'There is no column 10; they go from 0 to 9.']);
    expect(await problem('columns/-1')).toEqual([404, 'There is no column -1; they go from 0 to 9.']);
  });

  it('have statistics of all rows', async () => {
    const { numbers, min, max, nulls, distinct, top } = sales.columns[2] ?? expect.fail();
    const value = async (statistic: string) => (await json(`columns/price/${statistic}`)).value;
    expect(await value('mean')).toBe(numbers?.mean);
    expect(await value('median')).toBe(numbers?.median);
    expect(await value('sum')).toBe(numbers?.sum);
    expect(await value('stddev')).toBe(numbers?.deviation);
    expect(await value('min')).toBe(min);
    expect(await value('max')).toBe(max);
    expect(await value('nulls')).toBe(nulls);
    expect(await value('distinct')).toBe(distinct);
    expect(await value('mode')).toBe(top[0]?.value);
    expect(await value('histogram')).toEqual(numbers?.histogram);
    expect(await value('quantile?p=0.95')).toBe(numbers?.quantiles.find(({ p }) => p === 0.95)?.value);
    expect(await value('quantile?p=0.5')).toBe(numbers?.median);
    expect(await value('quantile?p=0')).toBe(min);
    expect(await value('quantile?p=1')).toBe(max);
    // The smallest by code point of those that are as frequent.
    expect((await json('columns/shop/mode')).value).toBe('=1+1');
    // All occur once: the smallest of them.
    expect((await json('columns/id/mode')).value).toBe(0);
    expect((await json('columns/day/max')).value).toBe('2026-12-28');
  });

  it('have statistics of the selected rows', async () => {
    const prices = (await json('rows?shop=North&price__notnull=1&_limit=1000')).rows.map(
      ({ price }: { price: number }) => price,
    );
    const value = async (statistic: string) => (await json(`columns/price/${statistic}`)).value;
    expect(await value('sum?shop=North')).toBe(prices.reduce((sum: number, one: number) => sum + one, 0));
    expect(await value('max?shop=North')).toBe(Math.max(...prices));
    expect(await value('quantile?p=0&shop=North')).toBe(Math.min(...prices));
    expect(await value('quantile?p=0.5&shop=North')).toBe(await value('median?shop=North'));
    // The column p, and the probability.
    expect(await value('quantile?p=0.5&p__exact=1')).toBe(await value('median?p__exact=1'));
    expect(await json('columns/price?shop=North')).toMatchObject({
      place: 2,
      name: 'price',
      count: prices.length,
    });
    expect(await value('mean?shop=nowhere')).toBe(null);
    expect(await value('quantile?p=0.1&shop=nowhere')).toBe(null);
    expect(await value('sum?shop=nowhere')).toBe(0);
    expect(await value('histogram?shop=nowhere')).toEqual([]);
  });

  it('refuse what makes no sense', async () => {
    expect(await problem('columns/shop/mean')).toEqual([
      422,
      'The column "shop" is text: only numbers have a mean. Ask for its mode, min, max, distinct or nulls.',
    ]);
    expect((await problem('columns/day/median'))[0]).toBe(422);
    expect((await problem('columns/shop/quantile?p=0.1'))[0]).toBe(422);
    expect(await problem('columns/price/meen')).toEqual([
      404,
      'There is no statistic "meen". Did you mean "mean"?',
    ]);
    for (const p of ['', '?p=2', '?p=-1', '?p=x', '?p='])
      expect((await problem(`columns/price/quantile${p}`))[0]).toBe(400);
  });
});

describe('facets and groups', () => {
  it('count the values of columns', async () => {
    const { total, facets } = await json('facets?_facets=shop,paid&_limit=2&price__gt=5');
    expect(facets.map(({ column }: { column: string }) => column)).toEqual(['shop', 'paid']);
    expect(facets[0].values).toHaveLength(2);
    const counted = (one: { values: { count: number }[]; others: { count: number }; nulls: number }) =>
      one.values.reduce((sum, { count }) => sum + count, one.others.count + one.nulls);
    expect(facets.map(counted)).toEqual([total, total]);
    expect((await problem('facets'))[0]).toBe(400);
    expect((await problem('facets?_facets='))[0]).toBe(400);
  });

  it('put the values of each group into one', async () => {
    const { rows } = await json('rows?_limit=1000');
    const sums = new Map<string | null, number>();
    for (const { shop, price } of rows) sums.set(shop, (sums.get(shop) ?? 0) + (price ?? 0));
    const most = [...sums].sort(([, a], [, b]) => b - a);
    const found = await json('groups?_by=shop&_value=price&_aggregate=sum&_sort=-value');
    expect(found.groups).toEqual(most.map(([group, value]) => ({ group, value })));
    expect(found).toMatchObject({ by: 'shop', value: 'price', aggregate: 'sum', total: most.length });
    expect(found.values.sum).toBeCloseTo(most.reduce((sum, [, value]) => sum + value, 0));
    const counted = await json('groups?_by=shop&_limit=2');
    expect(counted).toMatchObject({ aggregate: 'count', value: null, total: 6 });
    expect(counted.groups).toHaveLength(2);
    expect((await json('groups?_by=shop&_sort=-group')).groups.at(-1).group).toBe(null);
    expect(await json('/api/tables/empty/groups?_by=a')).toMatchObject({ groups: [], values: null });
  });

  it('refuse what makes no sense', async () => {
    expect((await problem('groups'))[0]).toBe(400);
    expect((await problem('groups?_by=shop&_aggregate=sum'))[0]).toBe(400);
    expect((await problem('groups?_by=shop&_value=day'))[0]).toBe(422);
    expect((await problem('groups?_by=shop&_value=price&_aggregate=mode'))[0]).toBe(400);
    expect((await problem('groups?_by=shop&_sort=price'))[0]).toBe(400);
  });
});

it('says that the tables cannot be written to the disk, and works when they can again', async () => {
  const second = createServer(openSample(`${folder}/stationer`));
  vi.stubEnv('HOLDALL_CACHE', `${folder}/stationer/below`);
  for (const path of ['/api/tables/sales/rows', '/getRow/1']) {
    const refused = await second.request(path);
    expect([refused.status, await refused.text()]).toEqual([
      500,
      expect.stringContaining('Set HOLDALL_CACHE to a folder that you can write to.'),
    ]);
  }
  // What comes from the summary needs no disk.
  expect((await second.request('/api/tables/sales/columns/price/mean')).status).toBe(200);
  expect((await second.request('/getColumnMedian/0')).status).toBe(200);
  vi.stubEnv('HOLDALL_CACHE', `${folder}/cache`);
  expect((await second.request('/api/tables/sales/rows')).status).toBe(200);
});
