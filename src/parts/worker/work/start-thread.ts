import { Worker } from 'node:worker_threads';
import type { RunContext } from '../../run.ts';

/** Starts the thread for long bodies, in a packed app: out of the text of its bundle. */
export function startNumbersThread(context: RunContext): Worker {
  return new Worker(context.codeOf('numbers-thread'), { eval: true, name: 'numbers' });
}

/**
 * Starts a thread for pictures, in a packed app.
 * @param library where sharp's native library lies on the disk
 */
export function startPicturesThread(context: RunContext, library: string): Worker {
  const workerData = { library };
  return new Worker(context.codeOf('pictures-thread'), { eval: true, name: 'pictures', workerData });
}
