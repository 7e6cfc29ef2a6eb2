import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';
import { beforeAll, expect } from 'vitest';
import { largeCsv } from '../../bench/large-table.ts';
import { buildTables } from '../../src/table/build.ts';
import { itHasChromium, visit } from '../support/browser.ts';
import { packApp } from '../support/sample-app.ts';
import { serveSample } from '../support/served.ts';
import { tempFolder } from '../support/temp.ts';

const ROWS = 1_000_000;
const folder = tempFolder();
const sqlite = join(folder, 'tables.sqlite');
let url = '';

beforeAll(async () => {
  const csv = join(folder, 'sales.csv');
  await pipeline(largeCsv(ROWS), createWriteStream(csv));
  const summaries = await buildTables(
    [{ name: 'sales', files: [{ file: csv, source: 'sales.csv' }], options: {} }],
    sqlite,
  );
  const file = join(folder, 'large');
  await packApp(file, {
    title: 'A million rows',
    files: new Map([
      ['tables/tables.json', Buffer.from(JSON.stringify(summaries))],
      ['tables/tables.sqlite', readFileSync(sqlite)],
    ]),
    parts: [{ name: 'dataset', options: { tables: ['sales'] } }],
  });
  url = await serveSample(file, join(folder, 'cache'));
});

/** Columns of the table by their place in it, as CSS counts those that are shown. */
const place = { id: 2, shop: 4, price: 7 };

itHasChromium(
  'a page in the middle, sorted, and how often each value occurs: of 1,000,000 rows',
  async () => {
    const { page, wrong } = await visit(`${url}/dataset/sales`);
    expect(await page.locator('#region [role=status]').innerText()).toContain('1,000,000');
    const ids = () => page.locator(`table.explorer tbody td:nth-child(${place.id})`).allInnerTexts();
    const shown = (await ids()).length;

    const middle = Math.floor(ROWS / shown / 2);
    await page.locator('input[name=_page]').fill(String(middle));
    await page.keyboard.press('Enter');
    await page.waitForURL(/_page=/);
    await page.locator(`#row-${(middle - 1) * shown}`).waitFor();
    expect(await ids()).toHaveLength(shown);

    const database = new DatabaseSync(sqlite, { readOnly: true });
    const plain = (sql: string) => database.prepare(sql).all();
    await page.locator(`th:nth-child(${place.price}) a.sort`).click();
    await page.waitForURL(/_sort=price/);
    await page.locator(`th:nth-child(${place.price})[aria-sort=ascending]`).waitFor();
    const cheapest = plain(`SELECT id FROM sales ORDER BY price, id LIMIT ${shown}`);
    expect((await ids()).map((text) => Number(text.replaceAll(/\D/g, '')))).toEqual(
      cheapest.map(({ id }) => id),
    );

    await page.goto(`${url}/dataset/sales/filter/${place.shop - 2}?price__gte=500`);
    const text = (await page.locator('#filter').innerText()).replaceAll(/\s+/g, ' ');
    const most = plain(
      'SELECT shop, count(*) AS n FROM sales WHERE price >= 500 GROUP BY shop ORDER BY n DESC, shop LIMIT 5',
    );
    for (const { shop, n } of most) expect(text).toContain(`${shop} ${Number(n).toLocaleString('en')}`);
    database.close();
    expect(wrong).toEqual([]);
    await page.context().close();
  },
);
