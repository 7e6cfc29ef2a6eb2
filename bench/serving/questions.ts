import type { ProgramName } from './programs.ts';
import type { Target } from './wrk.ts';

/** The rows of the table. */
export const ROWS = 1_000_000;

/** Something asked of every program that can answer it. */
interface Question<Address> {
  title: string;
  /** What Holdall must reach. */
  bound?: string;
  /** Where each program answers it; no address, no answer. */
  ask: Partial<Record<ProgramName, Address>>;
}

const sql = (text: string) => `/sales.json?_shape=array&sql=${encodeURIComponent(text)}`;

/** Small answers, asked by many at once. Column 2 is a text of 50 values, column 5 a price. */
export const loads: Question<Target>[] = [
  {
    title: 'a row, each time another',
    bound: '40,000, p99 5 ms',
    ask: {
      holdall: { before: '/getRow/', from: 0, to: ROWS - 1 },
      flask: { before: '/getRow/', from: 0, to: ROWS - 1 },
      datasette: { before: '/sales/sales/', after: '.json?_shape=array', from: 1, to: ROWS },
    },
  },
  {
    title: 'a row, the same',
    ask: {
      holdall: '/getRow/654321',
      flask: '/getRow/654321',
      datasette: '/sales/sales/654322.json?_shape=array',
    },
  },
  {
    title: 'a mean',
    bound: '60,000',
    ask: {
      holdall: '/getColumnMeanValue/5',
      flask: '/getColumnMeanValue/5',
      datasette: sql('select avg(price) from sales'),
    },
  },
  {
    title: 'a median',
    bound: '60,000',
    ask: { holdall: '/getColumnMedian/5', flask: '/getColumnMedian/5' },
  },
  {
    title: 'a most frequent value',
    bound: '60,000',
    ask: {
      holdall: '/getColumnMostFrequentValue/2',
      flask: '/getColumnMostFrequentValue/2',
      datasette: sql('select shop from sales group by shop order by count(*) desc, shop limit 1'),
    },
  },
];

/** Rows of at least this price: half of all and a little less each time, so that nothing is the same twice. */
const price = (round: number) => 500 + round;
const words = (round: number) => `${1234 + round}`;
const api = '/api/tables/sales';

/** Answers that take work, asked one at a time; the address of the n-th time. */
export const works: Question<(round: number) => string>[] = [
  {
    title: 'facet: rows by each of 50 shops',
    bound: '300 ms',
    ask: {
      holdall: () => `${api}/facets?_limit=50&_facets=shop`,
      flask: () => '/facet/shop',
      datasette: () => '/sales/sales.json?_facet=shop&_facet_size=50&_size=0&_nosuggest=1',
    },
  },
  {
    title: 'facet: rows by each of 5,000 products, the 50 most frequent',
    bound: '300 ms',
    ask: {
      holdall: () => `${api}/facets?_limit=50&_facets=product`,
      flask: () => '/facet/product',
      datasette: () => '/sales/sales.json?_facet=product&_facet_size=50&_size=0&_nosuggest=1',
    },
  },
  {
    title: 'facet by shop of the rows above a price (half of them)',
    bound: '300 ms',
    ask: {
      holdall: (round) => `${api}/facets?_limit=50&_facets=shop&price__gte=${price(round)}`,
      flask: (round) => `/facet/shop?price=${price(round)}`,
      datasette: (round) =>
        `/sales/sales.json?_facet=shop&_facet_size=50&_size=0&_nosuggest=1&price__gte=${price(round)}`,
    },
  },
  {
    title: 'first 50 rows above a price, by product',
    bound: '1 s',
    ask: {
      holdall: (round) => `${api}/rows?price__gte=${price(round)}&_sort=product&_limit=50`,
      flask: (round) => `/rows?price=${price(round)}&sort=product`,
      datasette: (round) =>
        `/sales/sales.json?price__gte=${price(round)}&_sort=product&_size=50&_nosuggest=1&_nofacet=1`,
    },
  },
  {
    title: 'the same, 50 rows in the middle',
    bound: '1 s',
    ask: {
      holdall: (round) => `${api}/rows?price__gte=${price(round)}&_sort=product&_limit=50&_offset=250000`,
      flask: (round) => `/rows?price=${price(round)}&sort=product&offset=250000`,
      datasette: (round) =>
        sql(`select * from sales where price >= ${price(round)} order by product limit 50 offset 250000`),
    },
  },
  {
    title: '50 rows at 900,000, in their own order',
    bound: '1 s',
    ask: {
      holdall: () => `${api}/rows?_limit=50&_offset=900000`,
      flask: () => '/rows?offset=900000',
      datasette: () => '/sales/sales.json?_next=900000&_size=50&_nosuggest=1',
    },
  },
  {
    title: 'rows with a word (200 of them), the first 50',
    bound: '1 s',
    ask: {
      holdall: (round) => `${api}/rows?_search=${words(round)}&_limit=50`,
      flask: (round) => `/rows?words=${words(round)}`,
      datasette: (round) =>
        sql(
          `select * from sales where rowid in (select rowid from "sales:search" where "sales:search" match '${words(round)}') limit 50`,
        ),
    },
  },
  {
    title: 'median of the amounts above a price',
    bound: '1 s',
    ask: {
      holdall: (round) => `${api}/columns/amount/median?price__gte=${price(round)}`,
      flask: (round) => `/median/amount?price=${price(round)}`,
    },
  },
  {
    title: 'all rows as CSV',
    ask: {
      holdall: () => `${api}/rows?_format=csv`,
      flask: () => '/rows.csv',
      datasette: () => '/sales/sales.csv?_stream=on&_size=max',
    },
  },
];
