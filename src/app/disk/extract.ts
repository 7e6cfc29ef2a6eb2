import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdir } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import picomatch from 'picomatch';
import { codeOf, messageOf, UserError } from '../../base/error.ts';
import type { Manifest } from '../../payload/manifest.ts';
import type { Payload } from '../../payload/payload.ts';
import { writeOut } from './write-out.ts';

/** How much was extracted, and how many files were there already just as they are here. */
export interface Extraction {
  written: number;
  unchanged: number;
  bytes: number;
}

/**
 * The files of the payload that a pattern picks: a path, a folder, or a glob. Without a pattern all
 * but the program: the app's code and its libraries. Throws a `UserError` when it picks none.
 */
export function selectFiles(payload: Payload, pattern?: string): string[] {
  const paths = [...payload.files.keys()];
  if (pattern === undefined) return paths.filter((path) => !/^(app|native)\//.test(path));
  if (payload.files.has(pattern)) return [pattern];
  const folder = pattern.endsWith('/') ? pattern : `${pattern}/`;
  const isMatch = picomatch(pattern, { dot: true });
  const selected = paths.filter((path) => path.startsWith(folder) || isMatch(path));
  if (selected.length > 0) return selected;
  const tops = [...new Set(paths.map((path) => path.replace(/\/.*/s, '/**')))];
  throw new UserError(`Nothing inside matches "${pattern}".`, {
    hint: `Try one of ${tops.map((top) => `"${top}"`).join(', ')}.`,
  });
}

/**
 * Writes files of the payload below a folder. All places are looked at before the first byte is
 * written: a name that leads outside, a link on the way or another file in the place refuses all.
 * An abort leaves whole files only.
 */
export async function extractFiles(
  payload: Payload,
  manifest: Manifest,
  paths: string[],
  options: { to: string; force?: boolean; signal?: AbortSignal },
): Promise<Extraction> {
  const { to, force = false, signal } = options;
  const hashes = new Map(manifest.files.map((file) => [file.path, file.sha256]));
  const done: Extraction = { written: 0, unchanged: 0, bytes: 0 };
  const missing: string[] = [];
  try {
    for (const path of paths) {
      const why = whyUnsafePath(path);
      if (why)
        throw new UserError(`"${path}" is not extracted: it ${why}.`, {
          hint: 'Pick the files that you want with a pattern that leaves it out.',
        });
      await refuseLinks(to, path);
      const state = await compareWithDisk(payload, path, join(to, path), hashes.get(path));
      if (state === 'same') done.unchanged += 1;
      else if (state === 'absent' || force) missing.push(path);
      else
        throw new UserError(`${join(to, path)} exists already and is different.`, {
          hint: 'Name another folder with --to, or add --force to replace it.',
        });
    }
    for (const path of missing) {
      await mkdir(dirname(join(to, path)), { recursive: true });
      await writeOut(payload, path, join(to, path), { hash: hashes.get(path), signal });
      done.written += 1;
      done.bytes += payload.files.get(path)?.size ?? 0;
    }
  } catch (error) {
    throw diskError(error, to);
  }
  return done;
}

/** Characters, endings and names that Windows gives a meaning of its own. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const NOT_ON_WINDOWS = /[<>:"|?*\\\u0000-\u001f]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Why a path of the payload must not become a file, as the end of a sentence; undefined when it may. */
export function whyUnsafePath(
  path: string,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const names = path.split('/');
  if (names.some((name) => name === '' || name === '.' || name === '..' || name.includes('\0')))
    return 'leads out of the folder';
  if (platform === 'win32' && names.some((name) => NOT_ON_WINDOWS.test(name)))
    return 'is no name for a file on Windows';
  return undefined;
}

/** Below the folder, which may be what it likes, nothing on the way may be a link or a file. */
async function refuseLinks(folder: string, path: string): Promise<void> {
  const names = path.split('/');
  for (let depth = 1; depth <= names.length; depth++) {
    const place = join(folder, names.slice(0, depth).join(sep));
    const found = await lstat(place).catch((error) => {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
      throw error;
    });
    if (!found) return;
    const isLast = depth === names.length;
    if (found.isSymbolicLink() || (isLast ? !found.isFile() : !found.isDirectory())) {
      const what = found.isSymbolicLink() ? 'a symbolic link' : `not a ${isLast ? 'file' : 'folder'}`;
      throw new UserError(`${place} is ${what}, so ${path} is not written there.`, {
        hint: 'Remove it, or name another folder with --to.',
      });
    }
  }
}

async function compareWithDisk(
  payload: Payload,
  path: string,
  file: string,
  hash: string | undefined,
): Promise<'absent' | 'same' | 'different'> {
  const found = await lstat(file).catch(() => undefined);
  if (!found) return 'absent';
  if (found.size !== payload.files.get(path)?.size) return 'different';
  const packed = hash ?? createHash('sha256').update(payload.readSync(path)).digest('hex');
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(file)) digest.update(chunk);
  return digest.digest('hex') === packed ? 'same' : 'different';
}

function diskError(error: unknown, folder: string): unknown {
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new UserError(`There is no room left in ${folder}.`, {
        hint: 'Free some space, or name a folder on another disk with --to.',
        cause: error,
      });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'ENAMETOOLONG':
      return new UserError(`${folder} cannot be written to: ${messageOf(error)}.`, {
        hint: 'Name another folder with --to.',
        cause: error,
      });
    default:
      return error;
  }
}
