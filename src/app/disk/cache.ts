import { mkdir, readdir, rm, rmdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { codeOf, UserError } from '../../base/error.ts';
import { userCacheFolder } from '../../base/user-cache.ts';
import type { Payload } from '../../payload/payload.ts';
import { writeOut } from './write-out.ts';

/**
 * The folder for files that must lie on the disk to be used: `$HOLDALL_CACHE`, else one in the
 * user's own cache folder. It can be deleted at any time.
 */
export function cacheFolder(): string {
  return process.env['HOLDALL_CACHE'] || join(userCacheFolder(), 'app');
}

/**
 * The time that a finished file is given, 2000-01-01. Whoever writes to the file later changes its
 * time, so size and time together tell cheaply whether it is still what was extracted and checked.
 */
const SEAL = new Date(946_684_800_000);

/**
 * A file of the payload on the disk: `FOLDER/HASH/NAME`. It is written once, checked against its
 * hash, and used again while its size and time are those it was left with. Any number of processes
 * may do this at once. Throws a `UserError` where the folder cannot be written.
 */
export async function extractToCache(
  payload: Payload,
  path: string,
  hash: string | undefined,
  folder: string,
): Promise<string> {
  const packed = payload.files.get(path);
  if (!packed || hash === undefined) throw new Error(`${path} is not in the manifest`);
  const parent = join(folder, hash);
  const file = join(parent, basename(path));
  const isReady = async () => {
    const found = await stat(file).catch(() => undefined);
    return found?.isFile() && found.size === packed.size && found.mtimeMs === SEAL.getTime();
  };

  if (await isReady()) return file;
  try {
    await mkdir(parent, { recursive: true, mode: 0o700 });
    await removeLeftovers(parent);
    await writeOut(payload, path, file, {
      hash,
      async seal(out) {
        await out.sync();
        await out.utimes(SEAL, SEAL);
      },
    });
  } catch (error) {
    // Windows does not replace a file that another process has open: then that process has made it.
    if (await isReady()) return file;
    await rmdir(parent).catch(() => undefined);
    throw cacheError(error, folder);
  }
  return file;
}

/** Removes what a process that was killed in the middle left behind; a day is more than any needs. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (name.endsWith('.part') && found && Date.now() - found.mtimeMs > 86_400_000)
      await rm(join(folder, name), { force: true });
  }
}

function cacheError(error: unknown, folder: string): unknown {
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new UserError(`There is no room left for the app's data in ${folder}.`, {
        hint: 'Free some space, or set HOLDALL_CACHE to a folder on another disk.',
        cause: error,
      });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'ENOENT':
      return new UserError(`The app's data cannot be written to ${folder} (${codeOf(error)}).`, {
        hint: 'Set HOLDALL_CACHE to a folder that you can write to.',
        cause: error,
      });
    default:
      return error;
  }
}
