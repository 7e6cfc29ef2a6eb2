import { dirname, relative } from 'node:path';
import { UserError } from '../base/error.ts';
import { isS3Address } from '../store/address.ts';
import { isGlob, matchGlob } from '../store/glob.ts';
import { openStore } from '../store/open.ts';
import type { Touched } from './changed.ts';

/**
 * The specs that the input names, globs resolved in the checkout, each once. Throws a `UserError`
 * for a glob that matches nothing.
 */
export async function findSpecs(patterns: string[], workspace: string): Promise<string[]> {
  const checkout = openStore(workspace);
  const specs = new Set<string>();
  for (const pattern of patterns) {
    if (isS3Address(pattern) || !isGlob(pattern)) {
      specs.add(pattern);
      continue;
    }
    const before = specs.size;
    for await (const { path } of matchGlob(checkout, pattern.replace(/^\.\//, ''))) specs.add(path);
    if (specs.size === before)
      throw new UserError(`No spec matches "${pattern}" in the checkout.`, {
        hint: 'Is there an actions/checkout step before this one?',
        exitCode: 2,
      });
  }
  return [...specs];
}

/** Which specs to build: those of the checkout that were touched, and all that lie in buckets. */
export function selectTouched(
  specs: string[],
  touched: Touched,
  workspace: string,
): { build: string[]; skipped: string[]; notice?: string } {
  if ('cannotTell' in touched)
    return {
      build: specs,
      skipped: [],
      notice: `changed-only: ${touched.cannotTell}, so every spec is built.`,
    };
  const isTouched = (spec: string) => {
    if (isS3Address(spec)) return true;
    const path = relative(workspace, spec.startsWith('/') ? spec : `${workspace}/${spec}`).replaceAll(
      '\\',
      '/',
    );
    const folder = dirname(path);
    return touched.files.some((file) => folder === '.' || file === path || file.startsWith(`${folder}/`));
  };
  return { build: specs.filter(isTouched), skipped: specs.filter((spec) => !isTouched(spec)) };
}
