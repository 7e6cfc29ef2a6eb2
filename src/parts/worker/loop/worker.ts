import { messageOf } from '../../../base/error.ts';
import { within } from '../../../base/within.ts';
import type { Message, Queue } from '../../../queue/queue.ts';
import { BEAT_MS, type Ledger } from '../ledger/ledger.ts';
import type { WorkOptions } from './content.ts';
import { type Counters, startCounters } from './counters.ts';
import { openHand } from './hand.ts';
import { handler } from './handle.ts';
import type { Write } from './journal.ts';
import { noter } from './note.ts';
import { startPolls } from './poll.ts';
import { type ReplyOptions, replier } from './reply.ts';
import { openWindow } from './window.ts';

/** What a worker works with. */
export interface WorkerOptions extends WorkOptions, ReplyOptions {
  requests: Queue;
  ledger: Ledger;
  journal?: Write;
  /** How many jobs are at work at once. Default: 400; those that need the processor limit themselves. */
  concurrency?: number;
  /**
   * How many of the jobs in hand may be such as take longer (see `quick`). Default: 12, three times
   * the pictures that are worked on at once.
   */
  mostSlow?: number;
  /** How many requests for messages go side by side when there are many. Default: 4. */
  pollers?: number;
  /** For how long a message is hidden that this worker does not extend any more. Default: 30. */
  leaseSeconds?: number;
  /** How often a job is tried that fails and may succeed. Default: 5. */
  tries?: number;
  /** How long the first retry waits at most. Default: 2. */
  retrySeconds?: number;
}

export interface RunningWorker {
  readonly counters: Counters;
  metrics(): string;
  /** How many messages are in hand. */
  inFlight(): number;
  /**
   * Takes no more, gives back what was not begun, finishes the rest, and gives back after
   * `deadlineMs` what could not be. True when nothing was left over.
   */
  stop(deadlineMs: number): Promise<boolean>;
}

/** How long each of the last requests may take at a stop: a server that hangs must not keep the process. */
const LAST_MS = 2_000;

/** Starts to take jobs from a queue. */
export function startWorker(options: WorkerOptions): RunningWorker {
  const { requests, ledger, long, journal } = options;
  const { concurrency = 400, mostSlow = 12, pollers = 4, leaseSeconds = 30 } = options;
  const counters = startCounters();
  const { counts } = counters;
  const note = noter(journal);
  const hand = openHand(requests, { leaseSeconds, release: ledger.release, counts });
  const stopping = new AbortController();
  let isStopped = false;

  function fault(error: unknown): void {
    counts.faults++;
    note({ outcome: 'fault', detail: messageOf(error) });
  }

  const handle = handler({
    tries: 5,
    retrySeconds: 2,
    ...options,
    hand,
    reply: replier({ ...options, fault }),
    counters,
    note,
    fault,
  });
  const window = openWindow({ concurrency, mostSlow, handle });
  const beats = setInterval(() => ledger.beat().catch(fault), BEAT_MS);
  const polled = startPolls(requests, {
    pollers,
    visibilitySeconds: leaseSeconds,
    room: window.room,
    freed: window.freed,
    take(messages) {
      hand.take(messages);
      window.take(messages);
    },
    fault,
    signal: stopping.signal,
  });

  async function giveBack(messages: readonly Message[]): Promise<void> {
    counts.givenBack += messages.length;
    await Promise.all(messages.map((message) => hand.giveBack(message, 0).catch(fault)));
  }

  async function finish(): Promise<void> {
    await giveBack(window.close());
    await polled();
    // What was on its way.
    await giveBack(window.close());
    await window.done();
  }

  return {
    counters,
    inFlight: () => hand.held().length,
    metrics: () => counters.metrics({ inFlight: hand.held().length, oldestMs: hand.oldestMs() }),
    async stop(deadlineMs) {
      if (isStopped) return true;
      isStopped = true;
      stopping.abort();
      await within(deadlineMs, finish());
      const rest = hand.held();
      await within(LAST_MS, giveBack(rest));
      clearInterval(beats);
      hand.stop();
      await long?.close();
      await within(LAST_MS, ledger.close());
      return rest.length === 0;
    },
  };
}
