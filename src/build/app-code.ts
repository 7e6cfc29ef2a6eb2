import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { PartName } from '../parts/list.ts';
import { fromSources, projectPath } from './installation.ts';

/** The app as it is packed: CommonJS files by their path in the payload. */
export type AppCode = Map<string, Uint8Array>;

/** A part whose code is packed, and which of its further bundles are. */
export interface PackedPart {
  name: PartName;
  bundles: readonly string[];
}

/**
 * The packed app's code for these parts, and the shell's loader. From a checkout it is bundled
 * out of the sources, so that it is never stale; `dist/` holds the same bytes, ready-made.
 */
export async function appCode(parts: readonly PackedPart[]): Promise<{ app: AppCode; loader: Uint8Array }> {
  if (fromSources) {
    const { bundleApp } = await import('./bundle-app.ts');
    return bundleApp(parts);
  }
  const read = (path: string) => readFile(projectPath(`dist/${path}`));
  const paths = appPaths(parts, (path) => existsSync(projectPath(`dist/${path}`)));
  const app = await Promise.all(paths.map(async (path) => [path, await read(path)] as const));
  return { app: new Map(app), loader: await read('app/loader.cjs') };
}

/** The files of the app's code in a payload that has these parts; not every one brings a style and a script. */
export function appPaths(parts: readonly PackedPart[], exists: (path: string) => boolean): string[] {
  const forBrowsers = ['app/app', ...parts.map(({ name }) => `app/parts/${name}`)]
    .flatMap((name) => [`${name}.css`, `${name}.js`])
    .filter(exists);
  return [
    'app/main.cjs',
    'app/LICENSES.txt',
    ...parts.flatMap(({ name, bundles }) => [
      `app/parts/${name}.cjs`,
      ...bundles.map((bundle) => `app/parts/${name}/${bundle}.cjs`),
    ]),
    ...forBrowsers,
  ];
}
