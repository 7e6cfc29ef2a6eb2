import { setTimeout as sleep } from 'node:timers/promises';
import { waitBefore } from '../../store/aws-retry.ts';
import { LARGEST_BODY } from '../names.ts';
import type { Outcomes } from '../queue.ts';

/** SQS takes so many things in one request; all together may be as large as one alone. */
const MOST = 10;

/** How often a thing in a batch is tried again that SQS itself has failed at. */
const MOST_TRIES = 6;

/** What SQS says of a batch. */
export interface BatchResult {
  Successful?: { Id: string | undefined }[] | undefined;
  Failed?: FailedEntry[] | undefined;
}

export interface FailedEntry {
  Id: string | undefined;
  Code: string | undefined;
  Message?: string | undefined;
  SenderFault: boolean | undefined;
}

const UNSAID = {
  Code: undefined,
  Message: 'the answer does not say whether it was done',
  SenderFault: false,
};

export interface BatchOptions<T> {
  /** What a thing counts for towards the size of a request; left out: nothing. */
  bytesOf?: (thing: T) => number;
  /** Sends one batch. */
  request: (batch: { Id: string; thing: T }[]) => Promise<BatchResult>;
  /** The error of a request that failed as a whole, and of a thing that SQS would not take. */
  explain: (error: unknown) => unknown;
  explainEntry: (entry: FailedEntry) => Error;
}

/**
 * Sends things in batches, side by side; what SQS fails at by its own fault is tried again. Throws
 * when all of the batches fail as a whole.
 */
export async function inBatches<T>(things: readonly T[], options: BatchOptions<T>): Promise<Outcomes> {
  const { bytesOf = () => 0, request, explain, explainEntry } = options;
  const outcomes: Outcomes = new Array(things.length).fill(undefined);
  let left = things.map((thing, index) => ({ Id: String(index), thing }));
  for (let tries = 0; left.length > 0; tries++) {
    const batches = batchesOf(left, ({ thing }) => bytesOf(thing));
    const answers = await Promise.allSettled(batches.map((batch) => request(batch)));
    const broken = answers.filter((answer) => answer.status === 'rejected');
    if (broken.length === answers.length && tries === 0) throw broken[0]?.reason;
    const again = new Set<string>();
    for (const [place, answer] of answers.entries()) {
      if (answer.status === 'rejected') {
        const reason = explain(answer.reason);
        const error = reason instanceof Error ? reason : new Error(String(reason));
        for (const { Id } of batches[place] ?? []) outcomes[Number(Id)] = error;
        continue;
      }
      const { Successful = [], Failed = [] } = answer.value;
      const said = new Set([...Successful, ...Failed].map(({ Id }) => Id));
      // A proxy that answers for SQS, say: nobody knows whether it was done.
      for (const { Id } of batches[place] ?? []) {
        if (!said.has(Id)) outcomes[Number(Id)] = explainEntry({ ...UNSAID, Id });
      }
      for (const entry of Failed) {
        outcomes[Number(entry.Id)] = explainEntry(entry);
        if (!entry.SenderFault) again.add(entry.Id ?? '');
      }
    }
    if (again.size === 0 || tries === MOST_TRIES) break;
    left = left.filter(({ Id }) => again.has(Id));
    for (const { Id } of left) outcomes[Number(Id)] = undefined;
    await sleep(waitBefore(tries));
  }
  return outcomes;
}

/** Things in requests of at most 10 and 256 KiB, in their order; what is larger stands alone. */
export function batchesOf<T>(things: readonly T[], bytesOf: (thing: T) => number = () => 0): T[][] {
  const batches: T[][] = [];
  let last: T[] = [];
  let bytes = 0;
  for (const thing of things) {
    const size = bytesOf(thing);
    if (last.length === MOST || (last.length > 0 && bytes + size > LARGEST_BODY)) {
      batches.push(last);
      last = [];
      bytes = 0;
    }
    last.push(thing);
    bytes += size;
  }
  if (last.length > 0) batches.push(last);
  return batches;
}
