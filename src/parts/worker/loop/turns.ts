/**
 * Does what is about the same job one after another; each gets what came of the one before, or
 * undefined where there was none, or it failed. Side by side, the ledger would find the second one's
 * job in hand, and put it off for seconds, when its answer is there in a moment.
 */
export function openTurns<T>(): (job: string, work: (before: T | undefined) => Promise<T>) => Promise<T> {
  /** What came last, by its job. */
  const last = new Map<string, Promise<T>>();

  return async (job, work) => {
    const before = last.get(job);
    const turn = before ? before.catch(() => undefined).then(work) : work(undefined);
    last.set(job, turn);
    try {
      return await turn;
    } finally {
      if (last.get(job) === turn) last.delete(job);
    }
  };
}
