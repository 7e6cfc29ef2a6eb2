import type { BigIntStats, Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, UserError } from '../base/error.ts';
import { folderError, isLink, isSpecial } from './folder-errors.ts';
import { byPath } from './path.ts';
import type { ListOptions, StoredObject } from './store.ts';

/**
 * All files below `root` whose paths begin with `prefix`, in the order of their paths. A link, a
 * special file or a name that is not UTF-8 among them is a `UserError`; no such folder, no files.
 */
export async function* listFolder(
  root: string,
  prefix: string,
  options: ListOptions,
): AsyncGenerator<StoredObject> {
  yield* walk(root, prefix.slice(0, prefix.lastIndexOf('/') + 1), prefix, options);
}

/** The name of a file that a write has not finished; listings leave these out. */
export const TEMPORARY = /^\.holdall-[0-9a-f]{12}\.tmp$/;

/** What a store says of a file. */
export function describe(path: string, stats: BigIntStats): StoredObject {
  return {
    path,
    size: Number(stats.size),
    etag: `${stats.size.toString(16)}-${stats.mtimeNs.toString(16)}`,
    modified: stats.mtime,
  };
}

async function* walk(
  root: string,
  folder: string,
  prefix: string,
  options: ListOptions,
): AsyncGenerator<StoredObject> {
  options.signal?.throwIfAborted();
  const entries = (await readFolder(join(root, folder), folder === '')).map((entry) => {
    const name = folder + nameOf(entry);
    return { entry, path: entry.isDirectory() ? `${name}/` : name };
  });
  const wanted = entries.filter(({ entry, path }) =>
    entry.isDirectory()
      ? (path.startsWith(prefix) || prefix.startsWith(path)) && !options.skip?.(path)
      : path.startsWith(prefix) && !TEMPORARY.test(nameOf(entry)),
  );
  const files = await Promise.all(
    wanted.map(({ entry, path }) => (entry.isFile() ? stat(root, path) : undefined)),
  );

  // With the slash behind the names of folders, this is the order of the paths of all that is in them.
  const sorted = wanted.map((each, i) => ({ ...each, file: files[i] })).sort(byPath);
  for (const { entry, path, file } of sorted) {
    const full = join(root, path);
    if (entry.isSymbolicLink()) throw isLink(full);
    if (entry.isDirectory()) yield* walk(root, path, prefix, options);
    else if (!entry.isFile()) throw isSpecial(full);
    else if (file) yield file;
  }
}

/** The entries of a folder, sorted by nothing; their names are bytes, which need not be UTF-8. */
async function readFolder(folder: string, isRoot: boolean): Promise<Dirent<Buffer>[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true, encoding: 'buffer' });
    for (const { name } of entries) checkName(name, folder);
    return entries;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return [];
    // Below the root it is a file that has the name of a folder, so nothing is in it.
    if (code === 'ENOTDIR' && !isRoot) return [];
    if (code === 'ENOTDIR') throw new UserError(`${folder} is a file, not a folder.`, { cause: error });
    throw folderError(error, { action: 'list', file: folder });
  }
}

/** Undefined when the file has gone since the folder was read. */
async function stat(root: string, path: string): Promise<StoredObject | undefined> {
  const file = join(root, path);
  try {
    return describe(path, await lstat(file, { bigint: true }));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw folderError(error, { action: 'read', file });
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function checkName(name: Buffer, folder: string): void {
  try {
    utf8.decode(name);
  } catch (cause) {
    throw new UserError(`The folder ${folder} has a file whose name is not UTF-8: ${escapeName(name)}.`, {
      hint: 'Rename it.',
      cause,
    });
  }
}

function nameOf(entry: Dirent<Buffer>): string {
  return utf8.decode(entry.name);
}

/** Bytes as text with what is not printable ASCII as `\xe9`. */
function escapeName(name: Buffer): string {
  return name.toString('latin1').replace(/[^ -~]|\\/g, (character) => {
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
}
