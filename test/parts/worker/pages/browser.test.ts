import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { beforeAll, describe, expect } from 'vitest';
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
import { serveSample } from '../../../support/served.ts';
import { tempFolder } from '../../../support/temp.ts';
import { packWorker } from '../../../support/worker-app.ts';

const folder = tempFolder();
let url = '';
let picture: { name: string; mimeType: string; buffer: Buffer };

beforeAll(async () => {
  const file = join(folder, 'app');
  await packWorker(file);
  url = await serveSample(file, join(folder, 'cache'), { HOLDALL_DATA: join(folder, 'data') });
  const red = sharp({ create: { width: 640, height: 480, channels: 3, background: '#c33' } });
  picture = { name: 'red pen.png', mimeType: 'image/png', buffer: await red.png().toBuffer() };
}, 60_000);

/** Until something is as it should be; others may use the processor too. */
const poll = <T>(look: () => T) => expect.poll(look, { timeout: 30_000 });

const open = (look = desktop) => visit(`${url}/worker/`, look);
const four = (page: Page) => page.locator('.worker-four dd').allInnerTexts();

/** Whether an element's picture has been fetched and can be drawn. */
const isDrawn = (page: Page, selector: string) =>
  page.locator(selector).evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth > 0);

/** Files as somebody drops them. */
async function drop(page: Page, selector: string, name: string, type: string, bytes: Buffer): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([name, type, base64]) => {
      const transfer = new DataTransfer();
      const content = Uint8Array.from(atob(base64 ?? ''), (one) => one.charCodeAt(0));
      transfer.items.add(new File([content], name ?? '', { type: type ?? '' }));
      return transfer;
    },
    [name, type, bytes.toString('base64')],
  );
  for (const event of ['dragover', 'drop']) await page.dispatchEvent(selector, event, { dataTransfer });
}

describe.each(looks.map((look) => [nameOf(look), look] as const))('%s', (_, look) => {
  itHasChromium('is quiet, fits and can be read by all, with answers too', { timeout: 60_000 }, async () => {
    const { page, wrong } = await open(look);
    const check = async () => {
      expect(await overflow(page)).toBe(0);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await barriers(page), colorScheme).toEqual([]);
      }
    };
    await check();
    await page.locator('.worker-made button').first().click();
    await page.locator('.worker-four').waitFor();
    await page.setInputFiles('.worker-drop input', [picture, { ...picture, name: 'none.gif' }]);
    await page.locator('.worker-result .slider').first().waitFor();
    await poll(() => page.locator('.worker-result progress').count()).toBe(0);
    await check();
    await page.fill('.worker-typed textarea', '1, 2, drei');
    await page.locator('.worker-typed button').click();
    await page.locator('#worker-answer .worker-problem').waitFor();
    await check();
    expect(wrong).toEqual([]);
    await page.context().close();
  });
});

describe('with scripts', () => {
  itHasChromium('a list is answered and drawn, on the same page', async () => {
    const { page, wrong } = await open();
    await page.evaluate(() => Reflect.set(window, 'isSame', true));
    await page.fill('.worker-typed textarea', '1, 5, 22');
    await page.locator('.worker-typed button').click();
    await poll(() => four(page)).toEqual(['1', '22', '9.33333', '5']);
    expect(await page.locator('#worker-answer .chart .line').count()).toBe(1);
    expect(await page.locator('#worker-answer .chart .median-level').count()).toBe(2);
    expect(await page.locator('#worker-numbers-said').innerText()).toMatch(/^3 numbers, answered within/);

    // From the keyboard, and with what is wrong.
    await page.fill('.worker-typed textarea', '1, 5, x');
    await page.keyboard.press('Control+Enter');
    const problem = page.locator('#worker-answer .worker-problem');
    await problem.waitFor();
    expect(await problem.innerText()).toContain('Number 3 of the list (line 1, column 7): "x" is no number.');
    expect(await page.evaluate(() => Reflect.get(window, 'isSame'))).toBe(true);
    expect(wrong).toEqual([]);
    await page.context().close();
  });

  itHasChromium('a random list stands in the field, and is the same for its seed', async () => {
    const { page } = await open();
    const field = page.locator('.worker-typed textarea');
    await page.fill('[name=seed]', '7');
    await page.locator('.worker-random button').click();
    await page.locator('.worker-four').waitFor();
    const first = await field.inputValue();
    expect(first.split(', ')).toHaveLength(50);
    await field.fill('');
    await page.locator('.worker-random button').click();
    await poll(() => field.inputValue()).toBe(first);
    await page.context().close();
  });

  itHasChromium('a file that is dropped on the field is answered, short or long', async () => {
    const { page, wrong } = await open();
    await drop(page, '.worker-typed textarea', 'list.txt', 'text/plain', Buffer.from('4 5 6'));
    await poll(() => four(page)).toEqual(['4', '6', '5', '5']);
    expect(await page.locator('.worker-typed textarea').inputValue()).toBe('4 5 6');
    const long = Array.from({ length: 60_000 }, (_, at) => at).join('\n');
    await drop(page, '.worker-typed textarea', 'list.txt', 'text/plain', Buffer.from(long));
    await poll(() => four(page)).toEqual(['0', '59,999', '29,999.5', '29,999.5']);
    expect(await page.locator('.worker-typed textarea').inputValue()).toBe('');
    expect(wrong).toEqual([]);
    await page.context().close();
  });

  itHasChromium('a picture that is dropped is shown before and after, with a slider', async () => {
    const { page, wrong } = await open();
    await page.check('[value=thumb]');
    await drop(page, '.worker-drop', picture.name, picture.mimeType, picture.buffer);
    const result = page.locator('.worker-result');
    await result.locator('.slider').waitFor();
    expect(await result.locator('h4').innerText()).toBe('red pen.png');
    await poll(() => isDrawn(page, '.worker-result .before img')).toBe(true);
    await poll(() => isDrawn(page, '.worker-result figure:not(.before) img')).toBe(true);
    const boxes = await result
      .locator('figure img')
      .evaluateAll((images) => images.map((image) => JSON.stringify(image.getBoundingClientRect())));
    expect(boxes[0]).toBe(boxes[1]);
    await result.locator('.slider input').fill('20');
    expect(await page.locator('.worker-compare').evaluate((one) => one.style.getPropertyValue('--at'))).toBe(
      '20%',
    );
    expect(await result.innerText()).toContain('200 × 150');

    const saved = page.waitForEvent('download');
    await result.locator('a.button').click();
    expect((await saved).suggestedFilename()).toBe('red pen.webp');

    // It lies there now, and is worked on once more, in another way.
    await page.check('[value=gray]');
    await page.locator('#worker-stored button').first().click();
    await poll(() => page.locator('.worker-result .slider').count()).toBe(2);
    expect(await page.locator('.worker-result').first().innerText()).toContain('640 × 480');
    expect(wrong).toEqual([]);
    await page.context().close();
  });

  itHasChromium('many pictures come back each in its place, and one that is none says why', async () => {
    const { page } = await open(phone);
    const files = ['a.png', 'b.png', 'c.png', 'd.png', 'e.png'].map((name) => ({ ...picture, name }));
    const none = { name: 'none.png', mimeType: 'image/png', buffer: Buffer.from('text') };
    await page.setInputFiles('.worker-drop input', [...files, none]);
    await poll(() => page.locator('.worker-result .slider').count()).toBe(5);
    await page.locator('.worker-result .worker-problem').waitFor();
    expect(await page.locator('.worker-result h4').allInnerTexts()).toEqual([
      'a.png',
      'b.png',
      'c.png',
      'd.png',
      'e.png',
      'none.png',
    ]);
    expect(await page.locator('.worker-result .worker-problem').innerText()).toMatch(/^none\.png: .*text/);
    await poll(() => page.locator('#worker-pictures-said').innerText()).toBe('5 done, 1 failed');
    await page.context().close();
  });

  itHasChromium('a picture says that the app went away while it was sent', async () => {
    const { page } = await open();
    await page.route('**/worker/pictures', (route) => route.abort());
    await page.setInputFiles('.worker-drop input', { ...picture, name: 'lost.png' });
    const problem = page.locator('.worker-result .worker-problem');
    await problem.waitFor();
    expect(await problem.innerText()).toBe('The connection to the app broke. Try again.');
    await poll(() => page.locator('#worker-pictures-said').innerText()).toBe('1 failed');
    await page.context().close();
  });

  itHasChromium('what lies there can be saved', async () => {
    const { page } = await open();
    await page.setInputFiles('.worker-drop input', { ...picture, name: 'saved.png' });
    const link = page.locator('#worker-stored a[download="saved.png"]').first();
    await link.waitFor();
    const saved = page.waitForEvent('download');
    await link.click();
    expect((await saved).suggestedFilename()).toBe('saved.png');
    await page.context().close();
  });

  itHasChromium('a picture can be handed in on the page of the API', async () => {
    const { page, wrong } = await visit(`${url}/api`);
    const operation = page.locator('.operation', { hasText: '/api/worker/images/' });
    await operation.locator('summary').click();
    await operation.locator('[name=body]').setInputFiles(picture);
    await operation.locator('[name="query.preset"]').selectOption('thumb');
    await operation.locator('button').click();
    const answer = operation.locator('.api-answer');
    await answer.locator('pre').first().waitFor();
    expect(await answer.innerText()).toMatch(/200 · .*--data-binary '@red pen\.png'.*"width": 200/s);
    expect(wrong).toEqual([]);
    await page.context().close();
  });

  itHasChromium('the figures of the queue follow it', async () => {
    const { page } = await open();
    const answers = [
      { waiting: 1234, inHand: 2, dead: 4 },
      { waiting: 0, inHand: 0, dead: 4 },
    ];
    await page.route('**/api/worker', async (route) => {
      const response = await route.fetch();
      const status: object = await response.json();
      const depth = answers.length > 1 ? answers.shift() : answers[0];
      await route.fulfill({ response, json: { ...status, depth, worker: 'silent' } });
    });
    const figure = (name: string) => page.locator(`[data-figure=${name}]`).innerText();
    await poll(() => figure('waiting')).toBe('1,234');
    expect(await page.locator('.worker-presence').innerText()).toContain(
      'No worker answers Start one: stationer worker run',
    );
    await poll(() => figure('waiting')).toBe('0');
    expect(await figure('dead')).toBe('4');
    expect(await page.locator('.worker-line-edge').getAttribute('d')).toMatch(/^M[\d.]+ /);
    await page.context().close();
  });
});

describe('without scripts', () => {
  const plain = { ...desktop, script: false };

  itHasChromium('a list is answered and drawn', async () => {
    const { page, wrong } = await open(plain);
    await page.fill('.worker-typed textarea', '1 5 22');
    await page.locator('.worker-typed button').click();
    await page.locator('.worker-four').waitFor();
    expect(await four(page)).toEqual(['1', '22', '9.33333', '5']);
    expect(await page.locator('.chart .line').count()).toBe(1);
    expect(new URL(page.url()).hash).toBe('#worker-answer');
    await page.locator('.worker-random button').click();
    await poll(() => page.locator('#worker-answer').innerText()).toContain('50 numbers');

    // Another language leads back to the page.
    await page.locator('.choices a').first().click();
    await page.locator('h1', { hasText: 'Tâches' }).waitFor();
    expect(wrong).toEqual([]);
    await page.context().close();
  });

  itHasChromium('a picture is shown before and after, beside each other', async () => {
    const { page, wrong } = await open(plain);
    await page.check('[value=thumb]');
    await page.setInputFiles('.worker-drop input', picture);
    await page.locator('.worker-pictures-form > button').click();
    const result = page.locator('.worker-result');
    await result.waitFor();
    expect(await isDrawn(page, '.worker-result .before img')).toBe(true);
    const [after, before] = await result
      .locator('figure')
      .evaluateAll((figures) => figures.map((figure) => figure.getBoundingClientRect().left));
    expect(before).toBeLessThan(after ?? 0);
    expect(await result.locator('.slider').isVisible()).toBe(false);
    await page.locator('#worker-stored button').first().click();
    await page.locator('.worker-result').waitFor();
    expect(wrong).toEqual([]);
    await page.context().close();
  });
});
