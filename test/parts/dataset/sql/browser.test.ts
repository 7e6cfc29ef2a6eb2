import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, vi } from 'vitest';
import { type App, closeApp } from '../../../../src/app/app.ts';
import { listen } from '../../../../src/app/serve.ts';
import { itNeeds } from '../../../support/needs.ts';
import { openSample } from '../../../support/open-app.ts';
import { packApp, sampleContent } from '../../../support/sample-app.ts';
import { tempFolder } from '../../../support/temp.ts';

const executablePath = process.env['HOLDALL_CHROMIUM'] ?? '/usr/bin/chromium';
const itHasChromium = itNeeds('Chromium (HOLDALL_CHROMIUM)', existsSync(executablePath));
const folder = tempFolder();
const said: string[] = [];
let browser: Browser | undefined;
let app: App;
let served: Awaited<ReturnType<typeof listen>>;

beforeAll(async () => {
  vi.stubEnv('HOLDALL_CACHE', join(folder, 'cache'));
  const file = join(folder, 'stationer');
  await packApp(file, await sampleContent(folder));
  app = openSample(file);
  served = await listen(app, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await browser?.close();
  await served.close();
  closeApp(app);
  vi.unstubAllEnvs();
});

async function open(
  query: Record<string, string>,
  options: { width?: number; scripts?: boolean } = {},
): Promise<Page> {
  browser ??= await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const page = await browser.newPage({
    viewport: { width: options.width ?? 1200, height: 900 },
    javaScriptEnabled: options.scripts ?? true,
  });
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  await page.goto(`${served.url}dataset/sql?${new URLSearchParams(query)}`);
  return page;
}

const wide = "SELECT *, hex(zeroblob(300)) AS long FROM sales, (SELECT 'a' AS a, 'b' AS b, 'c' AS c)";

describe('the SQL page in the browser', () => {
  itHasChromium('puts names where the cursor is, and runs the query on Ctrl + Enter', async () => {
    const page = await open({ q: 'SELECT id FROM sales' });
    const field = page.getByRole('textbox', { name: 'Query' });
    await page.evaluate("document.querySelector('textarea').setSelectionRange(7, 9)");
    await page.getByRole('button', { name: 'price' }).click();
    expect(await field.inputValue()).toBe('SELECT "price ""net""" FROM sales');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'Result' }).waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('SELECT "price ""net""" FROM sales');
    expect(said).toEqual([]);
    await page.close();
  });

  itHasChromium('works without scripts', async () => {
    const page = await open({}, { scripts: false });
    await page.getByRole('textbox', { name: 'Query' }).fill("SELECT 'it works' AS answer");
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByRole('heading', { name: 'Result' }).waitFor();
    expect(await page.getByRole('cell').allTextContents()).toEqual(['it works']);
    expect(await page.getByText('Click a name').isVisible()).toBe(false);
    await page.close();
  });

  itHasChromium('fits any width', async () => {
    for (const width of [320, 390, 1280]) {
      const page = await open({ q: wide }, { width });
      const widths = await page.evaluate('[document.documentElement.scrollWidth, innerWidth]');
      expect(widths).toEqual([width, width]);
      await page.close();
    }
    expect(said).toEqual([]);
  });
});
