import { sqliteLedger } from '../../src/parts/worker/ledger/sqlite.ts';
import { storeLedger } from '../../src/parts/worker/ledger/store.ts';
import { replyQueues, workerId } from '../../src/parts/worker/loop/start.ts';
import { startWorker } from '../../src/parts/worker/loop/worker.ts';
import { longNumbers, quickNumbers } from '../../src/parts/worker/work/numbers.ts';
import { openQueues } from '../../src/queue/open.ts';
import { openStore } from '../../src/store/open.ts';

/** What a worker of the soak is told, as JSON in its one argument. */
export interface SoakWorker {
  queues: { file: string } | { sqs: { endpointUrl: string } };
  requests: string;
  replies: string;
  deadLetters: string;
  /** The file of the ledger, or the bucket for it. */
  ledger: { file: string } | { bucket: string };
  leaseSeconds: number;
  lifeMs: number;
}

const {
  queues: place,
  requests,
  replies,
  deadLetters,
  ledger,
  leaseSeconds,
  lifeMs,
}: SoakWorker = JSON.parse(process.argv[2] ?? '');
const queues = openQueues(place);
const id = workerId();
const jobs = queues.open(requests);
const usual = queues.open(replies);
const worker = startWorker({
  requests: jobs,
  replies: usual,
  deadLetters: queues.open(deadLetters),
  replyTo: replyQueues(queues, usual),
  ledger:
    'file' in ledger
      ? sqliteLedger(ledger.file, id, lifeMs)
      : storeLedger(openStore(ledger.bucket), id, lifeMs),
  quick: quickNumbers,
  work: longNumbers,
  concurrency: 50,
  leaseSeconds,
});
process.once('SIGTERM', async () => {
  const isDone = await worker.stop(10_000);
  queues.close();
  console.log(JSON.stringify(worker.counters.counts));
  process.exit(isDone ? 0 : 1);
});
console.log('ready');
