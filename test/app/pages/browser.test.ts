import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { readAccess } from '../../../src/app/access/access.ts';
import type { App } from '../../../src/app/app.ts';
import { listen } from '../../../src/app/server/serve.ts';
import { itHasChromium, openPage } from '../../support/browser.ts';
import { openSample } from '../../support/open-app.ts';
import { packApp, sampleContent } from '../../support/sample-app.ts';
import { tempFolder } from '../../support/temp.ts';

let app: App;
let url: string;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const folder = tempFolder();
  const file = join(folder, 'stationer');
  await packApp(file, await sampleContent(folder));
  app = openSample(file);
  const server = await listen(app, { host: '127.0.0.1', port: 0 });
  url = server.url;
  closing.push(server.close);
});
afterAll(async () => {
  for (const close of closing) await close();
});

describe('the frame in the browser', () => {
  itHasChromium.each([
    { width: 1280, locale: 'en', colorScheme: 'light' },
    { width: 360, locale: 'fr', colorScheme: 'dark' },
    { width: 700, locale: 'fr', colorScheme: 'light' },
  ] as const)('is quiet and fits: %j', async ({ width, locale, colorScheme }) => {
    const { page, wrong } = await openPage(url, { viewport: { width, height: 700 }, locale, colorScheme });
    for (const path of ['', 'search', 'search?q=txt', 'search?q=zzz', 'api/', 'files/']) {
      await page.goto(url + path);
      const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect([path, widths[0]]).toEqual([path, widths[1]]);
      expect(await page.getAttribute('html', 'lang')).toBe(locale);
    }
    expect(wrong).toEqual([]);
    await page.context().close();
  });

  itHasChromium('suggests while somebody types, by keyboard alone', async () => {
    const { page, wrong } = await openPage(url);
    await page.keyboard.press('/');
    await page.keyboard.type('txt');
    const options = page.getByRole('option');
    await options.first().waitFor();
    const field = page.getByRole('combobox');
    expect(await field.getAttribute('aria-expanded')).toBe('true');
    const count = await options.count();
    expect(count).toBeGreaterThan(1);
    // Down through all of them, and once more to the field.
    for (let n = 0; n < count; n++) {
      await page.keyboard.press('ArrowDown');
      const id = await options.nth(n).getAttribute('id');
      expect(await field.getAttribute('aria-activedescendant')).toBe(id);
      expect(await options.nth(n).getAttribute('aria-selected')).toBe('true');
    }
    await page.keyboard.press('ArrowDown');
    expect(await field.getAttribute('aria-activedescendant')).toBeNull();
    await page.keyboard.press('Escape');
    expect([await field.getAttribute('aria-expanded'), await field.inputValue()]).toEqual(['false', 'txt']);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search?q=txt');
    expect(wrong).toEqual([]);
    await page.context().close();
  });

  itHasChromium('goes where the chosen suggestion leads', async () => {
    const { page } = await openPage(url);
    await page.getByRole('combobox').fill('a b');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowUp');
    const download = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    expect((await download).suggestedFilename()).toBe('a b.txt');
    await page.context().close();
  });

  itHasChromium('keeps language and appearance', async () => {
    const { page } = await openPage(`${url}files/`, { locale: 'en', colorScheme: 'light' });
    const ground = () => page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
    const light = await ground();
    await page.getByRole('link', { name: 'Appearance: Dark' }).click();
    await expect.poll(ground).not.toBe(light);
    expect(page.url()).toBe(`${url}files/`);
    await page.getByRole('link', { name: 'Français' }).click();
    await page.getByRole('heading', { level: 1, name: 'Fichiers à télécharger' }).waitFor();
    await page.goto(url);
    expect(await page.getAttribute('html', 'lang')).toBe('fr');
    expect(await ground()).not.toBe(light);
    await page.context().close();
  });

  itHasChromium('shows the answer of the API on its page', async () => {
    const { page, wrong } = await openPage(`${url}api/`);
    const operation = page.locator('.operation', { hasText: 'One file set' });
    await operation.locator('summary').click();
    await operation.getByRole('button').click();
    await operation.locator('pre').first().waitFor();
    expect(await operation.locator('.api-answer p').textContent()).toMatch(/^Status 200 · \d+ ms · Open/);
    expect(await operation.locator('pre').allTextContents()).toEqual([
      `curl '${url}api/files/manuals'`,
      expect.stringContaining('"path": "100%41.txt"'),
    ]);
    expect(wrong).toEqual([]);
    await page.context().close();
  });

  itHasChromium('works without scripts', async () => {
    const { page } = await openPage(url, { javaScriptEnabled: false });
    await page.getByRole('searchbox').fill('txt');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search?q=txt');
    expect(await page.getByRole('listitem').count()).toBeGreaterThan(1);
    await page.goto(`${url}api/`);
    const operation = page.locator('.operation', { hasText: 'One file set' });
    await operation.locator('summary').click();
    await operation.getByRole('button').click();
    await page.waitForURL('**/api/files/manuals');
    await page.context().close();
  });

  itHasChromium('lets in who types the token', async () => {
    const access = readAccess('stationer', { host: '127.0.0.1', token: 'secret' });
    const server = await listen(app, { host: '127.0.0.1', port: 0 }, access);
    closing.push(server.close);
    const { page } = await openPage(`${server.url}search?q=txt`);
    await page.getByLabel('Token').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('That is not the token').waitFor();
    await page.getByLabel('Token').fill('secret');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${server.url}search?q=txt`);
    expect(await page.textContent('h1')).toContain('txt');
    expect(await page.context().cookies()).toMatchObject([{ httpOnly: true, sameSite: 'Strict' }]);
    await page.context().close();
  });
});
