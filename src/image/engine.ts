import { availableParallelism } from 'node:os';

/** Raised whenever the same steps give other pixels or bytes than before with the same sharp. */
const stepsRevision = 2;

type Engine = typeof import('sharp')['default'];

let engine: Promise<Engine> | undefined;

/** sharp, loaded on first use and set up for many pictures at once. */
export function imageEngine(): Promise<Engine> {
  engine ??= import('sharp').then(({ default: sharp }) => {
    // A picture is processed once: what libvips would keep of it is only memory lost.
    sharp.cache(false);
    // One thread a picture loses nothing to waiting, as long as there are pictures for all cores.
    sharp.concurrency(Math.max(1, Math.floor(availableParallelism() / imageConcurrency())));
    return sharp;
  });
  return engine;
}

/**
 * How many pictures are best processed at once: one a core, and one more while others are read and
 * written, up to what Node's thread pool can hold (`UV_THREADPOOL_SIZE`, 4 unless set).
 * Memory grows with it.
 */
export function imageConcurrency(): number {
  const pool = Number.parseInt(process.env['UV_THREADPOOL_SIZE'] ?? '', 10) || 4;
  return Math.max(1, Math.min(availableParallelism() + 1, pool));
}

/**
 * The versions of all that decides what bytes come out of a picture and its steps:
 * `sharp 0.35.5, libvips 8.18.7, steps 1`. For cache keys.
 */
export async function imageEngineVersion(): Promise<string> {
  const { versions } = await imageEngine();
  return `sharp ${versions.sharp}, libvips ${versions.vips}, steps ${stepsRevision}`;
}
