import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { itNeeds } from './needs.ts';

const executablePath = process.env['HOLDALL_CHROMIUM'] ?? '/usr/bin/chromium';

/** `it`, where there is a Chromium. */
export const itHasChromium = itNeeds('Chromium (HOLDALL_CHROMIUM)', existsSync(executablePath));

let browser: Browser | undefined;

/** A page of a browser that has seen nothing yet; hands on what went wrong in it, and what it asked of others. */
export async function openPage(
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; wrong: string[] }> {
  browser ??= await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') wrong.push(message.text());
  });
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(url).origin) wrong.push(request.url());
  });
  await page.goto(url);
  return { page, wrong };
}

/** Ends the browser, if there was one. */
export async function closeBrowser(): Promise<void> {
  await browser?.close();
  browser = undefined;
}
