import { Worker } from 'node:worker_threads';

/** Starts the thread for long lists from the sources. */
export function startNumbersThread(): Worker {
  return new Worker(new URL('../../src/parts/worker/bundles/numbers-thread.ts', import.meta.url));
}
