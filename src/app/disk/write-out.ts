import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserError } from '../../base/error.ts';
import type { Payload } from '../../payload/payload.ts';

/**
 * Writes a file of the payload to the disk, all or nothing: beside its place, checked against its
 * hash, sealed, renamed. Throws the system's own error where it cannot be written, and a
 * `UserError` where its content is not what was packed.
 */
export async function writeOut(
  payload: Payload,
  path: string,
  target: string,
  options: {
    hash?: string | undefined;
    seal?(out: FileHandle): Promise<void>;
    signal?: AbortSignal | undefined;
  } = {},
): Promise<void> {
  const unfinished = join(dirname(target), `.${randomUUID()}.part`);
  try {
    const out = await open(unfinished, 'wx');
    try {
      const digest = createHash('sha256');
      for await (const chunk of payload.stream(path)) {
        options.signal?.throwIfAborted();
        digest.update(chunk);
        await out.writeFile(chunk);
      }
      if (options.hash !== undefined && digest.digest('hex') !== options.hash) throw damaged(path);
      await options.seal?.(out);
    } finally {
      await out.close();
    }
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

function damaged(path: string): UserError {
  return new UserError(`${path} inside this file is not what was packed.`, {
    hint: 'Download the file again and compare its checksum.',
  });
}
