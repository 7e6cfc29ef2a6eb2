import type { BigIntStats } from 'node:fs';
import { lstat, open, rm } from 'node:fs/promises';
import { isAbsolute, join, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { codeOf } from '../base/error.ts';
import { withBody } from './body.ts';
import { type FolderContext, folderError, isFolder, isLink, isSpecial } from './folder-errors.ts';
import { describe, listFolder } from './folder-list.ts';
import { writeFile } from './folder-write.ts';
import { checkPath, checkPrefix } from './path.ts';
import { checkRange, pastTheEnd } from './range.ts';
import type { ReadOptions, Store } from './store.ts';

/** A store in a folder, which need not exist before something is written. */
export function openFolder(place: string): Store {
  const root = resolve(place);
  const fullPath = (path: string) => join(root, path);
  const find = (path: string, action: FolderContext['action']) => findFile(root, path, action);

  return {
    kind: 'folder',
    address: root.endsWith(sep) ? root : root + sep,
    addressOf: fullPath,

    async *list(prefix = '', options = {}) {
      checkPrefix(prefix);
      const folder = prefix.slice(0, prefix.lastIndexOf('/'));
      if (folder) await findStats(root, folder, 'list');
      yield* listFolder(root, prefix, options);
    },

    async head(path, { signal } = {}) {
      signal?.throwIfAborted();
      const stats = await find(path, 'read');
      return stats && describe(path, stats);
    },

    async read(path, options = {}) {
      await find(path, 'read');
      return readFile(fullPath(path), options);
    },

    async write(path, body, options = {}) {
      return withBody(body, options.signal, async (source) => {
        await find(path, 'write');
        return writeFile(fullPath(path), path, source, options);
      });
    },

    async copy(from, to, options = {}) {
      const stats = await find(from, 'read');
      await find(to, 'write');
      const mode = stats && { mode: Number(stats.mode) & 0o777 };
      await writeFile(fullPath(to), to, { file: fullPath(from) }, { ...options, ...mode });
    },

    async delete(path) {
      if (!(await find(path, 'delete'))) return;
      await attempt(rm(fullPath(path), { force: true }), 'delete', fullPath(path));
    },

    at(path) {
      if (isAbsolute(path)) throw new Error(`Not a relative path: ${path}`);
      return openFolder(join(root, path));
    },
  };
}

/** The stats of the file at a path, undefined when there is none; throws for what is no regular file. */
async function findFile(root: string, path: string, action: FolderContext['action']) {
  checkPath(path);
  const stats = await findStats(root, path, action);
  if (stats?.isDirectory()) throw isFolder(join(root, path));
  if (stats && !stats.isFile()) throw isSpecial(join(root, path));
  return stats;
}

/** Goes from name to name below the root, so that no symbolic link is followed. */
async function findStats(root: string, path: string, action: FolderContext['action']) {
  let full = root;
  let stats: BigIntStats | undefined;
  for (const name of path.split('/')) {
    full = join(full, name);
    try {
      stats = await lstat(full, { bigint: true });
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return undefined;
      throw folderError(error, { action, file: full });
    }
    if (stats.isSymbolicLink()) throw isLink(full);
  }
  return stats;
}

async function readFile(file: string, { range, signal }: ReadOptions): Promise<Readable> {
  if (range) checkRange(range);
  signal?.throwIfAborted();
  const handle = await attempt(open(file), 'read', file);
  const { size } = await handle.stat();
  if (range && range.start >= size) {
    await handle.close();
    throw pastTheEnd(file, range);
  }
  return handle.createReadStream({ ...range, highWaterMark: 256 * 1024, ...(signal && { signal }) });
}

async function attempt<T>(work: Promise<T>, action: FolderContext['action'], file: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw folderError(error, { action, file });
  }
}
