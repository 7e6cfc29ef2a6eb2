import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { storeLedger } from '../../../src/parts/worker/ledger/store.ts';
import { startWorker } from '../../../src/parts/worker/loop/worker.ts';
import { workerId } from '../../../src/parts/worker/loop/worker-id.ts';
import { longBodies } from '../../../src/parts/worker/work/long-bodies.ts';
import { longNumbers, quickNumbers } from '../../../src/parts/worker/work/numbers.ts';
import { pictureThreads } from '../../../src/parts/worker/work/picture-threads.ts';
import { pictureWork } from '../../../src/parts/worker/work/pictures.ts';
import { openQueues } from '../../../src/queue/open.ts';
import { offload } from '../../../src/queue/pointer.ts';
import type { Message } from '../../../src/queue/queue.ts';
import { openStore } from '../../../src/store/open.ts';
import { type Moto, motoProgram, startMoto } from '../../support/moto.ts';
import { describeNeeds } from '../../support/needs.ts';
import { testEnvironment } from '../../support/s3.ts';
import { packWorkerApp } from '../../support/worker-commands.ts';
import { startNumbersThread, startPicturesThread } from '../../support/worker-threads.ts';

describeNeeds('HOLDALL_MOTO, the program moto_server', motoProgram !== undefined)(
  'a worker over moto',
  () => {
    let moto: Moto;
    beforeAll(async () => {
      moto = await startMoto();
    });
    afterAll(() => moto.stop());

    it('is set up, started, asked and stopped by its commands', async () => {
      const app = await packWorkerApp();
      const env = testEnvironment(moto.endpoint);
      const options = ['--requests', 'lab', '--replies', 'answers.fifo', '--bucket', 's3://lab/'];
      expect(await app.run(['setup', '--check', ...options], env)).toMatchObject({ code: 1 });
      const setup = await app.run(['setup', ...options], env);
      expect(setup).toMatchObject({ code: 0, stderr: expect.stringMatching(/^Made the queue lab-dead/) });
      expect(await app.run(['setup', '--check', ...options], env)).toMatchObject({ code: 0 });
      const worker = await app.start(['run', ...options], env);
      const asked = await app.run(['ask', 'numbers', '1', '5', '22', ...options], env);
      expect(asked).toMatchObject({
        code: 0,
        stdout:
          'The list minimum is : 1\nThe list maximum is : 22\nThe list average is : 9.333333333333334\nThe list median is : 5\n',
      });
      expect(await app.run(['ask', 'numbers', '1', 'x', ...options], env)).toMatchObject({ code: 1 });
      worker.signal('SIGTERM');
      expect(await worker.ended).toMatchObject({ code: 0 });
      const { stdout: log } = await app.run(['log', '--outcome', 'done', ...options], env);
      expect(JSON.parse(log)).toMatchObject({ kind: 'numbers', outcome: 'done' });
      const purged = await app.run(['purge', 'replies', '--yes', ...options], env);
      expect(purged).toMatchObject({ code: 0 });
    });

    it('does jobs, with pictures, large bodies and the ledger in S3', async () => {
      await new S3Client({ forcePathStyle: true }).send(new CreateBucketCommand({ Bucket: 'jobs' }));
      const queues = openQueues({ sqs: {} });
      await queues.create('dead');
      await queues.create('replies.fifo');
      await queues.create('jobs', { deadLetters: 'dead' });
      const [requests, replies] = [queues.open('jobs'), queues.open('replies.fifo')];
      const bucket = openStore('s3://jobs/');
      const create = { width: 20, height: 10, channels: 3, background: 'red' } as const;
      await bucket.write('in/a.png', await sharp({ create }).png().toBuffer());
      const maker = pictureThreads(startPicturesThread);
      const pictures = pictureWork({
        incoming: bucket.at('in/'),
        outgoing: bucket.at('out/'),
        presets: { half: [{ resize: { width: 10 } }] },
        usual: 'half',
        maker,
      });
      const worker = startWorker({
        requests,
        replies,
        deadLetters: await requests.deadLetters(),
        bucket,
        ledger: storeLedger(bucket, workerId()),
        quick: quickNumbers,
        long: longBodies(startNumbersThread),
        work: (job) => (job.kind === 'image' ? pictures(job) : longNumbers(job)),
      });
      const large = await offload(Array.from({ length: 100_000 }, (_, index) => index).join(' '), bucket);
      const bodies = ['1,5,22', 'a.png', 'b.png', large, '{"kind":'];
      const messages = bodies.map((body, index) => ({ body, attributes: { id: `${index}` } }));
      await requests.send([...messages, ...messages]);
      const answers: Message[] = [];
      while (answers.length < bodies.length) {
        const received = await replies.receive({ max: 10, waitSeconds: 5, visibilitySeconds: 600 });
        answers.push(...received);
      }
      const isEmpty = async () => Object.values(await requests.depth()).every((count) => count === 0);
      while (!(await isEmpty())) await sleep(50);
      expect(await worker.stop(5000)).toBe(true);
      await maker.close();
      answers.push(...(await replies.receive({ max: 10, visibilitySeconds: 600 })));
      const found = answers.map(({ attributes, body }) => `${attributes['id']} ${body}`).sort();
      expect(found).toEqual([
        expect.stringMatching(/^0 The list minimum is : 1\n/),
        '1 a.png',
        expect.stringMatching(/^2 \?Error\. There is no picture s3:\/\/jobs\/in\/b\.png/),
        expect.stringMatching(/^3 .+\n.+\n.+49999\.5\n/),
        expect.stringMatching(/^4 \{"id":"4","error":\{"code":"unreadable"/),
      ]);
      expect(await sharp(await buffer(await bucket.read('out/a.png'))).metadata()).toMatchObject({
        width: 10,
      });
      expect((await queues.open('dead').depth()).waiting).toBe(1);
      queues.close();
    });
  },
);
