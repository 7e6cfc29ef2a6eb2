import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach } from 'vitest';
import type { Answer } from '../../../src/parts/worker/job/answer.ts';
import type { Job } from '../../../src/parts/worker/job/job.ts';
import { sqliteLedger } from '../../../src/parts/worker/ledger/sqlite.ts';
import type { Entry } from '../../../src/parts/worker/loop/journal.ts';
import { replyQueues } from '../../../src/parts/worker/loop/reply-queues.ts';
import {
  type RunningWorker,
  startWorker,
  type WorkerOptions,
} from '../../../src/parts/worker/loop/worker.ts';
import { workerId } from '../../../src/parts/worker/loop/worker-id.ts';
import { quickNumbers } from '../../../src/parts/worker/work/numbers.ts';
import { openQueues } from '../../../src/queue/open.ts';
import type { Message, Outgoing, Queue, Queues } from '../../../src/queue/queue.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { listsOnly } from '../../support/lists-only.ts';
import { tempFolder } from '../../support/temp.ts';

/** Queues, a ledger and a bucket for one test. */
export interface Workplace {
  folder: string;
  queues: Queues;
  jobs: Queue;
  replies: Queue;
  dead: Queue;
  bucket: Store;
  journal: Entry[];
  /** Starts a worker here that ends with the test. */
  start(options?: Partial<WorkerOptions>): RunningWorker;
  /** Sends jobs and waits for as many answers, by the ids of the jobs. */
  ask(messages: Outgoing[], from?: Queue, count?: number): Promise<Map<string | undefined, string>>;
}

/** A place for each test of a file; to be taken apart within the test, for each has another. */
export function workplaces(): () => Workplace {
  let place: Workplace;
  let workers: RunningWorker[];
  beforeEach(async () => {
    workers = [];
    place = await openWorkplace(workers);
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.stop(1000)));
    place.queues.close();
  });
  return () => place;
}

async function openWorkplace(workers: RunningWorker[]): Promise<Workplace> {
  const folder = tempFolder();
  const queues = openQueues({ file: join(folder, 'queues') });
  await queues.create('dead');
  await queues.create('replies');
  await queues.create('jobs', { deadLetters: 'dead' });
  const [jobs, replies, dead] = [queues.open('jobs'), queues.open('replies'), queues.open('dead')];
  const bucket = openStore(`${folder}/bucket/`);
  const journal: Entry[] = [];
  return {
    folder,
    queues,
    jobs,
    replies,
    dead,
    bucket,
    journal,
    start(options = {}) {
      const worker = startWorker({
        requests: jobs,
        replies,
        deadLetters: dead,
        replyTo: replyQueues(queues, replies, [jobs, dead]),
        bucket,
        ledger: sqliteLedger(join(folder, 'ledger'), workerId()),
        quick: quickNumbers,
        work: listsOnly,
        journal: (entry) => journal.push(entry),
        retrySeconds: 0.5,
        ...options,
      });
      workers.push(worker);
      return worker;
    },
    async ask(messages, from = replies, count = messages.length) {
      await jobs.send(messages);
      const found: Message[] = [];
      while (found.length < count) {
        found.push(...(await from.receive({ max: 10, waitSeconds: 20, visibilitySeconds: 600 })));
      }
      return new Map(found.map(({ attributes, body }) => [attributes['id'], body]));
    },
  };
}

/** Waits until something is so. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(20);
}

/** Whether nothing waits in a queue, and nobody has anything of it in hand. */
export async function isEmpty(queue: Queue): Promise<boolean> {
  const { waiting, inFlight, delayed } = await queue.depth();
  return waiting + inFlight + delayed === 0;
}

/** Work that a test holds up. */
export function heldUp() {
  let begun = 0;
  let go = () => {};
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  const work = async ({ id }: Job): Promise<Answer> => {
    begun++;
    await gate;
    return { body: `done ${id}`, outcome: 'done' };
  };
  return { work, begun: () => begun, go };
}
