import { setFlagsFromString } from 'node:v8';

/**
 * How V8's heap grows: by how many percent before all of it is collected (0: as V8 sees fit), and by
 * what factor the space for what is new, where most of it survives.
 */
function setGrowth(percent: number, factorOfNew: number): void {
  setFlagsFromString(`--heap-growing-percent=${percent}`);
  setFlagsFromString(`--semi-space-growth-factor=${factorOfNew}`);
}

/**
 * Runs a task that hands large buffers on, with a heap that suits it. Pixels lie outside of V8's heap
 * but count for its limit, and the heap of a build is small beside them: V8 would walk through all of
 * it for every camera picture, which takes up to a fifth of that picture's time. So it may double
 * before. The space for what is new stays as it is: V8 would make it 100 MB larger in the course of
 * some thousand pictures, to no gain.
 */
export async function withSteadyHeap<Result>(task: () => Promise<Result>): Promise<Result> {
  setGrowth(100, 1);
  try {
    return await task();
  } finally {
    // V8's own.
    setGrowth(0, 2);
  }
}
