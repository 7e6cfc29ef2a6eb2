import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, vi } from 'vitest';
import { closeApp } from '../../../../src/app/app.ts';
import { listen } from '../../../../src/app/server/serve.ts';
import { packTables, salesCsv } from '../../../support/dataset-app.ts';
import { itNeeds } from '../../../support/needs.ts';
import { openSample } from '../../../support/open-app.ts';
import { tempFolder } from '../../../support/temp.ts';

const executablePath = process.env['HOLDALL_CHROMIUM'] ?? '/usr/bin/chromium';
const hasChromium = existsSync(executablePath);
const itHasChromium = itNeeds('Chromium (HOLDALL_CHROMIUM)', hasChromium);
let browser: Browser;
let base: string;

beforeAll(async () => {
  if (!hasChromium) return;
  const folder = tempFolder();
  vi.stubEnv('HOLDALL_CACHE', join(folder, 'cache'));
  const { file } = await packTables(folder, { sales: salesCsv(240), 'odd "ü/': 'a b,"c,d"\n<b>x,1\n"",2\n' });
  const app = openSample(file);
  const { url, close } = await listen(app, { host: '127.0.0.1', port: 0 });
  base = url.replace(/\/$/, '');
  browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  return async () => {
    await close();
    await closeApp(app);
    vi.unstubAllEnvs();
  };
});

afterAll(async () => browser?.close());

/** Opens a page; hands on what it said, what it asked for elsewhere, and how often it was loaded anew. */
async function open(
  path: string,
  options: { width?: number; dark?: boolean; javaScriptEnabled?: boolean } = {},
) {
  const { width = 1280, dark = false, javaScriptEnabled = true } = options;
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  const said: string[] = [];
  const loads: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(base)) said.push(request.url());
    if (request.isNavigationRequest()) loads.push(request.url());
  });
  await page.goto(base + path);
  return { page, said, loads };
}

const count = (page: Page) => page.locator('p[role=status]');
const firstRow = (page: Page) => page.locator('.explorer tbody tr').first();

describe('the pages of a table in a browser', () => {
  const odd = encodeURIComponent('odd "ü/');
  const paths = [
    '/dataset/',
    '/dataset/sales',
    '/dataset/sales?price__gt=5&_sort=-day&_search=note',
    '/dataset/sales/filter/1',
    '/dataset/sales/rows/3',
    '/dataset/sales/columns',
    '/dataset/sales/columns/price',
    '/dataset/sales/columns/day',
    '/dataset/sales/columns/shop',
    '/dataset/sales/correlations',
    '/dataset/sales/charts?_x=shop&_y=price',
    '/dataset/sales/charts?_x=day&_y=price&_aggregate=mean',
    '/dataset/sales/charts?_x=price',
    '/dataset/sales/charts?_x=id&_y=price&_aggregate=each',
    `/dataset/${odd}`,
    `/dataset/${odd}/columns/${encodeURIComponent('c,d')}`,
  ];
  itHasChromium.each(paths)('%s is quiet, and fits any width', async (path) => {
    for (const options of [{ width: 1280 }, { width: 390, dark: true }]) {
      const { page, said } = await open(path, options);
      expect(said).toEqual([]);
      const [wide, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect([options.width, wide]).toEqual([options.width, screen]);
      const found = await page.evaluate(() => ({
        ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
        nameless: [...document.querySelectorAll('a, button, input:not([type=hidden]), select')].filter(
          (one) =>
            !(
              one.textContent?.trim() ||
              one.getAttribute('aria-label') ||
              one.closest('label')?.textContent?.trim()
            ),
        ).length,
      }));
      expect(new Set(found.ids).size).toBe(found.ids.length);
      expect(found.nameless).toBe(0);
      await page.context().close();
    }
  });

  itHasChromium('can be gone through by the keyboard alone', async () => {
    const { page, said, loads } = await open('/dataset/sales');
    await page.locator('.explorer tbody td').first().focus();
    const at = () =>
      page.evaluate(() => {
        const cell = document.activeElement as HTMLTableCellElement;
        return [cell.closest('tr')?.rowIndex, cell.cellIndex];
      });
    expect(await at()).toEqual([1, 1]);
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowLeft']) await page.keyboard.press(key);
    expect(await at()).toEqual([2, 2]);
    await page.keyboard.press('End');
    expect((await at())[1]).toBe(10);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowLeft');
    expect(await at()).toEqual([2, 1]);

    // The page turns, and the cell keeps its place.
    await page.keyboard.press('n');
    await expect.poll(() => page.url()).toContain('_page=2');
    await expect.poll(() => firstRow(page).locator('th').textContent()).toBe('51');
    expect(await at()).toEqual([2, 1]);
    await page.keyboard.press('p');
    await expect.poll(() => firstRow(page).locator('th').textContent()).toBe('1');

    // A heading sorts, and has the focus still.
    await page.locator('a.sort', { hasText: 'price' }).first().focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('th[aria-sort=ascending]').count()).toBe(1);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('price');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('th[aria-sort=descending]').count()).toBe(1);
    expect(loads).toHaveLength(1);

    // The filter is a dialog; what makes no sense is told there.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('dialog.filters').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('_operator');
    await page.keyboard.press('Tab');
    await page.keyboard.type('many');
    await page.keyboard.press('Enter');
    expect(await page.locator('dialog [role=alert]').textContent()).toContain('it should be a number');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('_value');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('20');
    await page.keyboard.press('Enter');
    await expect.poll(() => count(page).textContent()).toMatch(/^\d+ rows of 240/);
    expect(page.url()).toContain('price__gte=20');
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('filter');
    expect(loads).toHaveLength(1);

    // What was before comes back.
    await page.goBack();
    await expect.poll(() => count(page).textContent()).toMatch(/^240 rows/);
    expect(said.filter((line) => !line.includes('400 (Bad Request)'))).toEqual([]);

    // Enter opens the row.
    await page.locator('.explorer tbody td').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/rows/*');
    await page.getByRole('heading', { level: 1, name: /^Row \d+$/ }).waitFor();
    await page.context().close();
  });

  itHasChromium('sort by a second column, tick values, choose columns, jump, and copy the link', async () => {
    const { page, loads } = await open('/dataset/sales');
    await page.locator('a.sort', { hasText: 'paid' }).click();
    await expect.poll(() => page.url()).toContain('_sort=paid');
    await page.locator('a.sort', { hasText: 'shop' }).click({ modifiers: ['Shift'] });
    await expect.poll(() => page.url()).toContain('_sort=paid,shop');

    await page.locator('a.filter').nth(1).click();
    await page.locator('dialog label', { hasText: 'Café' }).click();
    await page.locator('dialog label', { hasText: 'a,b' }).click();
    await page.locator('dialog .button', { hasText: 'ticked' }).click();
    await expect.poll(() => page.locator('.chip').count()).toBe(1);
    expect(await page.locator('.chip span').textContent()).toMatch(/^shop is one of .*a,b/);

    await page.locator('summary', { hasText: 'Columns' }).click();
    await page.locator('.menu label', { hasText: 'serial' }).click();
    await page.locator('.menu .button', { hasText: 'Show' }).click();
    await expect.poll(() => page.locator('a.sort', { hasText: 'serial' }).count()).toBe(0);

    await page.locator('input[name=_page]').fill('2');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toContain('_page=2');
    await page.locator('.copy-link').click();
    await expect.poll(() => page.locator('.copy-link').textContent()).toBe('Copied');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
    await page.locator('.chip a').click();
    await expect.poll(() => page.locator('.chip').count()).toBe(0);
    expect(loads).toHaveLength(1);
    await page.context().close();
  });

  itHasChromium('work without JavaScript', async () => {
    const { page } = await open('/dataset/sales', { javaScriptEnabled: false });
    await page.locator('a.filter').nth(2).click();
    await page.locator('select[name=_operator]').selectOption('lt');
    await page.locator('input[name=_value]').fill('5');
    await page.locator('.ask .button').click();
    expect(await page.locator('.chip span').textContent()).toBe('price < 5');
    await page.locator('input[name=_search]').fill('note 3');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.chip').count()).toBe(2);
    await page.locator('.tools a', { hasText: 'Charts' }).click();
    await page.locator('select[name=_y]').selectOption('price');
    await page.locator('.chart-form .button').click();
    expect(await page.locator('.drawn h2').textContent()).toBe('sum of price by shop');
    expect(await page.locator('.chip').count()).toBe(2);
    await page.context().close();
  });

  itHasChromium('draw a chart as soon as something is chosen, and give it as a file', async () => {
    const { page, loads } = await open('/dataset/sales/charts?price__gt=5');
    await page.locator('select[name=_x]').selectOption('day');
    await expect.poll(() => page.locator('.drawn svg .line').count()).toBe(1);
    await page.locator('select[name=_y]').selectOption('price');
    await expect.poll(() => page.locator('.drawn h2').textContent()).toBe('sum of price by day');
    expect(loads).toHaveLength(1);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('a[download]').click(),
    ]);
    expect(download.suggestedFilename()).toBe('sales-price-day.svg');
    await page.context().close();
  });
});
