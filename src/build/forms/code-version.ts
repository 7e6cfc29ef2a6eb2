import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from '../cache.ts';
import { fromSources, projectPath } from '../installation.ts';

/**
 * A hash of the code that reads forms and of the packages that it uses: what an older one found may
 * differ in any field, and it shows nowhere else.
 */
export const formCodeVersion = once(async () => {
  const hash = createHash('sha256');
  for (const file of await (fromSources ? sources() : bundle())) hash.update(await readFile(file));
  return hash.digest('hex');
});

async function sources(): Promise<string[]> {
  const folder = projectPath('src/form');
  const files = (await readdir(folder, { recursive: true })).filter(
    (file) => file.endsWith('.ts') && !/^editor[\\/]/.test(file),
  );
  return [...files.sort().map((file) => join(folder, file)), projectPath('package-lock.json')];
}

const bundle = async () => [projectPath('dist/index.js'), projectPath('dist/toolchain/package-lock.json')];
