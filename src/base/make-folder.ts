import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { codeOf } from './error.ts';

/**
 * Makes a folder with all that are missing above it, for this user alone; one that is there is no
 * error. Node's own `recursive` never comes to an end where the folder above is there and nothing can
 * be made in it, as below `/proc`.
 */
export async function makeFolder(path: string): Promise<void> {
  const missing: string[] = [];
  for (let folder = resolve(path); !existsSync(folder); folder = dirname(folder)) missing.unshift(folder);
  for (const folder of missing) {
    await mkdir(folder, 0o700).catch((error) => {
      // Another process was first.
      if (codeOf(error) !== 'EEXIST') throw error;
    });
  }
  // All are there by now, or this says what is in their place.
  await mkdir(path, { recursive: true });
}
