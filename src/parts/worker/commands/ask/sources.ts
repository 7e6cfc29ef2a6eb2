import { glob, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { codeOf, UserError } from '../../../../base/error.ts';
import type { Store } from '../../../../store/store.ts';
import { whyWrongName } from '../../job/name.ts';

/** A picture to be processed: a file of this machine, or one that lies in the incoming place already. */
export type Source = { file: string; name: string } | { file: undefined; name: string };

/**
 * What is meant by names: files, patterns of files (which shells of Windows leave as they are), and
 * pictures in the incoming place. Throws a `UserError` for what is none of them.
 */
export async function sourcesOf(names: readonly string[], incoming: Store): Promise<Source[]> {
  const sources: Source[] = [];
  for (const name of names) {
    const files = (await isFile(name)) ? [name] : await filesLike(name);
    if (files.length > 0) {
      for (const file of files) sources.push({ file, name: checked(basename(file)) });
    } else if (whyWrongName(name) === undefined && (await incoming.head(name))) {
      sources.push({ file: undefined, name });
    } else {
      throw new UserError(`There is no file ${name}, and no picture ${incoming.addressOf(name)}.`, {
        hint: 'Check the name; "worker list incoming" shows the pictures there.',
        exitCode: 2,
      });
    }
  }
  return sources;
}

async function isFile(name: string): Promise<boolean> {
  const found = await stat(name).catch((error) => {
    if (['ENOENT', 'ENOTDIR', 'EINVAL', 'ENAMETOOLONG'].includes(codeOf(error) ?? '')) return undefined;
    throw new UserError(`The file ${name} cannot be read (${codeOf(error) ?? 'unknown error'}).`, {
      hint: 'Check its name, and that you may read it.',
      cause: error,
    });
  });
  if (found?.isDirectory()) {
    throw new UserError(`${name} is a folder.`, { hint: 'Name the pictures in it: FOLDER/*.', exitCode: 2 });
  }
  return found !== undefined;
}

async function filesLike(pattern: string): Promise<string[]> {
  if (!/[*?[{]/.test(pattern)) return [];
  const files: string[] = [];
  for await (const file of glob(pattern)) if ((await stat(file)).isFile()) files.push(file);
  return files.sort();
}

function checked(name: string): string {
  const fault = whyWrongName(name);
  if (fault === undefined) return name;
  throw new UserError(fault, { hint: 'Rename the file.', exitCode: 2 });
}
