import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../base/error.ts';
import { isRunning } from '../base/is-running.ts';
import { userCacheFolder } from '../base/user-cache.ts';
import { openStore } from '../store/open.ts';
import { type Cache, openCache } from './cache.ts';
import { withSteadyHeap } from './heap.ts';
import type { BuildRequest } from './request.ts';

/** What every stage of one build is handed. */
export interface Job {
  request: BuildRequest;
  signal: AbortSignal;
  concurrency: number;
  /** A folder for this build alone, removed at its end. */
  work: string;
  /** A folder of this machine that stays: base Nodes and, unless a store is asked for, results. */
  home: string;
  cache: Cache;
  progress(text: string): void;
  warn(text: string): void;
}

/** Runs `task` with a job whose folder is removed whatever happens. */
export async function withJob<T>(
  request: BuildRequest,
  show: Pick<Job, 'progress' | 'warn'>,
  task: (job: Job) => Promise<T>,
): Promise<T> {
  const signal = request.signal ?? new AbortController().signal;
  const home = process.env['HOLDALL_CACHE'] || userCacheFolder();
  const work = await makeWorkFolder(join(home, 'work'));
  try {
    const cache = openCache(openStore(request.cache ?? join(home, 'results'), request.stores), work, signal);
    const concurrency = request.concurrency ?? availableParallelism();
    const job = { request, signal, concurrency, work, home, cache, ...show };
    return await withSteadyHeap(() => task(job));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** A fresh folder named after this process; those of processes that were killed are removed. */
async function makeWorkFolder(parent: string): Promise<string> {
  try {
    await mkdir(parent, { recursive: true });
    for (const name of await readdir(parent))
      if (!isRunning(Number(name.split('-')[0])))
        await rm(join(parent, name), { recursive: true, force: true });
    return await mkdtemp(join(parent, `${process.pid}-`));
  } catch (error) {
    throw new UserError(`The folder ${parent} for work in progress cannot be made.`, {
      hint: 'Set HOLDALL_CACHE to a folder that can be written.',
      cause: error,
    });
  }
}
