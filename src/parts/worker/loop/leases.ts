import type { Message, Queue } from '../../../queue/queue.ts';

/** The messages in this worker's hands, which nobody else is handed meanwhile. */
export interface Leases {
  /** Keeps messages from now on, which is when they were received. */
  hold(messages: readonly Message[]): void;
  /**
   * Stops to keep a message, and waits for what is being done to keep it: a deletion must not be
   * overtaken.
   */
  settle(message: Message): Promise<void>;
  stop(): void;
}

interface Lease {
  message: Message;
  /** When it was last made sure of, in milliseconds. */
  since: number;
  extending: Promise<void> | undefined;
  isLost: boolean;
}

/**
 * Extends what is held before it runs out, many in one request. What fails is tried again, also for a
 * single message: only when its lease has run out meanwhile, it is lost.
 * @param onLost is told of each message that may have been handed out anew, once
 */
export function leases(queue: Queue, leaseSeconds: number, onLost: (message: Message) => void): Leases {
  const all = new Map<Message, Lease>();
  const everyMs = (leaseSeconds * 1000) / 4;
  const timer = setInterval(beat, everyMs);

  function beat(): void {
    const due = [...all.values()].filter(({ since, extending, isLost }) => {
      return !extending && !isLost && Date.now() - since >= everyMs;
    });
    if (due.length === 0) return;
    const started = Date.now();
    const extending = queue
      .hide(due.map(({ message: { receipt } }) => ({ receipt, seconds: leaseSeconds })))
      .then(
        (outcomes) => {
          for (const [index, lease] of due.entries()) {
            if (outcomes[index] === undefined) lease.since = started;
            else if (Date.now() - lease.since >= leaseSeconds * 1000) {
              lease.isLost = true;
              onLost(lease.message);
            }
          }
        },
        // The next beat tries again; there are three before a lease has run out.
        () => {},
      )
      .finally(() => {
        for (const lease of due) lease.extending = undefined;
      });
    for (const lease of due) lease.extending = extending;
  }

  return {
    hold(messages) {
      const since = Date.now();
      for (const message of messages) {
        all.set(message, { message, since, extending: undefined, isLost: false });
      }
    },
    async settle(message) {
      const lease = all.get(message);
      all.delete(message);
      await lease?.extending;
    },
    stop: () => clearInterval(timer),
  };
}
