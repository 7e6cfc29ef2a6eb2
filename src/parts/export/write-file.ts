import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { codeOf, messageOf, UserError } from '../../base/error.ts';

/** Writes beside and renames; what is interrupted leaves nothing behind. */
export async function writeFile(
  to: string,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const unfinished = join(dirname(to), `.${randomUUID()}.part`);
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(name, () => stop.abort(new UserError('Interrupted: nothing was written.')));
  try {
    await pipeline(bytes, createWriteStream(unfinished, { flags: 'wx' }), { signal: stop.signal });
    await rename(unfinished, to);
  } catch (error) {
    await rm(unfinished, { force: true });
    if (stop.signal.aborted) throw stop.signal.reason;
    if (codeOf(error) === undefined) throw error;
    if (codeOf(error) === 'ENOENT')
      throw new UserError(`There is no folder ${dirname(to)}.`, {
        hint: 'Make it, or name another one.',
        cause: error,
      });
    throw new UserError(`${to} cannot be written: ${messageOf(error)}.`, {
      hint: 'Name a file in a folder that you can write to, with room for it.',
      cause: error,
    });
  }
}
