import { join } from 'node:path';
import type { Hono } from 'hono';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createServer } from '../../src/app/server.tsx';
import { openSample } from '../support/open-app.ts';
import { packApp, sampleContent } from '../support/sample-app.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder();
const odd = encodeURIComponent('odd "; DROP --/ü');
let server: Hono;

beforeAll(async () => {
  vi.stubEnv('HOLDALL_CACHE', join(folder, 'cache'));
  const file = join(folder, 'stationer');
  await packApp(file, await sampleContent(folder));
  server = createServer(openSample(file));
  return () => vi.unstubAllEnvs();
});

const html = async (path: string) => (await server.request(path)).text();
const json = async (path: string) => (await server.request(path)).json();

describe('the tables', () => {
  it('are listed with their rows and sources', async () => {
    const page = await html('/dataset/');
    expect(page).toContain('120 rows, 4 columns');
    expect(page).toContain(`href="/dataset/${odd}"`);
    expect(page).toContain('sales.csv');
  });

  it('show a page of rows, the columns with their types, and the statistics', async () => {
    const page = await html('/dataset/sales?page=2');
    expect(page).toContain('price &quot;net&quot; <small>decimal</small>');
    expect(page.match(/<tr>/g)).toHaveLength(51);
    expect(page).toContain('<td class="number quiet">51</td><td class="number">51</td>');
    expect(page).toContain('Page 2 of 3');
    expect(page).toContain('<dt>Mean</dt><dd>60.5</dd>');
    expect(page).toContain('<dt>Most frequent</dt>');
    expect((await html('/dataset/sales?page=3')).match(/<tr>/g)).toHaveLength(21);
  });

  it('name columns by their titles, with their units', async () => {
    const heading = 'Weight <small>text, kg</small>';
    expect((await html(`/dataset/${odd}`)).split(heading)).toHaveLength(3);
  });

  it('set decimals below each other, truth as a word, and what is missing as a dash', async () => {
    const page = await html('/dataset/sales');
    expect(page).toContain(
      '<tr><td class="number quiet">1</td><td class="number">1</td><td class="number"><span class="quiet">–</span></td><td>false</td><td>2026-01-1</td></tr>',
    );
    expect(page).toContain('<td class="number">0.50</td>');
  });

  it('may have names and values that mean something in SQL and HTML', async () => {
    const page = await html(`/dataset/${odd}`);
    expect(page).toContain('&lt;b>&amp;amp;');
    expect(page).not.toContain('<b>');
    expect(page).toContain('9007199254740993');
  });

  it('may be empty', async () => {
    expect(await html('/dataset/empty')).toContain('This table has no rows.');
  });

  it('refuse what makes no sense', async () => {
    for (const [path, status, sentence] of [
      ['/dataset/slaes', 404, 'Did you mean &quot;sales&quot;?'],
      ['/dataset/sales?page=4', 404, 'There is no page 4; the last one is 3.'],
      ['/dataset/sales?page=0', 404, 'There is no page 0'],
      ['/dataset/sales?page=-1', 400, 'The page &quot;-1&quot; is no number.'],
      ['/dataset/sales?page=', 400, 'is no number'],
    ] as const) {
      const response = await server.request(path);
      expect([path, response.status]).toEqual([path, status]);
      expect(await response.text()).toContain(sentence);
    }
  });
});

describe('the API', () => {
  it('lists tables and tells of one', async () => {
    const { tables } = await json('/api/tables');
    expect(tables.map((table: { name: string }) => table.name)).toEqual([
      'sales',
      'odd "; DROP --/ü',
      'empty',
    ]);
    expect(await json('/api/tables/sales')).toEqual(tables[0]);
    expect(await json(`/api/tables/${odd}`)).toEqual(tables[1]);
  });

  it('gives rows in their order, typed', async () => {
    expect(await json('/api/tables/sales/rows?offset=3&limit=2')).toEqual({
      table: 'sales',
      total: 120,
      offset: 3,
      limit: 2,
      rows: [
        { id: 4, 'price "net"': 0.75, paid: true, day: '2026-01-4' },
        { id: 5, 'price "net"': 1, paid: false, day: '2026-01-5' },
      ],
    });
    expect((await json('/api/tables/sales/rows')).rows).toHaveLength(100);
    expect((await json('/api/tables/sales/rows?offset=110')).rows).toHaveLength(10);
    expect((await json('/api/tables/sales/rows?offset=120')).rows).toEqual([]);
    expect((await json('/api/tables/empty/rows')).rows).toEqual([]);
  });

  it('finds rows by their place where a column is called rowid, and keeps large integers', async () => {
    expect((await json(`/api/tables/${odd}/rows?offset=1`)).rows).toEqual([
      { rowid: '9007199254740993', text: 'é' },
    ]);
    expect((await json(`/api/tables/${odd}/rows?limit=1`)).rows).toEqual([
      { rowid: 2 ** 40, text: '<b>&amp;' },
    ]);
  });

  it.each([
    ['offset=-1', '"offset" is a whole number from 0 on, not "-1".'],
    ['offset=x', '"offset" is a whole number from 0 on, not "x".'],
    ['offset=1e3', '"offset" is a whole number from 0 on, not "1e3".'],
    ['offset=99999999999999999999', '"offset" is a whole number from 0 on, not "99999999999999999999".'],
    ['limit=0', '"limit" is a whole number from 1 to 1000, not "0".'],
    ['limit=1001', '"limit" is a whole number from 1 to 1000, not "1001".'],
    ['limit=', '"limit" is a whole number from 1 to 1000, not "".'],
  ])('refuses %s', async (query, detail) => {
    const response = await server.request(`/api/tables/sales/rows?${query}`);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ status: 400, detail });
  });

  it('names the nearest table', async () => {
    for (const path of ['/api/tables/slaes', '/api/dataset/tables/slaes/rows'])
      expect(await json(path)).toMatchObject({
        status: 404,
        detail: 'There is no table "slaes". Did you mean "sales"?',
      });
  });

  it('says that the data cannot be written to the disk, and works when it can again', async () => {
    const file = join(folder, 'second');
    await packApp(file, await sampleContent(tempFolder()));
    const second = createServer(openSample(file));
    vi.stubEnv('HOLDALL_CACHE', join(file, 'below'));
    const refused = await second.request('/api/tables/sales/rows');
    expect([refused.status, await refused.json()]).toEqual([
      500,
      expect.objectContaining({
        detail: expect.stringContaining('Set HOLDALL_CACHE to a folder that you can write to.'),
      }),
    ]);
    vi.stubEnv('HOLDALL_CACHE', join(folder, 'cache'));
    expect((await second.request('/api/tables/sales/rows')).status).toBe(200);
  });
});
