import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Whether this runs from the sources of a checkout, or bundled in `dist/`. */
export const fromSources = import.meta.url.endsWith('.ts');

/** The project's folder: `src/` and `dist/` lie in it. */
const root = new URL(fromSources ? '../../' : '../', import.meta.url);

/** The file system path of one of the project's own files, such as `dist/toolchain`. */
export function projectPath(path: string): string {
  return fileURLToPath(new URL(path, root));
}

/** A script that a build runs in a Node of its own: from the sources, or as `dist/NAME.js`. */
export function scriptPath(source: string): string {
  const name = source.slice(source.lastIndexOf('/') + 1).replace(/\.ts$/, '');
  return projectPath(fromSources ? source : `dist/${name}.js`);
}

/** Holdall's own version. */
export const holdallVersion: string = JSON.parse(readFileSync(projectPath('package.json'), 'utf8')).version;
