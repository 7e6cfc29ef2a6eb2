import { assetsOf } from '../../image/set-options.ts';
import type { LoadedSpec } from '../../spec/load.ts';
import type { Problem } from '../../spec/problem.ts';
import { type FindOptions, findFile, type LocatedFile, type SpecPath } from '../sources.ts';

/**
 * Finds the picture files that the steps of all sets name. What is wrong with one is a problem at
 * the place in the spec that names it.
 */
export async function findAssets(
  loaded: LoadedSpec,
  options: FindOptions,
  problems: Problem[],
): Promise<Map<string, LocatedFile>> {
  const assets = new Map<string, LocatedFile>();
  for (const [name, set] of Object.entries(loaded.spec.images ?? {}))
    for (const asset of assetsOf(set)) {
      if (assets.has(asset)) continue;
      const { steps, variants } = set;
      const at = placeOf(asset, { steps, variants }) ?? [];
      const found = await findFile(loaded, ['images', name, ...at], asset, options);
      if ('source' in found) assets.set(asset, found.source);
      else problems.push(...found.problems);
    }
  return assets;
}

/** Where a text is the value in nested objects and lists; the first place there is. */
function placeOf(text: string, value: unknown): SpecPath | undefined {
  if (value === text) return [];
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const rest = placeOf(text, inner);
    if (rest) return [Array.isArray(value) ? Number(key) : key, ...rest];
  }
  return undefined;
}
