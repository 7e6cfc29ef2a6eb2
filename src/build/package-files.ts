import { createRequire } from 'node:module';
import type { Content, Needs } from '../parts/part.ts';
import { digestFile } from '../payload/entry.ts';

const require = createRequire(import.meta.url);

/** The files out of npm packages that parts need, by their path in the payload. */
export async function packageFiles(needs: Iterable<Needs>): Promise<Map<string, Content>> {
  const files = new Map<string, Content>();
  for (const { files: wanted = {} } of needs)
    for (const [path, name] of Object.entries(wanted)) {
      const file = require.resolve(name);
      files.set(path, { ...(await digestFile(file)), file: async () => file });
    }
  return files;
}
