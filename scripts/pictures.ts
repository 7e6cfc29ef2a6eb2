/**
 * Takes the README's pictures of the running example: `node scripts/pictures.ts`, after
 * `npm run demo -- --selftest`. Needs Chromium (`HOLDALL_CHROMIUM`, default /usr/bin/chromium).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chromium } from 'playwright-core';

const executable = process.argv[2] ?? 'out/stationer/1.0.0/stationer-1.0.0-linux-x64';
const pages = { gallery: '/gallery' };

const app = spawn(executable, ['--no-open', '--port', '8765'], { stdio: ['ignore', 'pipe', 'inherit'] });
await once(app.stdout, 'data');
const browser = await chromium.launch({
  executablePath: process.env['HOLDALL_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(`http://127.0.0.1:8765${path}`, { waitUntil: 'networkidle' });
    await page.screenshot({ path: `docs/pictures/${name}.png` });
  }
} finally {
  await browser.close();
  app.kill();
}
