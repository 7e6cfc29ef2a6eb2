import { join } from 'node:path';
import type { Hono } from 'hono';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createServer } from '../../../../src/app/server/server.tsx';
import { packTables } from '../../../support/dataset-app.ts';
import { openSample } from '../../../support/open-app.ts';
import { tempFolder } from '../../../support/temp.ts';

const folder = tempFolder();
let server: Hono;

/** Receipts of several lines each: the baskets 1 to 25 of 2, 4 ... 50 in all. */
function receipts(): string {
  const lines = Array.from({ length: 50 }, (_, n) => {
    const basket = Math.floor(n / 2) + 1;
    return `${basket},2026-${String((n % 6) + 1).padStart(2, '0')}-01,item ${n % 25},${basket},${n % 3}\n`;
  });
  return `basket,day,item,amount,grade\n${lines.join('')}`;
}

beforeAll(async () => {
  vi.stubEnv('HOLDALL_CACHE', join(folder, 'cache'));
  server = createServer(openSample((await packTables(folder, { receipts: receipts() })).file));
  return () => vi.unstubAllEnvs();
});

const chart = async (query: string) => (await server.request(`/dataset/receipts/charts?${query}`)).text();
const titleOf = (page: string) => /<h2 id="drawn">([^<]*)/.exec(page)?.[1];

describe('a chart of a table', () => {
  it('is of the kind that fits its columns', async () => {
    const bars = await chart('_x=item');
    expect(titleOf(bars)).toBe('number of rows by item');
    expect(bars).toContain('class="bar-list"');
    expect(bars).toContain('5 others together');
    const line = await chart('_x=day&_y=amount');
    expect(line).toContain('class="line"');
    expect(line).toContain('Jan 2026');
    expect(titleOf(await chart('_x=amount'))).toBe('Distribution: amount');
    expect(await chart('_x=amount&_y=basket&_aggregate=each')).toContain('class="point"');
  });

  it('says the median of what it has grouped: the median basket', async () => {
    const page = await chart('_x=basket&_y=amount&_kind=histogram');
    expect(titleOf(page)).toBe('Distribution: sum of amount by basket');
    expect(page).toMatch(/Over 25 groups by basket:.*Median <strong>26<\/strong>.*Mean <strong>26<\/strong>/);
  });

  it('adds days up to months, and means by how many there are', async () => {
    const cells = (page: string) =>
      [...page.matchAll(/<tr><td>([\d-]+)<\/td><td class="number">([^<]+)/g)].map(([, x, y]) => [x, y]);
    expect(cells(await chart('_x=day&_y=amount&_aggregate=sum&_by=year'))).toEqual([['2026', '650']]);
    expect(cells(await chart('_x=day&_y=amount&_aggregate=mean&_by=year'))).toEqual([['2026', '13']]);
    expect(cells(await chart('_x=day&_y=amount&_aggregate=max&_by=year'))).toEqual([['2026', '25']]);
    expect(cells(await chart('_x=day&_by=month'))[0]).toEqual(['2026-01', '9']);
    expect(await chart('_x=day&_y=amount&_aggregate=median&_by=month')).toContain('is not worked out');
  });

  it('is of the rows that are filtered, and leads to those of a bar', async () => {
    const page = await chart('amount__gt=20&_x=grade&_kind=bar');
    expect(page).toContain('Of 10 rows');
    expect(page).toContain('href="/dataset/receipts?amount__gt=20&amp;grade=0"');
    expect(page).toContain('<span>amount > 20</span>');
  });

  it('says when it is not the one that was asked for', async () => {
    expect(await chart('_x=item&_kind=line')).toContain('make no chart of that kind');
    const wrong = await server.request('/dataset/receipts/charts?_x=itme');
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toContain('Did you mean &quot;item&quot;?');
    expect((await server.request('/dataset/receipts/charts?_kind=pie')).status).toBe(400);
    expect(await chart('amount__gt=999&_x=item')).toContain('There is nothing to draw');
  });

  it('is a file too', async () => {
    const response = await server.request('/dataset/receipts/chart.svg?_x=item&_y=amount&amount__gt=20');
    expect(response.headers.get('content-type')).toContain('image/svg+xml');
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="receipts-amount-item.svg"',
    );
    const svg = await response.text();
    expect(svg).toContain('Sum of amount by item');
    expect(svg).toContain('receipts · amount &gt; 20'.replace('&gt;', '>'));
    expect((await server.request('/dataset/receipts/chart.svg?_x=itme')).status).toBe(400);
    expect((await server.request('/dataset/receipts/chart.svg?amount__gt=999')).status).toBe(404);
  });
});
