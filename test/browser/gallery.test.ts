import { join } from 'node:path';
import { beforeAll, expect } from 'vitest';
import { itHasChromium, phone, tabTo, visit } from '../support/browser.ts';
import { buildExample, serveExecutable } from '../support/served.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder();
let url = '';

beforeAll(async () => {
  url = await serveExecutable(await buildExample(folder), join(folder, 'cache'));
});

itHasChromium('somebody without a mouse goes over the grid, looks at pictures and comes back', async () => {
  const { page, wrong } = await visit(`${url}/gallery/`);
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
  const title = () => page.locator('dialog[open] h1').innerText();
  await page.locator('.photos.placed').waitFor();
  const links = await page.locator('.photos a').allInnerTexts();

  await tabTo(page, '.photos a');
  expect(await focused()).toBe(links[0]?.trim());
  await page.keyboard.press('ArrowRight');
  expect(await focused()).toBe(links[1]?.trim());
  await page.keyboard.press('ArrowDown');
  const chosen = await focused();
  expect(chosen).not.toBe(links[1]?.trim());

  await page.keyboard.press('Enter');
  await page.locator('dialog[open] article.viewer').waitFor();
  expect(await title()).toBe(chosen);
  const address = page.url();
  expect(address).toMatch(/\/gallery\/sets\/products\/./);
  await page.keyboard.press('ArrowRight');
  await page.waitForURL((next) => next.href !== address);
  await expect.poll(title).not.toBe(chosen);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(title).toBe(chosen);
  await page.keyboard.press('Escape');
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
  expect(await focused()).toBe(chosen);
  expect(new URL(page.url()).pathname).toBe('/gallery/');

  // The address of a picture is a page of its own.
  await page.goto(address);
  expect(await page.locator('article.viewer h1').innerText()).toBe(chosen);
  expect(wrong).toEqual([]);
  await page.context().close();
});

itHasChromium('nothing moves while the pictures come', async () => {
  for (const look of [undefined, phone]) {
    const { page } = await visit(`${url}/gallery/`, look);
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => {
            resolve(list.getEntries().reduce((sum, entry) => sum + Number(Reflect.get(entry, 'value')), 0));
          }).observe({ type: 'layout-shift', buffered: true });
          // Where nothing has moved, nothing is ever observed.
          setTimeout(resolve, 1000, 0);
        }),
    );
    // Google's bound for a good page is 0.1.
    expect(shift).toBeLessThan(0.01);
    await page.context().close();
  }
});
