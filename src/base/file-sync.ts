import { type FileHandle, open } from 'node:fs/promises';
import { codeOf } from './error.ts';

/** Brings what was written to a file to its disk, without holding up the event loop meanwhile. */
export interface FileSync {
  /** Settles when all that was written before is on the disk. Those who ask at once wait for one run. */
  sync(): Promise<void>;
  close(): void;
}

/** For a file that is opened at the first `sync`; one that is not there has nothing to bring. */
export function fileSync(file: string): FileSync {
  let handle: Promise<FileHandle | undefined> | undefined;
  let running: Promise<void> | undefined;
  /** What was written while a run was on its way is for the one behind it. */
  let next: Promise<void> | undefined;

  async function run(): Promise<void> {
    // Windows flushes only what may be written.
    handle ??= open(file, 'r+').catch((error) => {
      handle = undefined;
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    });
    await (await handle)?.sync();
  }

  function start(): Promise<void> {
    const started: Promise<void> = run().finally(() => {
      if (running === started) running = undefined;
    });
    running = started;
    return started;
  }

  return {
    sync() {
      if (!running) return start();
      next ??= running
        .catch(() => {})
        .then(() => {
          next = undefined;
          return start();
        });
      return next;
    },
    close() {
      const closing = next ?? running ?? Promise.resolve();
      closing
        .catch(() => {})
        .then(async () => (await handle)?.close())
        .catch(() => {});
    },
  };
}
