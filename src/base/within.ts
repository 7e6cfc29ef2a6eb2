import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits for something, but no longer than so many milliseconds; undefined when it is late. The work
 * goes on then, and nobody hears of its failure.
 */
export async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  const settled = new AbortController();
  const late = sleep(ms, undefined, { signal: settled.signal }).catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    settled.abort();
  }
}
