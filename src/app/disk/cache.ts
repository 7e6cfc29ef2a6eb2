import { readdir, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { codeOf, UserError } from '../../base/error.ts';
import { hashOf } from '../../base/hash.ts';
import { makeFolder } from '../../base/make-folder.ts';
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
  const packed = checkedFile(payload, path, hash);
  const file = join(folder, packed.hash, basename(path));
  try {
    await writeOnce(payload, packed, file);
  } catch (error) {
    await rmdir(dirname(file)).catch(() => undefined);
    throw cacheError(error, folder);
  }
  return file;
}

/**
 * All files of the payload whose paths begin with a prefix, on the disk as they lie there:
 * `FOLDER/HASH/REST-OF-THE-PATH`, where the hash is that of all their paths and hashes. Each is
 * written once and checked, as by `extractToCache`. Returns `FOLDER/HASH`.
 */
export async function extractFolderToCache(
  payload: Payload,
  prefix: string,
  hashOfFile: (path: string) => string | undefined,
  folder: string,
): Promise<string> {
  const files = [...payload.files.keys()]
    .filter((path) => path.startsWith(prefix))
    .map((path) => ({ ...checkedFile(payload, path, hashOfFile(path)), rest: path.slice(prefix.length) }));
  if (files.length === 0) throw new Error(`nothing inside begins with ${prefix}`);
  const root = join(folder, hashOf(files.map(({ rest, hash }) => [rest, hash])));
  try {
    for (const file of files) await writeOnce(payload, file, join(root, file.rest));
  } catch (error) {
    throw cacheError(error, folder);
  }
  return root;
}

interface CheckedFile {
  path: string;
  size: number;
  hash: string;
}

function checkedFile(payload: Payload, path: string, hash: string | undefined): CheckedFile {
  const packed = payload.files.get(path);
  if (!packed || hash === undefined) throw new Error(`${path} is not in the manifest`);
  return { path, size: packed.size, hash };
}

/** Writes a file unless it is there already. */
async function writeOnce(payload: Payload, { path, size, hash }: CheckedFile, file: string): Promise<void> {
  const isReady = async () => {
    const found = await stat(file).catch(() => undefined);
    return found?.isFile() && found.size === size && found.mtimeMs === SEAL.getTime();
  };
  if (await isReady()) return;
  try {
    await makeFolder(dirname(file));
    await removeLeftovers(dirname(file));
    await writeOut(payload, path, file, {
      hash,
      async seal(out) {
        await out.sync();
        await out.utimes(SEAL, SEAL);
      },
    });
  } catch (error) {
    // Windows does not replace a file that another process has open: then that process has made it.
    if (!(await isReady())) throw error;
  }
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
