import { join } from 'node:path';
import type { RunContext } from '../run.ts';
import type { Answer } from './job/answer.ts';
import { type Job, Refusal } from './job/job.ts';
import { type LedgerKind, openLedger } from './ledger/choose.ts';
import type { Counters } from './loop/counters.ts';
import { type Entry, openJournal } from './loop/journal.ts';
import { replyQueues, workerId } from './loop/start.ts';
import { startWorker } from './loop/worker.ts';
import type { Place } from './place.ts';
import type { WorkerSpec } from './settings.ts';
import { stateFolder } from './state.ts';
import { longNumbers, quickNumbers } from './work/numbers.ts';
import type { pictureWork } from './work/pictures.ts';

export interface HireOptions {
  /** Default: the bucket's where the queues are on SQS and there is a bucket, else a file of this machine. */
  ledger?: LedgerKind;
  /** How many jobs are at work at once. */
  concurrency?: number;
  /** Loads what does pictures, at the first of them; it needs a native library. */
  pictures?: (context: RunContext) => Promise<typeof pictureWork>;
}

/** A worker that does the jobs of a place. */
export interface Hired {
  /** The worker's id, which stands in the journal. */
  readonly id: string;
  readonly counters: Counters;
  metrics(): string;
  /** How many messages are in hand. */
  inFlight(): number;
  /** What has failed within the last half a minute with nothing done since, or undefined. */
  trouble(): string | undefined;
  /** As that of the loop; with the journal written and put away. */
  stop(deadlineMs: number): Promise<boolean>;
}

const RECENTLY_MS = 30_000;

/**
 * Starts a worker for a place: with its ledger, its journal and all that the spec lets it do. Throws
 * a `UserError` when the queue of requests cannot be reached, or the ledger cannot be kept.
 */
export async function startFor(
  place: Place,
  spec: WorkerSpec,
  context: RunContext,
  options: HireOptions = {},
): Promise<Hired> {
  const { settings, queues, requests, replies, bucket } = place;
  const id = workerId();
  // Asked for first of all, for it tells whether the queue is there.
  const deadLetters = await requests.deadLetters();
  const ledger = await openLedger(place, id, options.ledger);
  let failed: { at: number; why: string } | undefined;
  const note = (entry: Omit<Entry, 'at'>) => {
    if (entry.outcome === 'fault') failed = { at: Date.now(), why: entry.detail ?? 'Something failed.' };
    else if (entry.outcome !== 'retry') failed = undefined;
  };
  const journal = openJournal({
    folder: join(stateFolder(settings), 'journal'),
    bucket,
    worker: id,
    onError: (error) => note({ outcome: 'fault', detail: `The journal cannot be kept: ${String(error)}` }),
  });
  const worker = startWorker({
    requests,
    replies,
    deadLetters,
    replyTo: replyQueues(queues, replies),
    bucket,
    ledger,
    ...(spec.numbers && { quick: quickNumbers }),
    work: workFor(place, spec, context, options),
    journal(entry) {
      note(entry);
      journal.write(entry);
    },
    ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
  });
  return {
    id,
    counters: worker.counters,
    metrics: worker.metrics,
    inFlight: worker.inFlight,
    trouble: () => (failed && Date.now() - failed.at < RECENTLY_MS ? failed.why : undefined),
    async stop(deadlineMs) {
      const isDone = await worker.stop(deadlineMs);
      await journal.close();
      return isDone;
    },
  };
}

/** What takes longer: lists that are not short, and pictures. */
function workFor(
  place: Place,
  { numbers, images }: WorkerSpec,
  context: RunContext,
  { pictures }: HireOptions,
): (job: Job) => Promise<Answer> {
  let making: Promise<ReturnType<typeof pictureWork>> | undefined;
  return async (job) => {
    if (job.kind === 'numbers') {
      if (!numbers) throw new Refusal('not-offered', 'This worker does pictures, and no lists of numbers.');
      return longNumbers(job);
    }
    if (!images || !pictures) throw new Refusal('not-offered', 'This worker does numbers, and no pictures.');
    if (!place.bucket) throw new Refusal('not-offered', 'This worker has no bucket to take pictures from.');
    const { presets, default: usual } = images;
    making ??= pictures(context)
      .then((make) => make({ incoming: place.incoming(), outgoing: place.outgoing(), presets, usual }))
      .catch((error) => {
        // The next job may find it mended: a full disk, say.
        making = undefined;
        throw error;
      });
    return (await making)(job);
  };
}
