import { isAbsolute, relative, resolve, sep } from 'node:path';
import { UserError } from '../base/error.ts';
import { isS3Address } from '../store/address.ts';
import { isGlob, matchGlob, splitGlob } from '../store/glob.ts';
import { openStore } from '../store/open.ts';

/**
 * The specs that the `spec` input names, each once: `s3://` addresses as they are, and paths
 * relative to the workspace, with slashes, where they lie in it. Throws a `UserError` for globs
 * that match nothing, all of them at once. Whether a plain path exists shows when it is read.
 */
export async function findSpecs(patterns: readonly string[], workspace: string): Promise<string[]> {
  const specs = new Set<string>();
  const useless: string[] = [];
  for (const pattern of patterns) {
    if (isS3Address(pattern)) {
      specs.add(pattern);
      continue;
    }
    const unix = pattern.replaceAll(sep, '/');
    const found = isGlob(unix) ? await expand(unix, workspace) : [resolve(workspace, unix)];
    if (found.length === 0) useless.push(pattern);
    for (const file of found) specs.add(fromWorkspace(file, workspace));
  }
  if (useless.length > 0)
    throw new UserError(
      useless.map((pattern) => `"${pattern}" matches no file in the checkout.`).join('\n'),
      {
        hint: 'Check the pattern, and that a step before this one checks the repository out.',
        exitCode: 2,
      },
    );
  return [...specs];
}

/** A path relative to the workspace and with slashes, as GitHub names files; outside of it as it is. */
export function fromWorkspace(file: string, workspace: string): string {
  const path = relative(workspace, resolve(workspace, file));
  return path.startsWith('..') || isAbsolute(path) ? file : path.replaceAll(sep, '/');
}

async function expand(pattern: string, workspace: string): Promise<string[]> {
  const { base, rest } = splitGlob(pattern);
  const store = openStore(resolve(workspace, base));
  const found: string[] = [];
  for await (const { path } of matchGlob(store, rest)) found.push(store.addressOf(path));
  return found;
}
