import { createHash } from 'node:crypto';
import { messageOf } from '../../base/error.ts';
import type { Manifest } from '../../payload/manifest.ts';
import type { Payload } from '../../payload/payload.ts';

/** A file of the payload that is not as the manifest has it. */
export interface Damage {
  path: string;
  /** The end of a sentence: "is missing". */
  what: string;
}

/**
 * Reads every file of the payload and compares it with the manifest.
 * @param onProgress gets the bytes that each step has read
 */
export async function findDamage(
  payload: Payload,
  manifest: Manifest,
  onProgress: (bytes: number) => void = () => undefined,
): Promise<Damage[]> {
  const damages: Damage[] = [];
  for (const { path, size, sha256 } of manifest.files) {
    const what = !payload.files.has(path)
      ? 'is missing'
      : await compare(payload, path, { size, sha256 }, onProgress);
    if (what !== undefined) damages.push({ path, what });
  }
  const known = new Set(manifest.files.map((file) => file.path)).add('manifest.json');
  for (const path of payload.files.keys()) {
    if (!known.has(path)) damages.push({ path, what: 'was added later' });
  }
  return damages;
}

async function compare(
  payload: Payload,
  path: string,
  packed: { size: number; sha256: string },
  onProgress: (bytes: number) => void,
): Promise<string | undefined> {
  const digest = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of payload.stream(path)) {
      digest.update(chunk);
      size += chunk.length;
      onProgress(chunk.length);
    }
  } catch (error) {
    return `cannot be read: ${messageOf(error)}`;
  }
  if (size !== packed.size) return `has ${size} bytes in place of ${packed.size}`;
  return digest.digest('hex') === packed.sha256 ? undefined : 'has another content';
}
