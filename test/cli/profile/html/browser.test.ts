import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, describe, expect } from 'vitest';
import { htmlReport } from '../../../../src/cli/profile/html/report.ts';
import { itNeeds } from '../../../support/needs.ts';
import { tempFolder } from '../../../support/temp.ts';
import { empty, extreme, nasty, report, vega } from './tables.ts';

const executablePath = process.env['HOLDALL_CHROMIUM'] ?? '/usr/bin/chromium';
const itHasChromium = itNeeds('Chromium (HOLDALL_CHROMIUM)', existsSync(executablePath));
let browser: Browser | undefined;

afterAll(async () => {
  await browser?.close();
});

/** Opens a report from disk; hands on what the page said and asked for beside. */
async function open(
  html: string,
  options: { width?: number; dark?: boolean } = {},
): Promise<{ page: Page; said: string[]; asked: string[] }> {
  browser ??= await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const file = join(tempFolder(), 'report.html');
  writeFileSync(file, html);
  const page = await browser.newPage({
    viewport: { width: options.width ?? 1200, height: 900 },
    colorScheme: options.dark ? 'dark' : 'light',
  });
  const said: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('dialog', (dialog) => said.push(dialog.message()));
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  return { page, said, asked: asked.slice(1) };
}

const files = {
  cars: vega('cars.json'),
  weather: vega('seattle-weather.csv'),
  nasty: nasty(),
  extreme: extreme(),
  empty: empty(),
};

describe('a report in the browser', () => {
  itHasChromium.each(Object.entries(files))(
    'of %s is quiet, asks for nothing, and fits any width',
    async (_, file) => {
      const { html } = await report(file);
      for (const options of [{ width: 1200 }, { width: 400, dark: true }]) {
        const { page, said, asked } = await open(html, options);
        expect({ said, asked }).toEqual({ said: [], asked: [] });
        const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        expect(widths[0]).toBe(widths[1]);
        await page.close();
      }
    },
  );

  itHasChromium.each(Object.entries(files))('of %s can be read without seeing it', async (_, file) => {
    const { page } = await open((await report(file)).html);
    const found = await page.evaluate(() => {
      const all = (selector: string) => [...document.querySelectorAll(selector)];
      const levels = all('h1, h2, h3, h4').map(({ tagName }) => Number(tagName.slice(1)));
      const ids = all('[id]').map(({ id }) => id);
      const nameOf = (element: Element) =>
        element.getAttribute('aria-label') ??
        document.getElementById(element.getAttribute('aria-labelledby') ?? '')?.textContent ??
        '';
      return {
        lang: document.documentElement.lang,
        title: document.title,
        firsts: levels.filter((level) => level === 1).length,
        jumps: levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1).length,
        unnamed: all('[role="img"], [role="region"]').filter((element) => nameOf(element).trim() === '')
          .length,
        loose: all('svg').filter((svg) => !svg.closest('[role="img"], [aria-hidden="true"]')).length,
        headless: all('table').filter((table) => !table.querySelector('th[scope="col"]')).length,
        untitled: all('table').filter(
          (table) => !table.querySelector('caption') && !table.closest('details.more'),
        ).length,
        lost: all('a[href^="#"]').filter((link) => !ids.includes(link.getAttribute('href')?.slice(1) ?? ''))
          .length,
        twice: ids.length - new Set(ids).size,
        unreachable: all('.scroll').filter((box) => box.getAttribute('tabindex') !== '0').length,
        mains: all('main').length,
      };
    });
    expect(found).toEqual({
      lang: 'en',
      title: expect.stringMatching(/: profile$/),
      firsts: 1,
      ...{ jumps: 0, unnamed: 0, loose: 0, headless: 0, untitled: 0, lost: 0, twice: 0, unreachable: 0 },
      mains: 1,
    });
    await page.close();
  });

  itHasChromium.each([['light'], ['dark']])('has contrasts of 4.5 and more: %s', async (scheme) => {
    const { summary } = await report(files.cars);
    // All shades of the heat map.
    const shades = Array.from({ length: 13 }, (_, index) => (index - 6) / 6);
    const columns = shades.map(String);
    const matrix = shades.map((_, row) =>
      shades.map((_, column) => shades[(row + column) % shades.length] ?? 0),
    );
    const correlations = { columns, pearson: matrix, spearman: matrix };
    const html = htmlReport({ summary: { ...summary, correlations }, files: [], version: '1' });
    const { page } = await open(html, { dark: scheme === 'dark' });
    const low = await page.evaluate(() => {
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      if (!canvas) throw new Error('no canvas');
      // Colours lie on each other as the browser paints them.
      const painted = (colours: string[]) => {
        canvas.clearRect(0, 0, 1, 1);
        for (const colour of colours) {
          canvas.fillStyle = colour;
          canvas.fillRect(0, 0, 1, 1);
        }
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
      };
      const luminance = (rgb: number[]) => {
        const [r = 0, g = 0, b = 0] = rgb.map((byte) => {
          const value = byte / 255;
          return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const backgrounds = (element: Element | null): string[] =>
        element
          ? [...backgrounds(element.parentElement), getComputedStyle(element).backgroundColor]
          : ['white'];
      const texts = [...document.querySelectorAll('body *:not(title)')].filter((element) =>
        [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
      );
      const found = new Set<string>();
      for (const element of texts) {
        const style = getComputedStyle(element);
        const colour = element instanceof SVGElement ? style.fill : style.color;
        const ground = backgrounds(element);
        const [one, other] = [luminance(painted([...ground, colour])), luminance(painted(ground))];
        const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        if (contrast < 4.5)
          found.add(`${element.tagName} ${element.parentElement?.className}: ${contrast.toFixed(2)}`);
      }
      return [...found];
    });
    expect(low).toEqual([]);
    await page.close();
  });

  itHasChromium('leads from the overview to a card by the keyboard, and closes it', async () => {
    const { page } = await open((await report(files.cars)).html);
    await page.focus('.overview a[href="#column-5"]');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => location.hash)).toBe('#column-5');
    await page.focus('#column-5 > summary');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.querySelector('#column-5')?.hasAttribute('open'))).toBe(false);
    await page.close();
  });
});
