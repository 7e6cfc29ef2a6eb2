import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { codeOf, UserError } from '../../base/error.ts';
import { sha256 } from '../../base/hash.ts';
import { explainSystemError } from '../../base/system-error.ts';
import { layoutText } from '../layout/document.ts';
import { type Layout, layoutSchema } from '../layout/types.ts';

/** A layout as its file has it; the version is another one after every change of the file. */
export interface LayoutFile {
  layout: Layout;
  version: string;
}

/**
 * Reads a layout file; undefined when there is none.
 *
 * @throws UserError when it is no layout, with the place of the first fault.
 */
export async function readLayout(file: string): Promise<LayoutFile | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw explainSystemError(error);
  });
  if (text === undefined) return undefined;
  const { data, error } = layoutSchema.safeParse(parsed(text, file));
  if (data) return { layout: data, version: sha256(text) };
  const [issue] = error.issues;
  const where = issue?.path.length ? ` at /${issue.path.join('/')}` : '';
  throw new UserError(`${file} is no layout of a form${where}: ${issue?.message}.`, {
    hint: 'Mend it, or make it anew with "holdall form layout".',
  });
}

/** The version of the file as it is now; null when there is none. */
export async function versionOf(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw explainSystemError(error);
  });
  return text === undefined ? null : sha256(text);
}

/** Writes a layout: beside its place first, so that there never is half of one. Gives its version. */
export async function writeLayout(file: string, layout: Layout): Promise<string> {
  const text = layoutText(layout, { from: layout.from ?? [], rectify: layout.rectify });
  const beside = `${file}.${randomBytes(4).toString('hex')}.part`;
  try {
    await writeFile(beside, text, { flag: 'wx', flush: true });
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw explainSystemError(error);
  }
  return sha256(text);
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`${file} is no JSON: ${error instanceof Error ? error.message : error}.`, {
      hint: 'Mend it, or make it anew with "holdall form layout".',
    });
  }
}
