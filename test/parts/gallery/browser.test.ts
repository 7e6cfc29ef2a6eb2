import { statSync } from 'node:fs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { listen } from '../../../src/app/server/serve.ts';
import { barriers, itHasChromium, openPage } from '../../support/browser.ts';
import { openGalleryApp } from './pictures.ts';

/** Pictures of every shape, so that rows are not alike. */
const MANY = 10_000;
const THUMBHASH = '1QcSHQRnh493V4dIh4eXh1h4kJUI';
let close: (() => Promise<void>) | undefined;
let origin = '';

beforeAll(async () => {
  const channel = { mean: 100, deviation: 5, entropy: 3, sharpness: 12, histogram: Array(256).fill(1) };
  const pens = Array.from({ length: 12 }, (_, n) => ({
    file: `pen ${n}.png`,
    dominant: n < 5 ? '#c92526' : '#0000ff',
    taken: `2026-03-${String(n + 1).padStart(2, '0')} 10:00:00`,
    thumbhash: THUMBHASH,
    ...(n === 3 && { variants: { original: {} } }),
    stats: [{ name: 'red', ...channel }],
  }));
  const many = Array.from({ length: MANY }, (_, n) => ({
    file: `p${n}.png`,
    width: 200 + ((n * 37) % 300),
    height: 200 + ((n * 101) % 300),
    thumbhash: THUMBHASH,
  }));
  const app = await openGalleryApp({ pens, many });
  const served = await listen(app, { host: '127.0.0.1', port: 0 });
  origin = served.url;
  close = served.close;
});

afterAll(async () => {
  await close?.();
});

/** Opens a page in a window of a desktop's size; `said` is what went wrong on it. */
async function open(path: string, options: BrowserContextOptions = {}) {
  const { page, wrong } = await openPage(`${origin}${path}`, {
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  if (options.javaScriptEnabled !== false && path.startsWith('gallery/?'))
    await page.waitForSelector('.photos.placed');
  return { page, said: wrong, done: () => page.context().close() };
}

const focusedText = (page: Page) => page.evaluate(() => document.activeElement?.textContent);
const nodes = (page: Page) => page.evaluate(() => document.querySelectorAll('.photos *').length);

/** How far what is seen was moved without anybody having asked for it. */
const shift = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((done) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            if ('value' in entry && 'hadRecentInput' in entry && !entry.hadRecentInput)
              sum += Number(entry.value);
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => setTimeout(() => done(sum), 100));
      }),
  );

describe('10,000 pictures in the browser', () => {
  itHasChromium.each([
    [1280, 'en-GB'],
    [390, 'fr-FR'],
  ])('at a width of %i are a few elements, scroll to the last, and nothing jumps', async (width, locale) => {
    const { page, said, done } = await open('gallery/?set=many', {
      viewport: { width, height: 844 },
      locale,
    });
    expect(await nodes(page)).toBeLessThanOrEqual(300);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    expect(height).toBeGreaterThan(MANY * 10);
    for (const share of [0.1, 0.5, 0.93, 0.2]) {
      await page.evaluate((top) => scrollTo({ top, behavior: 'instant' }), share * height);
      await page.waitForFunction(() => {
        const places = [...document.querySelectorAll('.photos a')].map((link) =>
          link.getBoundingClientRect(),
        );
        return places.some(({ top }) => top < 100) && places.some(({ bottom }) => bottom > innerHeight - 100);
      });
      expect(await nodes(page)).toBeLessThanOrEqual(300);
    }
    await page.evaluate(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' }));
    await page.waitForSelector(`text="P${MANY - 1}"`);
    expect(await shift(page)).toBe(0);
    expect(said).toEqual([]);
    await done();
  });

  itHasChromium('looks the same before and after the script takes over', async () => {
    const places = (page: Page) =>
      page.evaluate(() =>
        [...document.querySelectorAll('.photos li')].slice(0, 20).map((item) => {
          const { left, top, width, height } = item.getBoundingClientRect();
          return [left, top, width, height].map(Math.round);
        }),
      );
    for (const width of [1280, 390]) {
      const viewport = { width, height: 844 };
      const plain = await open('gallery/?set=many', { javaScriptEnabled: false, viewport });
      const live = await open('gallery/?set=many', { viewport });
      const [before, after] = [await places(plain.page), await places(live.page)];
      expect(after.length).toBeGreaterThan(5);
      // The browser's own layout counts in 64ths of a pixel.
      for (const [at, place] of after.entries())
        for (const [one, side] of place.entries())
          expect(Math.abs(side - (before[at]?.[one] ?? 0))).toBeLessThanOrEqual(1);
      await plain.done();
      await live.done();
    }
  });

  itHasChromium('are walked through by the keyboard; the focus is never lost', async () => {
    const { page, done } = await open('gallery/?set=many');
    await page.focus('.photos a');
    expect(await page.locator('.photos a[tabindex="0"]').count()).toBe(1);
    expect(await focusedText(page)).toBe('P0');
    for (const [key, text] of [
      ['ArrowRight', 'P1'],
      ['ArrowLeft', 'P0'],
      ['End', `P${MANY - 1}`],
      ['Home', 'P0'],
    ] as const) {
      await page.keyboard.press(key);
      expect(await focusedText(page)).toBe(text);
    }
    await page.keyboard.press('ArrowDown');
    const below = Number((await focusedText(page))?.slice(1));
    expect(below).toBeGreaterThan(1);
    await page.keyboard.press('ArrowUp');
    expect(Number((await focusedText(page))?.slice(1))).toBeLessThan(below);
    for (let n = 0; n < 5; n++) await page.keyboard.press('PageDown');
    const far = await focusedText(page);
    expect(Number(far?.slice(1))).toBeGreaterThan(40);
    const inSight = () =>
      page.evaluate(() => {
        const place = document.activeElement?.getBoundingClientRect();
        return place !== undefined && place.top >= 0 && place.bottom <= innerHeight;
      });
    expect(await inSight()).toBe(true);
    // Scrolled out of sight, it keeps the focus; the next key goes on from there.
    await page.evaluate(() => scrollTo({ top: 100_000, behavior: 'instant' }));
    await page.waitForFunction(() => [...document.querySelectorAll('.photos a')].length > 1);
    expect(await focusedText(page)).toBe(far);
    await page.keyboard.press('ArrowRight');
    expect(Number((await focusedText(page))?.slice(1))).toBe(Number(far?.slice(1)) + 1);
    expect(await inSight()).toBe(true);
    await done();
  });

  itHasChromium('are where they were for who comes back', async () => {
    const { page, done } = await open('gallery/?set=many');
    await page.evaluate(() => scrollTo({ top: 50_000, behavior: 'instant' }));
    await page.goto(`${origin}files/`).catch(() => undefined);
    await page.goBack();
    await page.waitForFunction(() => scrollY === 50_000);
    await page.waitForFunction(() => {
      const place = document.querySelector('.photos li:last-child')?.getBoundingClientRect();
      return place !== undefined && place.bottom > innerHeight - 100;
    });
    await done();
  });
});

describe('the viewer', () => {
  itHasChromium('opens over the grid, leafs by arrows, and goes back to the picture it leaves', async () => {
    const { page, said, done } = await open('gallery/?set=pens');
    await page.focus('.photos a');
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open] h1:text("Pen 0")');
    expect(page.url()).toContain('/gallery/sets/pens/pen%200.png?set=pens');
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('dialog[open] h1:text("Pen 1")');
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('dialog[open] h1:text("Pen 2")');
    await page.keyboard.press('ArrowLeft');
    await page.waitForSelector('dialog[open] h1:text("Pen 1")');
    expect(page.url()).toContain('pen%201.png');
    await page.keyboard.press('+');
    await page.waitForSelector('.stage.zoomed');
    await page.keyboard.press('0');
    await page.waitForSelector('.stage:not(.zoomed)');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'hidden' });
    await page.waitForFunction(() => document.activeElement?.textContent === 'Pen 1');
    expect(page.url()).toMatch(/\/gallery\/\?set=pens$/);
    await page.goForward();
    await page.waitForSelector('dialog[open] h1:text("Pen 1")');
    await page.reload();
    await page.waitForSelector('main h1:text("Pen 1")');
    await page.goBack();
    await page.waitForSelector('.photos');
    expect(said).toEqual([]);
    await done();
  });

  itHasChromium('zooms by wheel and double click, and is moved within its bounds', async () => {
    const { page, said, done } = await open('gallery/?set=pens');
    await page.click('text="Pen 0"');
    await page.waitForSelector('dialog[open] .canvas img');
    const transform = () =>
      page.evaluate(
        () => new DOMMatrix(getComputedStyle(document.querySelector('.canvas') ?? document.body).transform),
      );
    const stage = await page.locator('.stage').boundingBox();
    const [x, y] = [(stage?.x ?? 0) + 100, (stage?.y ?? 0) + 100];
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, -1000);
    await page.waitForSelector('.stage.zoomed');
    expect((await transform()).a).toBeGreaterThan(2);
    await page.mouse.down();
    await page.mouse.move(x + 5000, y + 5000);
    await page.mouse.up();
    const { a, e } = await transform();
    expect(e).toBeCloseTo(((a - 1) * (stage?.width ?? 0)) / 2, 0);
    await page.mouse.dblclick(x, y);
    await page.waitForSelector('.stage:not(.zoomed)');
    expect(said).toEqual([]);
    await done();
  });

  itHasChromium('is swiped through and pinched on a phone', async () => {
    const { page, said, done } = await open('gallery/?set=pens', {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    const touch = await page.context().newCDPSession(page);
    const move = async (...steps: [x: number, y: number][][]) => {
      for (const [at, points] of steps.entries())
        await touch.send('Input.dispatchTouchEvent', {
          type: at === 0 ? 'touchStart' : 'touchMove',
          touchPoints: points.map(([x, y], id) => ({ x, y, id })),
        });
      await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    };
    await page.tap('text="Pen 0"');
    await page.waitForSelector('dialog[open] h1:text("Pen 0")');
    const stage = await page.locator('.stage').boundingBox();
    const y = (stage?.y ?? 0) + 60;
    await move([[300, y]], [[220, y]], [[100, y + 5]]);
    await page.waitForSelector('dialog[open] h1:text("Pen 1")');
    await move([[100, y]], [[180, y]], [[300, y]]);
    await page.waitForSelector('dialog[open] h1:text("Pen 0")');
    await move(
      [
        [180, y],
        [200, y],
      ],
      [
        [120, y],
        [260, y],
      ],
    );
    await page.waitForSelector('.stage.zoomed');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(said).toEqual([]);
    await done();
  });

  itHasChromium('slides between before and after by the keyboard', async () => {
    const { page, said, done } = await open('gallery/sets/pens/pen%203.png');
    const cut = () =>
      page.evaluate(() => getComputedStyle(document.querySelector('.before') ?? document.body).clipPath);
    expect(await page.locator('.before').evaluate((one) => one.clientWidth)).toBe(600);
    await page.focus('.slider input');
    await page.keyboard.press('Home');
    expect(await cut()).toContain('100%');
    await page.keyboard.press('End');
    expect(await cut()).not.toContain('100%');
    expect(said).toEqual([]);
    await done();
  });

  itHasChromium('is a page that leafs without a script, before and after beside each other', async () => {
    const { page, done } = await open('gallery/?set=pens', { javaScriptEnabled: false });
    await page.click('text="Pen 3"');
    await page.locator('.compare').waitFor();
    const places = await page
      .locator('.compare img')
      .evaluateAll((images) => images.map((image) => image.getBoundingClientRect().left));
    expect(new Set(places).size).toBe(2);
    expect(await page.locator('.slider').isVisible()).toBe(false);
    await page.click('[rel="next"]');
    expect(await page.textContent('h1')).toBe('Pen 4');
    await page.click('[rel="up"]');
    expect(page.url()).toMatch(/\/gallery\/\?set=pens$/);
    await done();
  });
});

describe('who does not see or use a mouse', () => {
  itHasChromium.each(['light', 'dark'] as const)('finds no barrier: %s', async (colorScheme) => {
    const { page, said, done } = await open('gallery/?set=pens&colour=red', { colorScheme });
    expect(await barriers(page)).toEqual([]);
    await page.click('.select');
    await page.click('text="Pen 2"');
    expect(await barriers(page)).toEqual([]);
    await page.click('.select');
    await page.click('text="Pen 3"');
    await page.waitForSelector('dialog[open] .slider');
    expect(await barriers(page)).toEqual([]);
    await page.goto(`${origin}gallery/sets/pens/pen%203.png`);
    expect(await barriers(page)).toEqual([]);
    expect(said).toEqual([]);
    await done();
  });

  itHasChromium('has the same page when it is loaded again', async () => {
    const { page, said, done } = await open('gallery/?set=pens', { javaScriptEnabled: false });
    const place = () => page.locator('.photos img').first().boundingBox();
    const before = await place();
    await page.goto(`${origin}files/`);
    await page.goto(`${origin}gallery/?set=pens`);
    expect(await place()).toEqual(before);
    expect(said.filter((one) => !one.includes('404'))).toEqual([]);
    await done();
  });
});

describe('filters and selections', () => {
  itHasChromium('answer while they are filled in', async () => {
    const { page, said, done } = await open('gallery/?set=pens');
    await page.fill('.finder [name="name"]', 'pens 1');
    await page.waitForFunction(() => document.querySelectorAll('.photos li').length === 3);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('name');
    expect(page.url()).toContain('name=pens+1');
    await page.check('#colour-red');
    await page.waitForFunction(() => document.querySelectorAll('.photos li').length === 1);
    expect(await page.textContent('#count')).toBe('1 of 10,012 pictures');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('colour-red');
    await page.fill('.finder [name="name"]', 'nothing');
    await page.waitForSelector('.nothing');
    await page.click('text="Clear all"');
    await page.waitForSelector('.photos.placed');
    expect(said).toEqual([]);
    await done();
  });

  itHasChromium('are downloaded as they were selected', async () => {
    const { page, said, done } = await open('gallery/?set=pens');
    await page.click('.select');
    expect(await page.locator('.chosen').isDisabled()).toBe(true);
    await page.click('text="Pen 2"');
    await page.focus('text="Pen 5"');
    await page.keyboard.press('Space');
    expect(await page.textContent('.chosen')).toContain('2 selected');
    expect(await nodes(page)).toBeLessThanOrEqual(300);
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('.chosen')]);
    expect(download.suggestedFilename()).toBe('stationer-pens.zip');
    expect(statSync(await download.path()).size).toBeGreaterThan(100);
    await page.click('.select');
    expect(await page.locator('.photos input').count()).toBe(0);
    expect(said).toEqual([]);
    await done();
  });
});
