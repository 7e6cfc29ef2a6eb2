import { readdir, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf } from '../../../base/error.ts';
import { AlreadyExistsError } from '../../../store/exists.ts';
import type { Store } from '../../../store/store.ts';

/** Where in a bucket the pieces of the journal are. */
export const JOURNAL = 'journal/';

/** A piece that nobody has written to for so long was left behind, by a worker that was killed. */
const LEFT_MS = 10 * 60_000;

/**
 * Moves a finished piece from the folder to the bucket. One that is there already is the same: a
 * worker's pieces have names of their own, and are put away when nobody writes to them any more.
 */
export async function putAway(folder: string, path: string, bucket: Store): Promise<void> {
  const file = join(folder, path);
  try {
    await bucket.write(
      `${JOURNAL}${path}`,
      { file },
      { ifAbsent: true, contentType: 'application/x-ndjson' },
    );
  } catch (error) {
    // Another worker of this machine was quicker.
    if (!(error instanceof AlreadyExistsError) && (await isThere(file))) throw error;
  }
  await rm(file, { force: true });
  // Those that still hold something stay.
  await rmdir(dirname(file)).catch(() => {});
  await rmdir(dirname(dirname(file))).catch(() => {});
}

/** Puts away what was left behind in the folder; `current` is being written to. */
export async function sweep(folder: string, bucket: Store, current: string | undefined): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith('.jsonl')) continue;
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(folder.length + 1).replaceAll('\\', '/');
    const touched = await stat(file).catch(() => undefined);
    if (path === current || !touched || Date.now() - touched.mtimeMs < LEFT_MS) continue;
    await putAway(folder, path, bucket);
  }
}

async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}
