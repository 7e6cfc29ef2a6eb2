import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A fresh folder that is removed behind the test file's last test. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdall-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
