import { dirname, relative, resolve, sep } from 'node:path';

/** Files as a document names them that is written to `to`: relative to it, with slashes. */
export function besideDocument(to: string, files: readonly string[]): string[] {
  const folder = to === '-' ? '.' : dirname(to);
  return files.map((file) => relative(folder, resolve(file)).replaceAll(sep, '/'));
}
