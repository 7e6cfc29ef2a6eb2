import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { messageOf } from '../../base/error.ts';
import { isRefused } from '../../queue/sqs/errors.ts';
import type { RunContext } from '../run.ts';
import { type LedgerKind, openLedger } from './ledger/choose.ts';
import type { Counters } from './loop/counters.ts';
import { type Entry, openJournal } from './loop/journal.ts';
import { replyQueues } from './loop/reply-queues.ts';
import { startWorker } from './loop/worker.ts';
import { workerId } from './loop/worker-id.ts';
import type { Place } from './place.ts';
import type { WorkerSpec } from './settings.ts';
import { stateFolder } from './state-folder.ts';
import { openPictures } from './work/load-pictures.ts';
import { longBodies } from './work/long-bodies.ts';
import { quickNumbers } from './work/numbers.ts';
import { openWork } from './work/open-work.ts';
import type { PictureMaker } from './work/pictures.ts';
import { startNumbersThread } from './work/start-thread.ts';

/** How a worker works where it is not as usual. */
export interface HireOptions {
  /** Default: the bucket's where the queues are on SQS and there is a bucket, else a file of this machine. */
  ledger?: LedgerKind;
  /** How many jobs are at work at once. */
  concurrency?: number;
  /** Opens what makes pictures, at the first of them, for it needs a native library. Default: that of the packed app. */
  pictures?: (context: RunContext) => Promise<PictureMaker>;
  /** Starts the thread for long bodies. Default: that of the packed app. */
  startNumbers?: (context: RunContext) => Worker;
}

/** A worker that does the jobs of a place. */
export interface Hired {
  /** The worker's id, which stands in the journal. */
  readonly id: string;
  /** Whether there is a queue for what nobody can do. */
  readonly hasDeadLetters: boolean;
  readonly counters: Counters;
  metrics(): string;
  /** How many messages are in hand. */
  inFlight(): number;
  /** What has failed within the last half a minute with nothing done since, or undefined. */
  trouble(): string | undefined;
  /** As that of the loop; with the journal written and put away. Asked again, it gives the same. */
  stop(deadlineMs: number): Promise<boolean>;
}

const RECENTLY_MS = 30_000;

/**
 * Starts a worker for a place: with its ledger, its journal and all that the spec lets it do. Throws
 * a `UserError` when a queue cannot be reached, or the ledger cannot be kept.
 */
export async function startFor(
  place: Place,
  spec: WorkerSpec,
  context: RunContext,
  options: HireOptions = {},
): Promise<Hired> {
  const { queues, requests, replies, bucket } = place;
  const id = workerId();
  // Asked for first of all, for it tells whether the queue is there.
  const deadLetters = await requests.deadLetters();
  // A queue that is missing is found now, not by the first answer. Who may not look may still send.
  await replies.depth().catch((error) => {
    if (!isRefused(error)) throw error;
  });
  const folder = await stateFolder(place);
  const ledger = await openLedger(place, id, folder, options.ledger);
  let failed: { at: number; why: string } | undefined;
  const note = (entry: Omit<Entry, 'at'>) => {
    if (entry.outcome === 'fault') failed = { at: Date.now(), why: entry.detail ?? 'Something failed.' };
    else if (entry.outcome !== 'retry') failed = undefined;
  };
  const journal = openJournal({
    folder: join(folder, 'journal'),
    bucket,
    worker: id,
    onError: (error) => note({ outcome: 'fault', detail: `The journal cannot be kept: ${messageOf(error)}` }),
  });
  const { pictures = openPictures, startNumbers = startNumbersThread } = options;
  const { work, close } = openWork(place, spec, () => pictures(context));
  const worker = startWorker({
    requests,
    replies,
    deadLetters,
    replyTo: replyQueues(queues, replies, [requests, deadLetters]),
    bucket,
    ledger,
    ...(spec.numbers && { quick: quickNumbers }),
    // Whatever is done to them: to read them takes long too.
    long: longBodies(() => startNumbers(context), { numbers: spec.numbers }),
    work,
    journal(entry) {
      note(entry);
      journal.write(entry);
    },
    ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
  });
  async function end(deadlineMs: number): Promise<boolean> {
    try {
      return await worker.stop(deadlineMs);
    } finally {
      await close();
      await journal.close();
    }
  }

  let ended: Promise<boolean> | undefined;
  return {
    id,
    hasDeadLetters: deadLetters !== undefined,
    counters: worker.counters,
    metrics: worker.metrics,
    inFlight: worker.inFlight,
    trouble: () => (failed && Date.now() - failed.at < RECENTLY_MS ? failed.why : undefined),
    stop(deadlineMs) {
      ended ??= end(deadlineMs);
      return ended;
    },
  };
}
