import type { Message, Queue } from '../../../queue/queue.ts';
import { batcher } from './batcher.ts';
import type { Counts } from './counters.ts';
import { leases } from './leases.ts';

/** The messages in a worker's hands, and the two ways in which they leave them. */
export interface Hand {
  /** Keeps messages from now on, which is when they were received. */
  take(messages: readonly Message[]): void;
  /** Notes that the job of a message is this worker's in the ledger. */
  claimed(message: Message, job: string): void;
  /** For how long it has been here, in milliseconds. */
  ageMs(message: Message): number;
  /** Deletes a message from its queue. */
  finish(message: Message): Promise<void>;
  /** Lets go of its job, and shows the message to others after so many seconds. */
  giveBack(message: Message, seconds: number): Promise<void>;
  held(): readonly Message[];
  oldestMs(): number;
  stop(): void;
}

/** What keeps messages, and is told of them. */
export interface HandOptions {
  leaseSeconds: number;
  /** Lets jobs go in the ledger. */
  release: (jobs: readonly string[]) => Promise<void>;
  counts: Counts;
}

/** Hands that are empty. */
export function openHand(queue: Queue, { leaseSeconds, release, counts }: HandOptions): Hand {
  const leased = leases(queue, leaseSeconds, () => counts.lost++);
  const all = new Map<Message, { since: number; job: string | undefined }>();
  const remove = batcher(queue.delete, { enough: 10, waitMs: 10, lanes: 8 });
  const hide = batcher(queue.hide, { enough: 10, waitMs: 10, lanes: 4 });

  /** The job of the message that leaves. */
  async function drop(message: Message): Promise<string | undefined> {
    await leased.settle(message);
    const job = all.get(message)?.job;
    all.delete(message);
    return job;
  }

  return {
    take(messages) {
      counts.received += messages.length;
      leased.hold(messages);
      const since = performance.now();
      for (const message of messages) all.set(message, { since, job: undefined });
    },
    claimed(message, job) {
      const found = all.get(message);
      if (found) found.job = job;
    },
    ageMs: (message) => performance.now() - (all.get(message)?.since ?? performance.now()),
    async finish(message) {
      await drop(message);
      // Who has it now finds that it was answered, and deletes it.
      if (await remove(message.receipt)) counts.lost++;
    },
    async giveBack(message, seconds) {
      const job = await drop(message);
      // Before the message shows, or who gets it would find the job taken.
      if (job !== undefined) await release([job]);
      await hide({ receipt: message.receipt, seconds: Math.ceil(seconds) });
    },
    held: () => [...all.keys()],
    oldestMs() {
      const now = performance.now();
      let oldest = now;
      for (const { since } of all.values()) oldest = Math.min(oldest, since);
      return now - oldest;
    },
    stop: () => leased.stop(),
  };
}
