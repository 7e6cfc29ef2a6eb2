import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Opens the editor on the example's photo, with a field selected, and does something with its page. */
export async function withEditor(page: Page, act: (page: Page) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'holdall-editor-'));
  const layout = join(folder, 'registration.layout.json');
  const editor = spawn(
    process.execPath,
    [
      'src/cli/holdall.ts',
      ...['form', 'edit', layout, '--picture', 'examples/registration/registration.jpg', '--no-open'],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    let said = '';
    for await (const chunk of editor.stdout) {
      said += chunk;
      const [url] = /http:\S+(?=\n)/.exec(said) ?? [];
      if (url === undefined) continue;
      await page.goto(url);
      await page.locator('.box.kind-table').first().click();
      await act(page);
      return;
    }
    throw new Error('the editor ended');
  } finally {
    editor.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
