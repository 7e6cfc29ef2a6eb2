import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect } from 'vitest';
import { sha256 } from '../../src/base/hash.ts';
import type { ImageSetIndex } from '../../src/image/index-file.ts';
import { desktop, itHasChromium, phone, visit } from '../support/browser.ts';
import { picture } from '../support/holdall.ts';
import { packApp } from '../support/sample-app.ts';
import { serveSample } from '../support/served.ts';
import { tempFolder } from '../support/temp.ts';

const PICTURES = 10_000;
const folder = tempFolder();
let url = '';

/** A set of many pictures of many shapes; what is packed of each are the same few bytes. */
beforeAll(async () => {
  const bytes = await picture('png', 8);
  const index: ImageSetIndex = { name: 'many', images: [], nearDuplicates: [] };
  const files = new Map<string, Buffer>();
  for (let n = 0; n < PICTURES; n++) {
    const file = `picture ${String(n).padStart(5, '0')}.png`;
    files.set(`images/many/${file}`, bytes);
    index.images.push({
      file,
      source: `pictures/${file}`,
      width: 300 + ((n * 37) % 900),
      height: 300 + ((n * 53) % 700),
      format: 'png',
      size: bytes.length,
      sizeBefore: bytes.length,
      sha256: sha256(bytes),
      dominant: '#c04030',
    });
  }
  const statistics = index.images.map(({ file }) => JSON.stringify({ file, channels: [] }));
  files.set('images/many.json', Buffer.from(JSON.stringify(index)));
  files.set('images/many.stats.ndjson', Buffer.from(`${statistics.join('\n')}\n`));
  const file = join(folder, 'many');
  const parts = [{ name: 'gallery', options: { images: ['many'], pictures: PICTURES } }];
  await packApp(file, { title: 'Many pictures', files, parts });
  url = await serveSample(file, join(folder, 'cache'));
});

/** The grid's elements, and how many pictures in sight are not there yet. */
const grid = (page: Page) =>
  page.evaluate(() => ({
    elements: document.querySelectorAll('.photos, .photos *').length,
    missing: [...document.querySelectorAll<HTMLImageElement>('.photos img')].filter((image) => {
      const { top, bottom } = image.getBoundingClientRect();
      return bottom > 0 && top < innerHeight && !(image.complete && image.naturalWidth > 0);
    }).length,
    shown: [...document.querySelectorAll('.photos li')].filter((item) => {
      const { top, bottom } = item.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    }).length,
  }));

itHasChromium.each([
  ['desktop', desktop],
  ['phone', phone],
] as const)('10,000 pictures are at most 300 elements, wherever one looks: %s', async (_, look) => {
  const { page, wrong } = await visit(`${url}/gallery/`, look);
  expect(await page.locator('main').innerText()).toContain('10,000');
  await page.locator('.photos.placed').waitFor();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  for (const share of [0, 0.5, 0.99, 0.25]) {
    await page.evaluate((top) => scrollTo({ top, behavior: 'instant' }), height * share);
    await expect.poll(async () => (await grid(page)).shown).toBeGreaterThan(1);
    await expect.poll(async () => (await grid(page)).missing).toBe(0);
    expect((await grid(page)).elements).toBeLessThanOrEqual(300);
  }

  await page.locator('.photos a[tabindex="0"]').focus();
  await page.keyboard.press('End');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('09999');
  expect((await grid(page)).elements).toBeLessThanOrEqual(300);
  await page.keyboard.press('Home');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('00000');
  expect(wrong).toEqual([]);
  await page.context().close();
});
