/** When what was gathered is run. */
export interface BatcherOptions {
  /** So many are enough for a run. */
  enough: number;
  /** How long the first one waits for more, in milliseconds. */
  waitMs: number;
  /** So many runs go side by side; what comes meanwhile is for the next one. */
  lanes: number;
}

/** Gathers single things for work that takes many at once; each gets its own result. */
export function batcher<T, R>(
  run: (things: T[]) => Promise<readonly R[]>,
  { enough, waitMs, lanes }: BatcherOptions,
): (thing: T) => Promise<R> {
  let gathered: { thing: T; resolve: (result: R) => void; reject: (error: unknown) => void }[] = [];
  let running = 0;
  let isScheduled = false;
  /** Whether a run has had to wait for a lane. */
  let isDue = false;

  function flush(): void {
    isScheduled = false;
    isDue = running >= lanes;
    if (isDue || gathered.length === 0) return;
    const batch = gathered;
    gathered = [];
    running++;
    run(batch.map(({ thing }) => thing))
      .then(
        (results) => {
          for (const [index, { resolve }] of batch.entries()) resolve(results[index] as R);
        },
        (error) => {
          for (const { reject } of batch) reject(error);
        },
      )
      .finally(() => {
        running--;
        if (isDue || gathered.length >= enough) flush();
      });
  }

  return (thing) =>
    new Promise((resolve, reject) => {
      gathered.push({ thing, resolve, reject });
      if (gathered.length >= enough) return flush();
      if (isScheduled) return;
      isScheduled = true;
      if (waitMs === 0) setImmediate(flush);
      else setTimeout(flush, waitMs);
    });
}
