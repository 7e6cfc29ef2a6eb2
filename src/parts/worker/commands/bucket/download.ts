import { lstat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UserError } from '../../../../base/error.ts';
import { formatCount } from '../../../../base/format.ts';
import { whyUnsafeName } from '../../../../base/names.ts';
import { AlreadyExistsError } from '../../../../store/exists.ts';
import { openStore } from '../../../../store/open.ts';
import type { Store } from '../../../../store/store.ts';
import { whyWrongName } from '../../job/name.ts';

export interface DownloadOptions {
  /** The folder that they are put into. */
  to: string;
  /** Replaces files that are there. */
  force?: true | undefined;
  /** Is asked about each file that is there, where it would not be replaced. */
  mayReplace?: (file: string) => Promise<boolean>;
  signal?: AbortSignal;
}

/**
 * Fetches pictures into a folder, each whole or not at all. Throws a `UserError` for names that lead
 * out of the folder, before anything is fetched, and for what is not there.
 */
export async function download(
  from: Store,
  names: readonly string[],
  options: DownloadOptions,
): Promise<void> {
  for (const name of names) checkName(name);
  const abortable = options.signal ? { signal: options.signal } : {};
  for (const name of names) {
    if (!(await from.head(name, abortable))) {
      throw new UserError(`There is no picture ${from.addressOf(name)}.`, {
        hint: '"worker list" shows those that there are.',
      });
    }
    process.stderr.write(`${await fetchPicture(from, name, name, options)}\n`);
  }
  process.stdout.write(`Downloaded ${formatCount(names.length, 'picture')} to ${options.to}.\n`);
}

/**
 * Fetches one picture into a folder, under another name below it if need be; gives the file's path.
 * Throws a `UserError` for a name that leads out of the folder, and when the file is there already.
 */
export async function fetchPicture(
  from: Store,
  name: string,
  as: string,
  options: DownloadOptions,
): Promise<string> {
  const { to, force, mayReplace, signal } = options;
  checkName(as);
  // Absolute on this machine, whatever it looks like.
  const folder = openStore(`${resolve(to)}/`);
  const abortable = signal ? { signal } : {};
  await keepInside(resolve(to), as);
  try {
    await folder.write(as, await from.read(name, abortable), { ifAbsent: !force, ...abortable });
  } catch (error) {
    if (!(error instanceof AlreadyExistsError)) throw error;
    if (await mayReplace?.(join(to, as))) return fetchPicture(from, name, as, { ...options, force: true });
    throw new UserError(`${join(to, as)} is there already.`, {
      hint: 'Replace it with --force, or name another folder with --to.',
      cause: error,
    });
  }
  return join(to, as);
}

function checkName(name: string): void {
  const fault = whyWrongName(name);
  if (fault !== undefined) throw new UserError(fault, { exitCode: 2 });
  if (process.platform !== 'win32') return;
  for (const part of name.split('/')) {
    const unsafe = whyUnsafeName(part);
    if (unsafe !== undefined) {
      throw new UserError(`${JSON.stringify(name)} cannot be a file here: a name in it ${unsafe}.`, {
        exitCode: 2,
      });
    }
  }
}

/** A link below the folder could lead out of it, and what is fetched with it. */
async function keepInside(folder: string, name: string): Promise<void> {
  let path = folder;
  for (const part of name.split('/').slice(0, -1)) {
    path = join(path, part);
    if ((await lstat(path).catch(() => undefined))?.isSymbolicLink()) {
      throw new UserError(`${path} is a link, which may lead out of ${folder}.`, {
        hint: 'Name another folder with --to.',
      });
    }
  }
}
