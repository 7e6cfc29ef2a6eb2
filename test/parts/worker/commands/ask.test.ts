import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { imageStepsSchema } from '../../../../src/image/steps.ts';
import { removeAbandoned } from '../../../../src/parts/worker/asking/own-queue.ts';
import type { RunningWorker } from '../../../../src/parts/worker/loop/worker.ts';
import type { Place } from '../../../../src/parts/worker/place.ts';
import type { Given, WorkerSpec } from '../../../../src/parts/worker/settings.ts';
import type { Store } from '../../../../src/store/store.ts';
import { startS3, type TestS3 } from '../../../support/s3.ts';
import { packApp, runApp, startApp } from '../../../support/sample-app.ts';
import { tempFolder } from '../../../support/temp.ts';
import { madePlace, plainSpec, workerAt } from '../../../support/worker-place.ts';

const spec: WorkerSpec = {
  ...plainSpec,
  images: {
    presets: {
      'black-and-white': imageStepsSchema.parse([{ monochrome: {} }]),
      thumb: imageStepsSchema.parse([{ resize: { width: 50 } }, { encode: { format: 'webp' } }]),
    },
    default: 'black-and-white',
  },
};

let server: TestS3;
let file: string;
beforeAll(async () => {
  server = await startS3({ buckets: ['asking'], setEnv: true });
  file = join(tempFolder(), 'stationer');
  await packApp(file, {
    title: 'The stationer',
    files: new Map(),
    parts: [{ name: 'worker', options: spec }],
  });
});
afterAll(() => server.stop());

const lines = (min: number, max: number, mean: number, median: number) =>
  `The list minimum is : ${min}\nThe list maximum is : ${max}\nThe list average is : ${mean}\nThe list median is : ${median}\n`;

/** The place, what the command is told of it, and its environment. */
type At = { given: Given; args: string[]; env: () => Record<string, string> };

const here: At = { given: { local: true }, args: [], env: () => ({}) };
const onSqs = (requests: string): At => ({
  given: { requests, replies: `${requests}-answers`, bucket: 's3://asking/' },
  args: ['--requests', requests, '--replies', `${requests}-answers`, '--bucket', 's3://asking/'],
  env: () => server.env,
});

describe.each([
  ['this machine', here],
  ['SQS and S3', onSqs('asked')],
])('worker ask, over %s', (_, { given, args, env }) => {
  let place: Place;
  let worker: RunningWorker;
  let data: string;
  let folder: string;

  beforeAll(async () => {
    data = tempFolder();
    place = await madePlace(spec, given, data);
    worker = await workerAt(place, spec);
  });
  afterAll(async () => {
    await worker.stop(1000);
    expect(await place.queues.list(`${place.replies.name}-`)).toEqual([]);
    place.close();
  });
  beforeEach(() => {
    folder = tempFolder();
  });

  const run = (command: string[], options: { input?: string } = {}) =>
    runApp(file, ['worker', 'ask', ...command, ...args], {
      cwd: folder,
      env: { ...env(), HOLDALL_DATA: data },
      ...options,
    });

  describe('numbers', () => {
    it('prints the four lines, and how long it took apart from them', async () => {
      const { code, stdout, stderr } = await run(['numbers', '1', '5', '22']);
      expect(stdout).toBe(lines(1, 22, 9.333333333333334, 5));
      expect(stderr).toMatch(/^[\d.,]+ ms\n$/);
      expect(code).toBe(0);
    });

    it('takes numbers below 0, with points and exponents, and several in one', async () => {
      const { stdout } = await run(['numbers', '-5', '-.5', '1e3', '2,3']);
      expect(stdout).toBe(lines(-5, 1000, 199.9, 2));
    });

    it('sends random numbers, the same ones for the same seed', async () => {
      const [one, two, other] = await Promise.all(
        ['7', '7', '8'].map((seed) => run(['numbers', '--random', '50', '--seed', seed])),
      );
      expect(one?.stdout).toBe(two?.stdout);
      expect(one?.stdout).not.toBe(other?.stdout);
      expect(one?.stderr).toMatch(/^50 random numbers, 0 to 1000, --seed 7\n/);
    });

    it('reads a file, standard input, and asks in JSON', async () => {
      writeFileSync(join(folder, 'list.txt'), '1\n5\n22\n');
      expect((await run(['numbers', '--file', 'list.txt'])).stdout).toBe(lines(1, 22, 9.333333333333334, 5));
      expect((await run(['numbers', '-'], { input: '4; 6' })).stdout).toBe(lines(4, 6, 5, 5));
      const { stdout } = await run(['numbers', '1', '9007199254740993', '--json']);
      expect(JSON.parse(stdout)).toMatchObject({
        kind: 'numbers',
        statistics: { count: 2, max: '9007199254740993' },
      });
    });

    it('ends with status 1 when the answer is an error', async () => {
      const { code, stdout, stderr } = await run(['numbers', '1', 'x']);
      expect(stdout).toMatch(/^Wrong input: Number 2 of the list \(line 1, column 3\): /);
      expect(stderr).toMatch(/\nerror: The answer is an error\.\n$/);
      expect(code).toBe(1);
    });

    it.each([
      [['numbers'], 'There are no numbers. Write some behind the command'],
      [['numbers', '1', '--random', '3'], 'not from two of them'],
      [['numbers', '1', '--seed', '3'], '--seed is for random numbers. Say how many with --random.'],
      [['numbers', '--random', '0'], '--random takes a whole number from 1 to 5000000, not "0".'],
      [['numbers', '--file', 'none.txt'], 'There is no file none.txt.'],
      [['numbers', '--file', '.'], '. is a folder. Name a file.'],
      [['numbers', 'photo.jpg'], 'the arguments:1:1: "photo.jpg" is no number.'],
      [['numbers', '1', '--timeout', 'x'], 'The timeout is so many seconds, up to 86400, not "x".'],
      [['image', 'a.jpg', '--steps', '{}'], '--steps takes a list in JSON.'],
      [['image', 'a.jpg', '--steps', '[]', '--preset', 'thumb'], 'not from both'],
      [['image', 'none.jpg'], 'There is no file none.jpg, and no picture '],
      [['image', '.'], '. is a folder. Name the pictures in it: FOLDER/*.'],
      [['1', '5'], 'There is no command "worker ask 1". Try "stationer worker ask numbers 1 5 22" or '],
      [
        [],
        'The menu needs a terminal. Without one: "stationer worker ask numbers 1 5 22" or "stationer worker ask image photo.jpg".',
      ],
    ])('refuses wrong usage: %j', async (command, sentence) => {
      const { code, stdout, stderr } = await run(command);
      expect(stderr).toContain(sentence);
      expect([code, stdout]).toEqual([2, '']);
    });
  });

  describe('image', () => {
    const photo = 'examples/stationer/pictures/eraser-white.jpg';
    const records = (stdout: string): Record<string, unknown>[] =>
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
    const paths = async (store: Store) => {
      const found: string[] = [];
      for await (const { path } of store.list()) found.push(path);
      return found;
    };

    it('processes files, fetches the results, and leaves nothing in the bucket', async () => {
      mkdirSync(join(folder, 'b'));
      for (const name of ['one.jpg', 'b/one.png', 'two.jpg']) copyFileSync(photo, join(folder, name));
      const { code, stdout, stderr } = await run([
        'image',
        'one.jpg',
        'two.jpg',
        '--preset',
        'thumb',
        '--to',
        'out',
      ]);
      expect([code, stderr]).toEqual([0, '']);
      expect(records(stdout)).toMatchObject([
        { source: 'one.jpg', file: join('out', 'one.webp'), width: 50 },
        { source: 'two.jpg', file: join('out', 'two.webp'), width: 50 },
      ]);
      expect(readdirSync(join(folder, 'out')).sort()).toEqual(['one.webp', 'two.webp']);
      expect((await sharp(join(folder, 'out', 'one.webp')).metadata()).width).toBe(50);
      expect(await paths(place.incoming())).toEqual([]);
      expect(await paths(place.outgoing())).toEqual([]);

      const again = await run(['image', 'one.jpg', '--preset', 'thumb', '--to', 'out']);
      expect(again.code).toBe(1);
      expect(again.stdout).toContain(`${join('out', 'one.webp')} is there already. Replace it with --force`);
      expect(again.stderr).toBe('error: The picture was not processed.\n');
      const forced = await run([
        'image',
        'b/one.png',
        'one.jpg',
        '--preset',
        'thumb',
        '--to',
        'out',
        '--force',
      ]);
      expect(forced.code).toBe(1);
      expect(forced.stdout).toMatch(/one\.webp is the result of (b\/)?one\.(jpg|png) already\./);
      expect(forced.stderr).toBe('error: 1 of 2 pictures failed.\n');
      expect(await paths(place.outgoing())).toEqual([]);
    });

    it('takes patterns, and says what is wrong with a picture', async () => {
      copyFileSync(photo, join(folder, 'a.jpg'));
      writeFileSync(join(folder, 'b.jpg'), 'hello');
      const { code, stdout, stderr } = await run([
        'image',
        '*.jpg',
        '--steps',
        '[{ "resize": { "width": 9 } }]',
      ]);
      const [a, b] = records(stdout);
      expect(a).toMatchObject({ file: join('processed', 'a.jpg'), width: 9 });
      expect(b).toMatchObject({ source: 'b.jpg', error: expect.stringMatching(/b\.jpg/) });
      expect(b?.['error']).not.toMatch(/c-\w+-\w+/);
      expect(stderr).toBe('error: 1 of 2 pictures failed.\n');
      expect(code).toBe(1);
      const unknown = await run(['image', 'a.jpg', '--preset', 'thum']);
      expect(unknown.stdout).toContain('Did you mean \\"thumb\\"?');
      expect(await paths(place.incoming())).toEqual([]);
    });

    it('processes a picture that lies in the bucket, and leaves it there', async () => {
      await place.incoming().write('album/in.jpg', readFileSync(photo));
      const { code, stdout } = await run(['image', 'album/in.jpg', '--preset', 'thumb']);
      expect(code).toBe(0);
      expect(records(stdout)).toMatchObject([
        { source: 'album/in.jpg', name: 'album/in.webp', file: join('processed', 'album', 'in.webp') },
      ]);
      expect(existsSync(join(folder, 'processed', 'album', 'in.webp'))).toBe(true);
      expect(await paths(place.incoming())).toEqual(['album/in.jpg']);
      expect(await paths(place.outgoing())).toEqual(['album/in.webp']);
      await place.incoming().delete('album/in.jpg');
      await place.outgoing().delete('album/in.webp');
    });

    it('keeps the copies when it is told to', async () => {
      copyFileSync(photo, join(folder, 'a.jpg'));
      const { stdout } = await run(['image', 'a.jpg', '--keep']);
      const [kept] = await paths(place.outgoing());
      expect(kept).toMatch(/^c-\w{8}-\w{8}\/1\/a\.jpg$/);
      expect(records(stdout)).toMatchObject([{ name: kept }]);
      expect(await paths(place.incoming())).toEqual([kept]);
      expect((await removeAbandoned(place, 0)).pictures).toHaveLength(2);
    });
  });
});

describe.each([
  ['this machine', here],
  ['SQS and S3', onSqs('idle')],
])('worker ask with no worker, over %s', (_, { given, args, env }) => {
  let place: Place;
  let data: string;
  beforeAll(async () => {
    data = tempFolder();
    place = await madePlace(spec, given, data);
  });
  afterAll(async () => {
    await place.requests.purge();
    place.close();
  });

  const ownQueues = () => place.queues.list(`${place.replies.name}-`);
  const options = () => ({ env: { ...env(), HOLDALL_DATA: data } });

  it('says that no answer came in time', async () => {
    const command = ['worker', 'ask', 'numbers', '1', '--timeout', '0.3', ...args];
    const { code, stdout, stderr } = await runApp(file, command, options());
    expect(stderr).toMatch(/^error: No answer came within 0\.3 s: 1 job waits in the queue /);
    expect(stderr).toContain('start one with "stationer worker run"');
    expect([code, stdout]).toEqual([1, '']);
    expect(await ownQueues()).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('leaves nothing behind at %s', async (signal) => {
    const child = startApp(file, ['worker', 'ask', 'numbers', '1', ...args], options());
    const ended = once(child, 'close');
    while ((await ownQueues()).length === 0) await sleep(20);
    child.kill(signal);
    expect(await ended).toEqual([1, null]);
    expect(await ownQueues()).toEqual([]);
  });

  it('removes its pictures when it is stopped', async () => {
    const folder = tempFolder();
    copyFileSync('examples/stationer/pictures/eraser-white.jpg', join(folder, 'a.jpg'));
    const command = ['worker', 'ask', 'image', join(folder, 'a.jpg'), '--to', folder, ...args];
    const child = startApp(file, command, options());
    const ended = once(child, 'close');
    const count = async () => {
      let found = 0;
      for await (const _ of place.incoming().list()) found++;
      return found;
    };
    while ((await count()) === 0) await sleep(20);
    while ((await ownQueues()).length === 0) await sleep(20);
    child.kill('SIGTERM');
    expect(await ended).toEqual([1, null]);
    expect([await count(), await ownQueues()]).toEqual([0, []]);
    expect(readdirSync(folder)).toEqual(['a.jpg']);
  });

  it('leaves a queue that is known for what it is when it is killed', async () => {
    const child = startApp(file, ['worker', 'ask', 'numbers', '1', ...args], options());
    const ended = once(child, 'close');
    while ((await ownQueues()).length === 0) await sleep(20);
    child.kill('SIGKILL');
    await ended;
    const left = await ownQueues();
    expect(left).toHaveLength(1);
    expect((await removeAbandoned(place, 3_600_000)).queues).toEqual([]);
    expect((await removeAbandoned(place, 0)).queues).toEqual(left);
  });
});
