import { setFlagsFromString } from 'node:v8';

/** By how many percent V8's heap may grow before all of it is collected; 0 is V8's own way. */
const growth = (percent: number) => setFlagsFromString(`--heap-growing-percent=${percent}`);

/**
 * Runs a task that hands large buffers on, with fewer collections. The pixels of pictures lie outside
 * of V8's heap but count for its limit, and the heap of a build is small beside them: V8 would walk
 * through all of it for every camera picture, which takes up to a fifth of that picture's time. To
 * twice its size it may grow instead; where there are many small pictures, that is less than V8
 * would let it grow to.
 */
export async function withFewerCollections<Result>(task: () => Promise<Result>): Promise<Result> {
  growth(100);
  try {
    return await task();
  } finally {
    growth(0);
  }
}
