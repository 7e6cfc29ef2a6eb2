import { mkdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import pLimit from 'p-limit';
import sharp from 'sharp';
import { imageConcurrency } from '../../src/image/engine.ts';
import { sqliteLedger } from '../../src/parts/worker/ledger/sqlite.ts';
import { startWorker } from '../../src/parts/worker/loop/worker.ts';
import { workerId } from '../../src/parts/worker/loop/worker-id.ts';
import { quickNumbers } from '../../src/parts/worker/work/numbers.ts';
import { pictureThreads } from '../../src/parts/worker/work/picture-threads.ts';
import { pictureWork } from '../../src/parts/worker/work/pictures.ts';
import { openQueues } from '../../src/queue/open.ts';
import { openStore } from '../../src/store/open.ts';
import { startPicturesThread } from '../../test/support/worker-threads.ts';
import { type PictureTask, picturePresets } from './picture-tasks.ts';

// All pictures of a place through one of the presets: PROGRAM BUCKET PRESET FOLDER. Tells how it went.

const [, , program = '', bucket = '', preset = '', folder = ''] = process.argv;
const task = picturePresets[preset as PictureTask];
mkdirSync(folder, { recursive: true });
const delay = monitorEventLoopDelay({ resolution: 5 });
const { run, stop } = await (program === 'holdall' ? worker() : plain());
delay.enable();
const cpu = process.cpuUsage();
const start = performance.now();
const pictures = await run();
const ms = performance.now() - start;
const { user, system } = process.cpuUsage(cpu);
const { rss } = process.memoryUsage();
console.log(
  JSON.stringify({ ms, pictures, cpuMs: (user + system) / 1000, delayP99: delay.percentile(99) / 1e6, rss }),
);
await stop();
process.exit();

interface Program {
  /** Does all pictures, and gives how many. */
  run(): Promise<number>;
  stop(): Promise<void>;
}

/** The worker, with a queue in a file and its ledger. Its threads are warm: a worker runs for days. */
async function worker(): Promise<Program> {
  const queues = openQueues({ file: join(folder, 'queues.sqlite') });
  await queues.create('replies');
  await queues.create('jobs');
  const store = openStore(bucket);
  const names: string[] = [];
  for await (const { path } of store.list('in/')) names.push(path.slice('in/'.length));
  const jobs = queues.open('jobs');
  const maker = pictureThreads(startPicturesThread);
  await warmUp(maker.make);
  const pictures = pictureWork({
    incoming: store.at('in/'),
    outgoing: store.at(`out-${program}/`),
    presets: { [preset]: task.steps },
    usual: preset,
    maker,
  });
  return {
    async run() {
      await jobs.send(names.map((body) => ({ body })));
      const { counters, stop } = startWorker({
        requests: jobs,
        replies: queues.open('replies'),
        deadLetters: undefined,
        ledger: sqliteLedger(join(folder, 'ledger.sqlite'), workerId()),
        quick: quickNumbers,
        work: (job) => {
          if (job.kind !== 'image') throw new Error('there are no lists here');
          return pictures(job);
        },
      });
      while (counters.counts.done < names.length) await sleep(2);
      await stop(1000);
      return counters.counts.done;
    },
    stop: maker.close,
  };
}

async function warmUp(make: ReturnType<typeof pictureThreads>['make']): Promise<void> {
  const create = { width: 8, height: 8, channels: 3, background: 'red' } as const;
  const picture = await sharp({ create }).png().toBuffer();
  const question = { name: 'a.png', picture: new Uint8Array(picture), steps: task.steps, limits: {} };
  await Promise.all(Array.from({ length: 4 }, () => make(question)));
}

/** What one writes who has sharp and the SDK: read, process, write, as many at once. */
async function plain(): Promise<Program> {
  sharp.cache(false);
  sharp.concurrency(1);
  await task.plain(sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })).toBuffer();
  const limit = pLimit(imageConcurrency());
  const { names, one } = await (bucket.startsWith('s3:') ? overS3() : inFolders());
  return {
    async run() {
      await Promise.all(names.map((name) => limit(() => one(name))));
      return names.length;
    },
    async stop() {},
  };
}

async function inFolders() {
  const [from, to] = [join(bucket, 'in'), join(bucket, 'out-plain')];
  mkdirSync(to, { recursive: true });
  const names = await readdir(from);
  const one = async (name: string): Promise<void> => {
    await task.plain(sharp(join(from, name))).toFile(join(to, name));
  };
  return { names, one };
}

async function overS3() {
  const s3 = new S3Client({ forcePathStyle: true });
  const Bucket = bucket.slice('s3://'.length).replace(/\/$/, '');
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'in/' }));
  const names = Contents.map(({ Key = '' }) => Key.slice('in/'.length));
  const one = async (name: string) => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: `in/${name}` }));
    const picture = await Body?.transformToByteArray();
    const data = await task.plain(sharp(picture)).toBuffer();
    await s3.send(
      new PutObjectCommand({ Bucket, Key: `out-plain/${name}`, Body: data, ContentType: 'image/jpeg' }),
    );
  };
  return { names, one };
}
