/**
 * Takes the docs' pictures of the running example and of the editor of forms: `npm run screenshots`. Needs Linux and Chromium
 * (`HOLDALL_CHROMIUM`, default /usr/bin/chromium). The same app gives the same pictures on the same
 * machine; another version of Chromium or other fonts give others.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import type { Report } from '../src/build/report.ts';
import { withEditor } from './screenshot-editor.ts';

/** By the name of the file in docs/pictures: where it is, and what is done there first. */
const pages: Record<string, { path: string; act?: (page: Page) => Promise<void> }> = {
  gallery: { path: '/gallery/' },
  explorer: { path: '/dataset/sales?_sort=-total&_columns=date,shop,product,quantity,total' },
  worker: { path: '/worker', act: askForPictures },
};

const folder = mkdtempSync(join(tmpdir(), 'holdall-screenshots-'));
const app = spawn(buildExample(folder), ['--no-open', '--port', '0'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, HOLDALL_CACHE: join(folder, 'cache'), HOLDALL_DATA: join(folder, 'data') },
});
const browser = await chromium.launch({
  executablePath: process.env['HOLDALL_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  const [said] = await once(app.stdout, 'data');
  const url = /http:\/\/[^/\s]+/.exec(String(said))?.[0];
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  for (const [name, { path, act }] of Object.entries(pages)) {
    await page.goto(`${url}${path}`, { waitUntil: 'networkidle' });
    await act?.(page);
    await shoot(page, name);
  }
  await withEditor(page, (editor) => shoot(editor, 'form-editor'));
} finally {
  await browser.close();
  app.kill();
  rmSync(folder, { recursive: true, force: true });
}

async function shoot(page: Page, name: string): Promise<void> {
  // Pictures that are there may still have to be decoded.
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode().catch(() => 0))));
  const file = `docs/pictures/${name}.png`;
  await page.screenshot({ path: file, animations: 'disabled' });
  console.log(`wrote ${file}`);
}

/** Has three pictures put into black and white, and brings them into view. */
async function askForPictures(page: Page): Promise<void> {
  const products = ['stapler-red', 'calculator', 'hole-punch'];
  const files = products.map((product) => `examples/stationer/pictures/${product}.jpg`);
  await page.locator('input[type=file][multiple]').setInputFiles(files);
  await page.getByText('3 done').waitFor();
  await page.evaluate(() => document.querySelector('#worker-pictures')?.scrollIntoView());
}

/** The example for this machine; the path of its executable. */
function buildExample(to: string): string {
  const args = ['build', 'examples/stationer/spec.json', '--to', to, '--target', 'linux-x64', '--json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/holdall.ts', ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(stderr);
  const { executables }: Report = JSON.parse(stdout);
  return executables[0]?.address ?? '';
}
