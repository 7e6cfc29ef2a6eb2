import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A fresh folder that is removed behind the test file's last test. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdall-test-'));
  folders.push(folder);
  return folder;
}
