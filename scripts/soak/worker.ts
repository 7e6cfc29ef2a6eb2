import { sqliteLedger } from '../../src/parts/worker/ledger/sqlite.ts';
import { storeLedger } from '../../src/parts/worker/ledger/store.ts';
import { replyQueues } from '../../src/parts/worker/loop/reply-queues.ts';
import { startWorker } from '../../src/parts/worker/loop/worker.ts';
import { workerId } from '../../src/parts/worker/loop/worker-id.ts';
import { longBodies } from '../../src/parts/worker/work/long-bodies.ts';
import { longNumbers, quickNumbers } from '../../src/parts/worker/work/numbers.ts';
import { pictureThreads } from '../../src/parts/worker/work/picture-threads.ts';
import { pictureWork } from '../../src/parts/worker/work/pictures.ts';
import { openQueues } from '../../src/queue/open.ts';
import { openStore } from '../../src/store/open.ts';
import { startNumbersThread, startPicturesThread } from '../../test/support/worker-threads.ts';
import { presets } from './jobs.ts';

/** Where the jobs, the pictures and the ledger of a soak are. */
export interface SoakPlace {
  queues: { file: string } | { sqs: { endpointUrl: string } };
  /** For pictures; of an S3 server with its address. */
  bucket: { address: string; endpointUrl?: string };
  /** The file of the ledger, or that it lies in the bucket. */
  ledger: { file: string } | 'bucket';
}

/** What a worker of the soak is told, as JSON in its one argument. */
export interface SoakWorker extends SoakPlace {
  requests: string;
  replies: string;
  deadLetters: string;
  leaseSeconds: number;
  lifeMs: number;
}

const told: SoakWorker = JSON.parse(process.argv[2] ?? '');
const { leaseSeconds, lifeMs, ledger } = told;
const { address, ...s3 } = told.bucket;
const queues = openQueues(told.queues);
const bucket = openStore(address, s3);
const id = workerId();
const requests = queues.open(told.requests);
const replies = queues.open(told.replies);
const deadLetters = queues.open(told.deadLetters);
const maker = pictureThreads(startPicturesThread);
const pictures = pictureWork({
  incoming: bucket.at('in/'),
  outgoing: bucket.at('out/'),
  presets,
  usual: 'black-and-white',
  maker,
});
const worker = startWorker({
  requests,
  replies,
  deadLetters,
  replyTo: replyQueues(queues, replies, [requests, deadLetters]),
  bucket,
  ledger: ledger === 'bucket' ? storeLedger(bucket, id, lifeMs) : sqliteLedger(ledger.file, id, lifeMs),
  quick: quickNumbers,
  long: longBodies(startNumbersThread),
  work: (job) => (job.kind === 'image' ? pictures(job) : longNumbers(job)),
  concurrency: 50,
  leaseSeconds,
});
process.once('SIGTERM', async () => {
  const isDone = await worker.stop(10_000);
  queues.close();
  await maker.close();
  process.exit(isDone ? 0 : 1);
});
console.log('ready');
