import type { Message } from '../../../queue/queue.ts';

/** How wide a window is, and what becomes of the messages in it. */
export interface WindowOptions {
  /** How many messages are dealt with at once. */
  concurrency: number;
  /** How many jobs that take longer may be in hand. */
  mostSlow: number;
  /** Deals with a message, and never throws. Calls `isSlow` once it finds that the job takes longer. */
  handle: (message: Message, isSlow: () => void) => Promise<void>;
}

/** A window that slides over the queue: as messages leave it at one end, others may come at the other. */
export interface Window {
  take(messages: readonly Message[]): void;
  /** How many more may come; below 1: none. */
  room(): number;
  /** Settles when there may be room again. */
  freed(): Promise<void>;
  /** Begins nothing any more, and gives what was not begun. */
  close(): Message[];
  /** Settles when all that was begun is done. */
  done(): Promise<void>;
}

/** Over so many messages it is reckoned how many of them are slow. */
const RECKONED = 10;

/**
 * An empty window. Of jobs that take longer it lets in few, for who holds them keeps them from others
 * who are idle. What a message is, nobody knows before it is here: so it lets in as many as hold, by
 * the share of slow ones among those that came last, the slow ones that there is room for.
 */
export function openWindow({ concurrency, mostSlow, handle }: WindowOptions): Window {
  const waiting: Message[] = [];
  const working = new Set<Promise<void>>();
  /** Those who wait until there is room for more. */
  const waiters: (() => void)[] = [];
  let slow = 0;
  let slowShare = 0;
  let isClosed = false;

  async function run(message: Message): Promise<void> {
    let isSlow = false;
    await handle(message, () => {
      isSlow = true;
      slow++;
      slowShare += (1 - slowShare) / RECKONED;
    });
    if (isSlow) slow--;
    else slowShare -= slowShare / RECKONED;
  }

  function next(): void {
    while (working.size < concurrency && !isClosed) {
      const message = waiting.shift();
      if (!message) return;
      const running: Promise<void> = run(message).finally(() => {
        working.delete(running);
        next();
        waiters.shift()?.();
      });
      working.add(running);
    }
  }

  return {
    take(messages) {
      waiting.push(...messages);
      next();
    },
    room() {
      const free = concurrency - working.size - waiting.length;
      if (slowShare === 0) return free;
      return Math.min(free, Math.ceil((mostSlow - slow) / slowShare));
    },
    freed: () => new Promise((resolve) => waiters.push(resolve)),
    close() {
      isClosed = true;
      for (const resolve of waiters.splice(0)) resolve();
      return waiting.splice(0);
    },
    async done() {
      await Promise.all(working);
    },
  };
}
