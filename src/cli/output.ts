import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from '../base/error.ts';
import { explainSystemError } from '../base/system-error.ts';
import { wrongUsage } from './usage.ts';

/** Where a result goes: a file, or `-` for standard output. */
export interface Output {
  path: string;
  /** Whether it may take the place of a file. */
  force: boolean;
  /** What it is made of, and never takes the place of. */
  inputs: readonly string[];
}

/** Throws a `UserError` where the result cannot go, before there is one. */
export async function checkOutput({ path, force, inputs }: Output): Promise<void> {
  if (path === '-') return;
  const folder = await statOrNothing(dirname(path));
  if (!folder?.isDirectory()) {
    throw wrongUsage(`There is no folder ${dirname(path)}.`, 'Make it, or name another one.');
  }
  const there = await statOrNothing(path);
  if (there === undefined) return;
  if (there.isDirectory()) throw wrongUsage(`${path} is a folder.`, 'Name a file in it.');
  const real = await realpath(path);
  for (const input of inputs) {
    if ((await realpath(input)) === real) {
      throw wrongUsage(`${path} is what it would be made of.`, 'Give it a name of its own.');
    }
  }
  if (!force) throw wrongUsage(`${path} is there already.`, 'Replace it with --force, or name another file.');
}

/** Writes a result: to a file beside its place first, so that there never is half of one. */
export async function writeOutput(output: Output, content: string | Uint8Array): Promise<void> {
  if (output.path === '-') {
    process.stdout.write(content);
    return;
  }
  await checkOutput(output);
  const beside = `${output.path}.${randomBytes(4).toString('hex')}.part`;
  try {
    await writeFile(beside, content, { flag: 'wx' });
    await rename(beside, output.path);
  } catch (error) {
    await rm(beside, { force: true });
    throw explainSystemError(error);
  }
}

async function statOrNothing(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw explainSystemError(error);
  }
}
