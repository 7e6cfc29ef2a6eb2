/**
 * Takes the docs' pictures of the running examples and of the editor of forms: `npm run screenshots`,
 * or some of them: `npm run screenshots -- registration`. Needs Linux and Chromium (`HOLDALL_CHROMIUM`,
 * default /usr/bin/chromium). The same app gives the same pictures on the same machine; another version
 * of Chromium or other fonts give others.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { withApp } from './app.ts';
import { withEditor } from './editor.ts';
import { fillForm, handInSome } from './registration.ts';

/** By the name of the file in docs/pictures: where it is, and what is done there first. */
type Shots = Record<string, { path: string; act?: (page: Page, url: string) => Promise<void> }>;

/** By the example whose app is looked at. */
const examples: Record<string, Shots> = {
  stationer: {
    gallery: { path: '/gallery/' },
    explorer: { path: '/dataset/sales?_sort=-total&_columns=date,shop,product,quantity,total' },
    worker: { path: '/worker', act: askForPictures },
  },
  registration: {
    form: { path: '/form/registration/new?view=page', act: fillForm },
    'form-answers': { path: '/form/registration/', act: handInSome },
  },
};

const asked = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'holdall-screenshots-'));
const browser = await chromium.launch({
  executablePath: process.env['HOLDALL_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  for (const [example, shots] of Object.entries(examples)) {
    if (asked.length > 0 && !asked.includes(example)) continue;
    await withApp(example, join(folder, example), async (url) => {
      for (const [name, { path, act }] of Object.entries(shots)) {
        await page.goto(`${url}${path}`, { waitUntil: 'networkidle' });
        await act?.(page, url);
        await shoot(page, name);
      }
    });
    if (example !== 'registration') continue;
    await withEditor(page, (editor) => shoot(editor, 'form-editor'));
    await shrink('examples/registration/registration.jpg', 'docs/pictures/form-photo.jpg');
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

async function shoot(page: Page, name: string): Promise<void> {
  // Pictures that are there may still have to be decoded.
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode().catch(() => 0))));
  const file = `docs/pictures/${name}.png`;
  await page.screenshot({ path: file, animations: 'disabled' });
  console.log(`wrote ${file}`);
}

/** A photo as small as a page of the docs shows it. */
async function shrink(photo: string, file: string): Promise<void> {
  await sharp(photo).resize({ width: 1000 }).jpeg({ quality: 80 }).toFile(file);
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
