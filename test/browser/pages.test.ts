import { join } from 'node:path';
import { beforeAll, describe, expect } from 'vitest';
import { barriers, desktop, itHasChromium, looks, nameOf, overflow, visit } from '../support/browser.ts';
import { buildExample, serveExecutable } from '../support/served.ts';
import { tempFolder } from '../support/temp.ts';
import { failing, pages } from './page-list.ts';

const folder = tempFolder();
let url = '';

beforeAll(async () => {
  url = await serveExecutable(await buildExample(folder), join(folder, 'cache'));
});

describe.each(Object.entries(pages))('%s', (name, path) => {
  itHasChromium.each(looks.map((look) => [nameOf(look), look] as const))(
    'is quiet, fits and can be read by all: %s',
    async (_, look) => {
      const { page, status, wrong } = await visit(`${url}${path}`, look);
      expect(status).toBe(failing[name] ?? 200);
      await page.waitForLoadState('networkidle');
      expect(await page.getAttribute('html', 'lang')).toBe(look.language);
      expect(await page.locator('h1').count()).toBe(1);
      expect(await overflow(page)).toBe(0);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await barriers(page), colorScheme).toEqual([]);
      }
      expect(wrong).toEqual([]);
      await page.context().close();
    },
  );

  itHasChromium('is there without scripts', async () => {
    const { page, wrong } = await visit(`${url}${path}`, { ...desktop, script: false });
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.locator('h1').innerText()).not.toBe('');
    expect(wrong).toEqual([]);
    await page.context().close();
  });
});
