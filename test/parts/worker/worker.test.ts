import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/parts/worker/job/answer.ts';
import type { Job } from '../../../src/parts/worker/job/job.ts';
import { sqliteLedger } from '../../../src/parts/worker/ledger/sqlite.ts';
import type { Entry } from '../../../src/parts/worker/loop/journal.ts';
import { retryDelay } from '../../../src/parts/worker/loop/retry.ts';
import { replyQueues, workerId } from '../../../src/parts/worker/loop/start.ts';
import {
  type RunningWorker,
  startWorker,
  type WorkerOptions,
} from '../../../src/parts/worker/loop/worker.ts';
import { longBodies } from '../../../src/parts/worker/work/long-bodies.ts';
import { longNumbers, quickNumbers } from '../../../src/parts/worker/work/numbers.ts';
import { makePicture } from '../../../src/parts/worker/work/picture-maker.ts';
import { pictureThreads } from '../../../src/parts/worker/work/picture-threads.ts';
import { pictureWork } from '../../../src/parts/worker/work/pictures.ts';
import { openQueues } from '../../../src/queue/open.ts';
import { isPointer, onload } from '../../../src/queue/pointer.ts';
import type { Message, Outgoing, Queue, Queues } from '../../../src/queue/queue.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { tempFolder } from '../../support/temp.ts';
import { startNumbersThread, startPicturesThread } from '../../support/worker-threads.ts';

let folder: string;
let queues: Queues;
let jobs: Queue;
let replies: Queue;
let dead: Queue;
let bucket: Store;
let journal: Entry[];
const workers: RunningWorker[] = [];

beforeEach(async () => {
  folder = tempFolder();
  queues = openQueues({ file: join(folder, 'queues') });
  await queues.create('dead');
  await queues.create('replies');
  await queues.create('jobs', { deadLetters: 'dead' });
  [jobs, replies, dead] = [queues.open('jobs'), queues.open('replies'), queues.open('dead')];
  bucket = openStore(`${folder}/bucket/`);
  journal = [];
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop(1000)));
  queues.close();
});

function start(options: Partial<WorkerOptions> = {}): RunningWorker {
  const worker = startWorker({
    requests: jobs,
    replies,
    deadLetters: dead,
    replyTo: replyQueues(queues, replies),
    bucket,
    ledger: sqliteLedger(join(folder, 'ledger'), workerId()),
    quick: quickNumbers,
    work: longNumbers,
    journal: (entry) => journal.push(entry),
    retrySeconds: 0.5,
    ...options,
  });
  workers.push(worker);
  return worker;
}

/** Sends jobs and waits for as many answers, by the ids of the jobs. */
async function ask(messages: Outgoing[], from = replies, count = messages.length) {
  await jobs.send(messages);
  const found: Message[] = [];
  while (found.length < count) {
    found.push(...(await from.receive({ max: 10, waitSeconds: 20, visibilitySeconds: 600 })));
  }
  return new Map(found.map(({ attributes, body }) => [attributes['id'], body]));
}

/** Waits until something is so. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(20);
}

const isEmpty = async (queue: Queue) => {
  const { waiting, inFlight, delayed } = await queue.depth();
  return waiting + inFlight + delayed === 0;
};

/** Work that a test holds up. */
function heldUp() {
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

describe('a worker', () => {
  it('answers lists, long ones too', async () => {
    start();
    const long = Array.from({ length: 6000 }, (_, index) => index).join(',');
    const answers = await ask([
      { body: '1,5,22', attributes: { id: 'short' } },
      { body: long, attributes: { id: 'long' } },
    ]);
    expect(answers.get('short')).toMatch(/average is : 9\.333333333333334\n/);
    expect(answers.get('long')).toMatch(/median is : 2999\.5$/);
    await until(() => isEmpty(jobs));
    expect(journal.map(({ outcome, id }) => `${outcome} ${id}`).sort()).toEqual(['done long', 'done short']);
  });

  it('answers what is wrong at once, and puts what nobody can read to the dead letters', async () => {
    const worker = start();
    const answers = await ask([
      { body: '1,x', attributes: { id: 'list' } },
      { body: '../a.jpg', attributes: { id: 'name' } },
      { body: '{', attributes: { id: 'broken' } },
    ]);
    expect(answers.get('list')).toMatch(/^Wrong input: Number 2 of the list/);
    expect(answers.get('name')).toMatch(/^\?Error\. "\.\.\/a\.jpg" leads out/);
    expect(JSON.parse(answers.get('broken') ?? '')).toMatchObject({
      id: 'broken',
      error: { code: 'unreadable' },
    });
    await until(() => isEmpty(jobs));
    const [letter, ...more] = await dead.receive({ max: 10, visibilitySeconds: 60 });
    expect(letter).toMatchObject({ body: '{', attributes: { id: 'broken' } });
    expect(letter?.attributes['reason']).toMatch(/^The job is no JSON/);
    expect(more).toEqual([]);
    expect(worker.counters.counts).toMatchObject({ received: 3, refused: 2, dead: 1, done: 0 });
  });

  it('does a job once that is delivered twice, and answers it once', async () => {
    let done = 0;
    start({
      quick: () => undefined,
      work: async ({ id }) => {
        done++;
        await sleep(50);
        return { body: `done ${id}`, outcome: 'done' };
      },
    });
    const message = { body: '1,2', attributes: { id: 'a' } };
    await jobs.send([message, message, message]);
    await until(() => isEmpty(jobs));
    expect(done).toBe(1);
    const answers = await replies.receive({ max: 10, visibilitySeconds: 60 });
    expect(answers.map(({ body }) => body)).toEqual(['done a']);
  });

  it('gives the first answer to a client that asks again, without doing the work again', async () => {
    let done = 0;
    start({ quick: () => undefined, work: async () => ({ body: `answer ${++done}`, outcome: 'done' }) });
    const message = { body: '1,2', attributes: { id: 'a' } };
    expect((await ask([message])).get('a')).toBe('answer 1');
    await until(() => isEmpty(jobs));
    const again = { ...message, attributes: { id: 'a', attempt: '2' } };
    expect((await ask([again])).get('a')).toBe('answer 1');
    expect(done).toBe(1);
  });

  it('answers to the queue that a client has made for itself, and to no other', async () => {
    await queues.create('replies-mine');
    await queues.create('elsewhere');
    const worker = start();
    const mine = queues.open('replies-mine');
    const body = '1,2';
    await jobs.send([
      { body, attributes: { id: 'a', 'reply-to': 'replies-mine' } },
      { body, attributes: { id: 'b', 'reply-to': 'elsewhere' } },
      { body, attributes: { id: 'c', 'reply-to': 'replies-gone' } },
    ]);
    await until(() => isEmpty(jobs));
    expect(
      (await mine.receive({ max: 10, visibilitySeconds: 60 })).map(({ attributes }) => attributes['id']),
    ).toEqual(['a']);
    expect(await isEmpty(replies)).toBe(true);
    expect(await isEmpty(queues.open('elsewhere'))).toBe(true);
    expect(worker.counters.counts).toMatchObject({ done: 3, undeliverable: 2, faults: 0 });
  });

  it('tries again what may succeed', async () => {
    let tries = 0;
    const worker = start({
      quick: () => undefined,
      work: async () => {
        if (++tries < 3) throw new Error('503');
        return { body: 'at last', outcome: 'done' };
      },
    });
    expect((await ask([{ body: '1', attributes: { id: 'a' } }])).get('a')).toBe('at last');
    await until(() => isEmpty(jobs));
    expect(worker.counters.counts).toMatchObject({ retries: 2, done: 1, dead: 0 });
  });

  it('answers in the end when the queue for the answers was not there at first', async () => {
    await queues.remove('replies');
    const worker = start();
    await jobs.send([{ body: '1', attributes: { id: 'a' } }]);
    await until(() => worker.counters.counts.faults > 0);
    expect(journal.map(({ detail }) => detail)).toContainEqual(
      expect.stringMatching(/^There is no queue replies/),
    );
    await queues.create('replies');
    expect((await ask([], replies, 1)).has('a')).toBe(true);
    await until(() => isEmpty(jobs));
  });

  it('gives up in the end: an answer, and a dead letter with the reason', async () => {
    start({
      quick: () => undefined,
      tries: 2,
      work: async () => {
        throw new Error('The bucket is on fire.');
      },
    });
    const answers = await ask([{ body: '1', attributes: { id: 'a' } }]);
    const reason = 'It was tried 2 times, and at last: The bucket is on fire.';
    expect(answers.get('a')).toBe(`?Error. ${reason}`);
    const [letter] = await dead.receive({ max: 1, waitSeconds: 5, visibilitySeconds: 60 });
    expect(letter?.attributes).toMatchObject({ id: 'a', reason });
  });

  it('keeps what it holds, what waits for its turn too, for longer than a lease', async () => {
    const { work, begun, go } = heldUp();
    const worker = start({ quick: () => undefined, work, concurrency: 2, leaseSeconds: 1 });
    await jobs.send(Array.from({ length: 3 }, (_, index) => ({ body: '1', attributes: { id: `${index}` } })));
    await until(() => begun() === 2);
    await sleep(2500);
    expect(await jobs.depth()).toMatchObject({ waiting: 3 - worker.inFlight(), inFlight: worker.inFlight() });
    go();
    await ask([], replies, 3);
    await until(() => isEmpty(jobs));
    expect(begun()).toBe(3);
    expect(worker.counters.counts).toMatchObject({ lost: 0, busy: 0 });
  });

  it('works on so many jobs at once as it may, and on no more', async () => {
    const { work, begun, go } = heldUp();
    start({ quick: () => undefined, work, concurrency: 7 });
    await jobs.send(
      Array.from({ length: 30 }, (_, index) => ({ body: '1', attributes: { id: `${index}` } })),
    );
    await until(() => begun() === 7);
    await sleep(100);
    expect(begun()).toBe(7);
    go();
    expect((await ask([], replies, 30)).size).toBe(30);
  });

  it('finishes what it has begun when it is stopped, and gives the rest back at once', async () => {
    const { work, begun, go } = heldUp();
    const worker = start({ quick: () => undefined, work, concurrency: 2 });
    await jobs.send(Array.from({ length: 9 }, (_, index) => ({ body: '1', attributes: { id: `${index}` } })));
    await until(() => begun() === 2);
    const stopped = worker.stop(5000);
    await until(async () => (await jobs.depth()).waiting === 7);
    go();
    expect(await stopped).toBe(true);
    expect(await jobs.depth()).toEqual({ waiting: 7, inFlight: 0, delayed: 0 });
    expect((await replies.depth()).waiting).toBe(2);
  });

  it('gives back at the deadline what it could not finish, and says so', async () => {
    const { work, begun } = heldUp();
    const worker = start({ quick: () => undefined, work });
    await jobs.send([{ body: '1' }, { body: '2' }]);
    await until(() => begun() === 2);
    expect(await worker.stop(200)).toBe(false);
    expect(await jobs.depth()).toEqual({ waiting: 2, inFlight: 0, delayed: 0 });
    expect(worker.counters.counts.givenBack).toBe(2);
    // Another worker need not wait until this one is taken for dead.
    start();
    expect((await ask([], replies, 2)).size).toBe(2);
  });

  it('lets in few jobs that take long, and leaves the others to idle workers', async () => {
    const { work, begun, go } = heldUp();
    start({ quick: () => undefined, work, mostSlow: 3 });
    await jobs.send(
      Array.from({ length: 100 }, (_, index) => ({ body: '1', attributes: { id: `${index}` } })),
    );
    // Nobody knows what the first ten are before they are here.
    await until(() => begun() === 10);
    await sleep(100);
    expect(begun()).toBe(10);
    expect((await jobs.depth()).waiting).toBe(90);
    start();
    expect((await ask([], replies, 90)).size).toBe(90);
    go();
    expect((await ask([], replies, 10)).size).toBe(10);
  });

  it('is not held up for lists by the few jobs among them that take long', async () => {
    const { work, go } = heldUp();
    start({ work, mostSlow: 3 });
    const mixed = Array.from({ length: 400 }, (_, index) => ({
      body: index === 20 || index === 200 ? 'a.jpg' : '1,2',
      attributes: { id: `${index}` },
    }));
    await jobs.send(mixed);
    expect((await ask([], replies, 398)).size).toBe(398);
    go();
    expect((await ask([], replies, 2)).size).toBe(2);
  });

  it.each([
    ['here', undefined],
    ['in a thread', longBodies(startNumbersThread)],
  ])('sends and takes large bodies through the bucket, and reads them %s', async (_, long) => {
    start({ long });
    const values = Array.from({ length: 60_000 }, (_, index) => index * 3);
    const body = JSON.stringify({ id: 'large', kind: 'numbers', values });
    const { offload } = await import('../../../src/queue/pointer.ts');
    const pointer = await offload(body, bucket);
    expect(isPointer(pointer)).toBe(true);
    expect(await onload(pointer, bucket)).toBe(body);
    const answers = await ask([{ body: pointer }]);
    expect(JSON.parse(answers.get('large') ?? '')).toMatchObject({
      statistics: { count: 60_000, max: 179_997 },
    });
  });

  it('reads nothing but large bodies through pointers', async () => {
    const name = 'software.amazon.payloadoffloading.PayloadS3Pointer';
    await bucket.write('secret', 'x');
    for (const s3Key of ['secret', 'payloads/../secret', '/etc/passwd']) {
      const pointer = JSON.stringify([name, { s3BucketName: 'local', s3Key }]);
      await expect(onload(pointer, bucket)).rejects.toThrow('A large message does not lie where it should');
    }
    await expect(onload(`["${name}"]`, bucket)).rejects.toThrow('points nowhere');
    await expect(onload(`["${name}"]`, undefined)).rejects.toThrow('none is named here');
  });

  it('tells what it counts', async () => {
    const worker = start();
    await ask([{ body: '1' }, { body: 'x' }]);
    await until(() => worker.inFlight() === 0);
    const text = worker.metrics();
    expect(text).toMatch(/^worker_received_total 2$/m);
    expect(text).toMatch(/^worker_done_total 1$/m);
    expect(text).toMatch(/^worker_refused_total 1$/m);
    expect(text).toMatch(/^worker_in_flight 0$/m);
    expect(text).toMatch(/^worker_oldest_seconds 0$/m);
    expect(text).toMatch(/^worker_job_seconds_bucket\{le="\+Inf"\} 2$/m);
  });
});

describe('a worker for pictures', () => {
  const presets = {
    'black-and-white': [{ monochrome: {} }],
    thumb: [{ resize: { width: 50 } }, { encode: { format: 'webp' } }],
  };

  it.each([
    ['here', { make: makePicture, close: async () => {} }],
    ['in threads', pictureThreads(startPicturesThread)],
  ])('takes them from one place to the other, makes them %s, and answers with the name', async (_, maker) => {
    const incoming = join(folder, 'bucket', 'in');
    mkdirSync(incoming, { recursive: true });
    copyFileSync('examples/stationer/pictures/eraser-white.jpg', join(incoming, 'eraser.jpg'));
    await bucket.write('in/not-a-picture.jpg', 'hello');
    await bucket.write('in/eraser.docx', 'hello');
    const pictures = pictureWork({
      incoming: bucket.at('in/'),
      outgoing: bucket.at('out/'),
      presets,
      usual: 'black-and-white',
      maker,
    });
    start({ work: (job) => (job.kind === 'image' ? pictures(job) : longNumbers(job)) });
    const image = (id: string, more: object) => ({
      body: JSON.stringify({ id, kind: 'image', name: 'eraser.jpg', ...more }),
    });
    const answers = await ask([
      { body: 'eraser.jpg', attributes: { id: 'plain' } },
      image('thumb', { preset: 'thumb' }),
      image('steps', { steps: [{ resize: { width: 20 } }, { encode: { format: 'png' } }] }),
      { body: 'missing.jpg', attributes: { id: 'missing' } },
      { body: 'not-a-picture.jpg', attributes: { id: 'no picture' } },
      { body: 'eraser.docx', attributes: { id: 'document' } },
      image('misspelt', { preset: 'thum' }),
      image('bad steps', { steps: [{ resize: { width: -1 } }] }),
      image('watermark', { steps: [{ watermark: { picture: 'in/x.png' } }] }),
    ]);
    expect(answers.get('plain')).toBe('eraser.jpg');
    expect(JSON.parse(answers.get('thumb') ?? '')).toMatchObject({
      kind: 'image',
      name: 'eraser.webp',
      width: 50,
    });
    expect(JSON.parse(answers.get('steps') ?? '')).toMatchObject({ name: 'eraser.png', width: 20 });
    expect(answers.get('missing')).toMatch(/^\?Error\. There is no picture .+in\/missing\.jpg\.$/);
    expect(answers.get('no picture')).toMatch(/^\?Error\. not-a-picture\.jpg: /);
    await maker.close();
    expect(answers.get('document')).toMatch(
      /^\?Error\. eraser\.docx: A picture with the extension \.docx cannot/,
    );
    const codeOf = (id: string) => JSON.parse(answers.get(id) ?? '').error;
    expect(codeOf('misspelt')).toEqual({
      code: 'wrong-steps',
      message: 'There is no preset "thum". Did you mean "thumb"?',
    });
    expect(codeOf('bad steps').message).toMatch(/^The steps are wrong at \/0\/resize\/width: /);
    expect(codeOf('watermark').message).toBe('The steps of a job may name no other pictures.');
    const made = await sharp(join(folder, 'bucket', 'out', 'eraser.webp')).metadata();
    expect(made).toMatchObject({ format: 'webp', width: 50 });
    const { isOpaque, channels } = await sharp(join(folder, 'bucket', 'out', 'eraser.jpg')).stats();
    expect(isOpaque).toBe(true);
    expect(channels.length).toBeLessThanOrEqual(3);
  });
});

it('waits longer each time, never the same, and not for ever', () => {
  expect([1, 2, 3, 4].map((tries) => retryDelay(tries, 2, () => 1))).toEqual([2, 4, 8, 16]);
  expect([1, 2, 3, 4].map((tries) => retryDelay(tries, 2, () => 0))).toEqual([1, 2, 4, 8]);
  expect(retryDelay(50, 2, () => 1)).toBe(900);
});
