import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect } from 'vitest';
import { itHasChromium, tabTo, visit } from '../support/browser.ts';
import { buildExample, serveExecutable } from '../support/served.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder();
let url = '';

beforeAll(async () => {
  url = await serveExecutable(await buildExample(folder), join(folder, 'cache'));
});

/** The cells of a column, as they are shown. */
const column = (page: Page, place: number) =>
  page.locator(`table.explorer tbody tr > :nth-child(${place + 2})`).allInnerTexts();

itHasChromium('somebody without a mouse sorts, filters, turns the page and opens a row', async () => {
  const { page, wrong } = await visit(`${url}/dataset/sales`);
  const names = await page.locator('table.explorer a.sort').allInnerTexts();
  const at = (name: string) => names.findIndex((one) => one.trim() === name);
  const [product, quantity] = [at('product'), at('quantity')];
  expect(Math.min(product, quantity)).toBeGreaterThanOrEqual(0);

  await tabTo(page, `th:nth-child(${quantity + 2}) a.sort`);
  await page.keyboard.press('Enter');
  await page.waitForURL(/_sort=quantity/);
  await page.keyboard.press('Enter');
  await page.waitForURL(/_sort=-quantity/);
  const quantities = (await column(page, quantity)).map(Number);
  expect(quantities).toEqual(quantities.toSorted((a, b) => b - a));

  await tabTo(page, `th:nth-child(${product + 2}) a.filter`);
  await page.keyboard.press('Enter');
  await page.locator('dialog.filters[open]').waitFor();
  await page.locator('dialog.filters .ask input:not([type=hidden]):focus, .ask select:focus').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('dialog.filters').waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.className)).toContain('filter');
  await page.keyboard.press('Enter');
  await page.locator('dialog.filters input[name=_value]').waitFor();
  await tabTo(page, 'input[name=_value]');
  await page.keyboard.type('Glue stick');
  await page.keyboard.press('Enter');
  await page.locator('#region .chips').waitFor();
  expect(new Set(await column(page, product))).toEqual(new Set(['Glue stick']));

  const before = await page.locator('table.explorer tbody th').first().innerText();
  await tabTo(page, '.pager a[rel=next]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/_page=2/);
  expect(await page.locator('table.explorer tbody th').first().innerText()).not.toBe(before);
  await page.keyboard.press('p');
  await page.waitForURL((address) => !address.searchParams.has('_page'));

  await tabTo(page, 'table.explorer tbody td');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/dataset\/sales\/rows\/\d+/);
  expect(wrong).toEqual([]);
  await page.context().close();
});
