import { join } from 'node:path';
import { beforeAll, expect } from 'vitest';
import { itHasChromium, visit } from '../support/browser.ts';
import { packApp, sampleContent } from '../support/sample-app.ts';
import { serveSample } from '../support/served.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder();
let url = '';

beforeAll(async () => {
  const file = join(folder, 'sample');
  await packApp(file, await sampleContent(folder));
  url = await serveSample(file, join(folder, 'cache'));
});

itHasChromium.each([[true], [false]])(
  'language and appearance are chosen, and stay chosen on other pages: scripts %s',
  async (script) => {
    const { page } = await visit(`${url}/files/`, {
      width: 1280,
      height: 800,
      language: 'en',
      theme: 'light',
      script,
    });
    const ground = () => page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
    const light = await ground();
    await page.locator('header a[hreflang=fr]').click();
    await page.waitForLoadState('load');
    expect(new URL(page.url()).pathname).toBe('/files/');
    expect(await page.getAttribute('html', 'lang')).toBe('fr');

    await page.locator('header a[href*="theme=dark"]').click();
    await page.waitForLoadState('load');
    expect(new URL(page.url()).pathname).toBe('/files/');
    const dark = await ground();
    expect(dark).not.toBe(light);

    await page.goto(`${url}/dataset/`);
    expect(await page.getAttribute('html', 'lang')).toBe('fr');
    expect(await ground()).toBe(dark);
    await page.context().close();
  },
);
