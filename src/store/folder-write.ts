import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import {
  access,
  copyFile,
  type FileHandle,
  link,
  lstat,
  mkdir,
  open,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { codeOf } from '../base/error.ts';
import { isFile } from './body.ts';
import { AlreadyExistsError } from './exists.ts';
import { folderError, isBelowFile, isFolder } from './folder-errors.ts';
import { describe } from './folder-list.ts';
import type { Body, StoredObject, WriteOptions } from './store.ts';

/**
 * Writes `body` to a temporary file beside `file`, flushes it to the disk and puts it in place in one
 * step. Folders that are missing are made. `path` is what the result is called.
 */
export async function writeFile(
  file: string,
  path: string,
  body: Body,
  options: WriteOptions,
): Promise<StoredObject> {
  const temporary = join(dirname(file), `.holdall-${randomBytes(6).toString('hex')}.tmp`);
  try {
    await mkdir(dirname(file), { recursive: true });
    if (options.ifAbsent && (await statOf(file))) throw new AlreadyExistsError(file);
    await fill(temporary, body, options);
    options.signal?.throwIfAborted();
    await (options.ifAbsent ? placeIfAbsent(temporary, file) : rename(temporary, file));
    return describe(path, await lstat(file, { bigint: true }));
  } catch (error) {
    throw await explain(error, file);
  } finally {
    await rm(temporary, { force: true }).catch(() => {});
  }
}

async function fill(temporary: string, body: Body, options: WriteOptions): Promise<void> {
  const handle = await open(temporary, 'wx', options.mode);
  try {
    const { mode } = await handle.stat();
    if (isFile(body)) await fillFromFile(temporary, body.file, options);
    else await fillFromBytes(handle, body, options);
    // The process's mask has had its say where no mode was given, and none where one was; and a
    // copied file brings its own mode along.
    await handle.chmod(options.mode ?? mode & 0o777);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The system copies, or shares the blocks on file systems that can. */
async function fillFromFile(temporary: string, source: string, options: WriteOptions): Promise<void> {
  let size: number;
  try {
    const stats = await stat(source);
    if (stats.isDirectory()) throw isFolder(source);
    size = stats.size;
    await access(source, constants.R_OK);
  } catch (error) {
    throw folderError(error, { action: 'read', file: source });
  }
  await copyFile(source, temporary, constants.COPYFILE_FICLONE);
  options.onProgress?.(size);
}

async function fillFromBytes(
  handle: FileHandle,
  body: Uint8Array | string | Readable,
  { signal, onProgress }: WriteOptions,
): Promise<void> {
  const chunks = body instanceof Readable ? body : [body];
  let written = 0;
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    await handle.writeFile(bytes, { signal });
    written += bytes.length;
    onProgress?.(written);
  }
}

/** Of two writers one wins, because a link is not made where a name exists. */
async function placeIfAbsent(temporary: string, file: string): Promise<void> {
  try {
    await link(temporary, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new AlreadyExistsError(file, { cause: error });
    // Some file systems have no links. There the name is taken by an empty file first.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(codeOf(error) ?? '')) throw error;
    await claim(file);
    await rename(temporary, file);
  }
}

async function claim(file: string): Promise<void> {
  try {
    await (await open(file, 'wx')).close();
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new AlreadyExistsError(file, { cause: error });
    throw error;
  }
}

async function explain(error: unknown, file: string): Promise<unknown> {
  const code = codeOf(error);
  // What systems say when a folder is in the place of the file, or a file in that of a folder, differs.
  if (code && (await statOf(file))?.isDirectory()) return isFolder(file);
  if (code === 'EEXIST' || code === 'ENOTDIR') return isBelowFile(file);
  return folderError(error, { action: 'write', file });
}

async function statOf(file: string) {
  return lstat(file).catch(() => undefined);
}
