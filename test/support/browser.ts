import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll } from 'vitest';
import { itNeeds } from './needs.ts';

const executablePath = process.env['HOLDALL_CHROMIUM'] ?? '/usr/bin/chromium';
export const itHasChromium = itNeeds('Chromium (HOLDALL_CHROMIUM)', existsSync(executablePath));

let browser: Browser | undefined;

afterAll(async () => {
  await browser?.close();
});

/** How somebody looks at the app. */
export interface Look {
  width: number;
  height: number;
  language: 'en' | 'fr';
  theme: 'light' | 'dark';
  /** Whether scripts run; they do unless said. */
  script?: boolean;
}

export const desktop: Look = { width: 1280, height: 800, language: 'en', theme: 'light' };
export const phone: Look = { ...desktop, width: 390, height: 844 };

/** Desktop and phone, in both languages. */
export const looks: Look[] = [desktop, phone].flatMap((size) =>
  (['en', 'fr'] as const).map((language) => ({ ...size, language })),
);

export const nameOf = ({ width, language }: Look): string => `${width} px, ${language}`;

/** A page, and what went wrong on it so far: words on the console, errors, requests to elsewhere. */
export interface Visit {
  page: Page;
  status: number | undefined;
  wrong: string[];
}

/** Opens a page in a browser of its own; the language is asked for and the theme preferred, as by a system. */
export function visit(url: string, look: Look = desktop): Promise<Visit> {
  const { width, height, language, theme, script = true } = look;
  return openPage(url, {
    viewport: { width, height },
    locale: language === 'fr' ? 'fr-FR' : 'en-GB',
    colorScheme: theme,
    javaScriptEnabled: script,
    reducedMotion: 'reduce',
  });
}

/** Opens a page in a browser that has seen nothing yet. */
export async function openPage(url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  browser ??= await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const wrong: string[] = [];
  const { origin } = new URL(url);
  page.on('console', (message) => {
    // That the page itself is a 404, Chromium says on the console as well; that is no fault of it.
    const isOwnStatus = message.location().url === page.url() && /status of 4\d\d/.test(message.text());
    if (message.type() !== 'log' && !isOwnStatus) wrong.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => wrong.push(`error: ${error}`));
  page.on('request', (request) => {
    const to = new URL(request.url());
    if (to.origin !== origin && !/^(data|blob):$/.test(to.protocol)) wrong.push(`request: ${to.href}`);
  });
  page.on('requestfailed', (request) => {
    // What a page no longer needs when it is left is no failure.
    const why = request.failure()?.errorText ?? '';
    if (why !== 'net::ERR_ABORTED') wrong.push(`request failed: ${request.url()} (${why})`);
  });
  const answer = await page.goto(url, { waitUntil: 'load' });
  return { page, status: answer?.status(), wrong };
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds of WCAG 2, A and AA, that is serious or critical: a line for each element. */
export async function barriers(page: Page): Promise<string[]> {
  // By the debugger and not as a script of the page, which its policy would refuse.
  await page.evaluate(axeSource);
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const options: RunOptions = { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] };
  const { violations } = await page.evaluate(
    (given): Promise<AxeResults> => Reflect.get(window, 'axe').run(document, given),
    options,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 200)}: ${node.failureSummary}`),
    );
}

/** By how many pixels the page is wider than the window; what scrolls within the page does not count. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));
}

/** Waits until something on the page has the focus that it asks for itself. */
export async function focused(page: Page): Promise<void> {
  await page.waitForFunction(() => document.activeElement !== document.body);
}

/** Presses Tab, as often as it takes, until something that fits the selector has the focus. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let pressed = 0; pressed < 200; pressed++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  throw new Error(`Tab does not lead to ${selector}`);
}
