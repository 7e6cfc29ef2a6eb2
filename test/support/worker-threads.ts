import { Worker } from 'node:worker_threads';

const thread = (name: string) =>
  new Worker(new URL(`../../src/parts/worker/bundles/${name}.ts`, import.meta.url));

/** Starts the thread for long lists from the sources. */
export const startNumbersThread = (): Worker => thread('numbers-thread');

/** Starts a thread for pictures from the sources. */
export const startPicturesThread = (): Worker => thread('pictures-thread');
