/** How long somebody waits. */
export interface Patience {
  /** Starts the clock. */
  limit(ms: number): void;
  /** Whether it came to its end because the time was up. */
  readonly isUp: boolean;
  readonly isOver: boolean;
  /** Of the signal that was aborted; an error of its own when the time was up. */
  readonly reason: unknown;
  /** What the work gives, or throws the reason as soon as patience is over; the work goes on then. */
  unlessOver<T>(work: Promise<T>): Promise<T>;
  /** Lets go of the clock and the signals. */
  end(): void;
}

/** Patience that is over when one of the signals is aborted, with its reason, or when the time is up. */
export function patience(signals: readonly AbortSignal[]): Patience {
  const over = new AbortController();
  let isUp = false;
  let timer: NodeJS.Timeout | undefined;
  const stops = signals.map((signal) => {
    const stop = () => over.abort(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop);
    return () => signal.removeEventListener('abort', stop);
  });
  return {
    limit(ms) {
      timer = setTimeout(() => {
        isUp = !over.signal.aborted;
        over.abort();
      }, ms);
    },
    get isUp() {
      return isUp;
    },
    get isOver() {
      return over.signal.aborted;
    },
    get reason() {
      return over.signal.reason;
    },
    async unlessOver(work) {
      let stop = () => {};
      const aborted = new Promise<never>((_, reject) => {
        stop = () => reject(over.signal.reason);
        if (over.signal.aborted) stop();
        else over.signal.addEventListener('abort', stop);
      });
      try {
        return await Promise.race([work, aborted]);
      } finally {
        over.signal.removeEventListener('abort', stop);
      }
    },
    end() {
      clearTimeout(timer);
      for (const stop of stops) stop();
    },
  };
}
