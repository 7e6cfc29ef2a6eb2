/**
 * Makes the example's photo anew: `node examples/registration/make.ts`. The paper form is `paper.html`;
 * Chromium (`HOLDALL_CHROMIUM`, default /usr/bin/chromium) draws it, and the bench's simulated camera
 * takes the photo: tilted, a quarter turned, with the shadow of a hand and a folded corner.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { draw } from '../../bench/forms/draw.ts';
import { take } from '../../bench/forms/photo.ts';

const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** A CSS pixel is a 96th of an inch; the sheet has 200 pixels to the inch. */
const SCALE = 200 / 96;

const folder = mkdtempSync(join(tmpdir(), 'holdall-registration-'));
const browser = await chromium.launch({
  executablePath: process.env['HOLDALL_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
});
try {
  const page = await browser.newPage({ viewport: { width: 794, height: 1123 }, deviceScaleFactor: SCALE });
  await page.goto(`file://${beside('paper.html')}`);
  const sheet = join(folder, 'sheet.png');
  await page.screenshot({ path: sheet });
  await take(sheet, beside('registration.jpg'), draw(1));
  console.log('wrote registration.jpg');
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
