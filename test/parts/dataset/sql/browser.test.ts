import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, vi } from 'vitest';
import { type App, closeApp } from '../../../../src/app/app.ts';
import { listen } from '../../../../src/app/server/serve.ts';
import { sqlAddress } from '../../../../src/parts/dataset/sql/address.ts';
import {
  barriers,
  desktop,
  itHasChromium,
  looks,
  nameOf,
  overflow,
  phone,
  visit,
} from '../../../support/browser.ts';
import { openSample } from '../../../support/open-app.ts';
import { packApp, sampleContent } from '../../../support/sample-app.ts';
import { tempFolder } from '../../../support/temp.ts';

const folder = tempFolder();
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
  await served.close();
  await closeApp(app);
  vi.unstubAllEnvs();
});

const address = (q?: string) => new URL(sqlAddress(q === undefined ? {} : { q }), served.url).href;
const wide = "SELECT *, hex(zeroblob(300)) AS long FROM sales, (SELECT 'a' AS a, 'b' AS b, 'c' AS c)";
const charted = "SELECT 'p' || paid AS name, count(*) AS times FROM sales GROUP BY paid";

describe('the SQL page in the browser', () => {
  itHasChromium('puts names where the cursor is, and runs the query on Ctrl + Enter', async () => {
    const { page, wrong } = await visit(address('SELECT id FROM sales'));
    const field = page.getByRole('textbox', { name: 'Query' });
    await page.evaluate("document.querySelector('textarea').setSelectionRange(7, 9)");
    await page.getByRole('button', { name: 'price' }).click();
    expect(await field.inputValue()).toBe('SELECT "price ""net""" FROM sales');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/net/);
    await page.getByRole('heading', { name: 'Result' }).waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('SELECT "price ""net""" FROM sales');
    expect(wrong).toEqual([]);
    await page.context().close();
  });

  itHasChromium('works without scripts', async () => {
    const { page } = await visit(address(), { ...desktop, script: false });
    await page.getByRole('textbox', { name: 'Query' }).fill("SELECT 'it works' AS answer");
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByRole('heading', { name: 'Result' }).waitFor();
    expect(await page.getByRole('cell').allTextContents()).toEqual(['it works']);
    expect(await page.getByText('Click a name').isVisible()).toBe(false);
    await page.context().close();
  });

  itHasChromium.each(looks.map((look) => [nameOf(look), look] as const))(
    'is quiet, fits, and keeps nobody out: %s',
    async (_, look) => {
      for (const query of [wide, charted, 'DROP TABLE sales']) {
        const { page, wrong } = await visit(address(query), look);
        expect([query, wrong, await overflow(page), await barriers(page)]).toEqual([query, [], 0, []]);
        await page.context().close();
      }
    },
  );

  itHasChromium('fits the narrowest phone', async () => {
    const { page } = await visit(address(wide), { ...phone, width: 320 });
    expect(await overflow(page)).toBe(0);
    await page.context().close();
  });
});
