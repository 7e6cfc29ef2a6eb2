import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openQueues } from '../../../../src/queue/open.ts';
import type { Queue, Queues } from '../../../../src/queue/queue.ts';
import { hasCommand, itNeeds } from '../../../support/needs.ts';
import { startS3, type TestS3 } from '../../../support/s3.ts';
import { tempFolder } from '../../../support/temp.ts';
import { packWorkerApp, type WorkerApp } from '../../../support/worker-commands.ts';

let app: WorkerApp;
let server: TestS3;
beforeAll(async () => {
  app = await packWorkerApp();
  server = await startS3();
});
afterAll(() => server.stop());

const messages = (many: number) => Array.from({ length: many }, (_, index) => ({ body: `${index}` }));
const depth = async (queue: Queue) => (await queue.depth()).waiting;

const places: [title: string, open: () => Promise<{ queues: Queues; options: string[] }>][] = [
  [
    'SQS',
    async () => {
      const queues = openQueues({ sqs: { endpointUrl: server.endpoint } });
      await queues.create('dead');
      await queues.create('jobs', { deadLetters: 'dead' });
      await queues.create('job-replies');
      return { queues, options: ['--requests', 'jobs', '--replies', 'job-replies'] };
    },
  ],
  [
    'this machine',
    async () => {
      const data = tempFolder();
      await app.run(['setup', '--data', data]);
      return { queues: openQueues({ file: join(data, 'worker/queues.sqlite') }), options: ['--data', data] };
    },
  ],
];

describe.each(places)('queues of %s', (_, open) => {
  let queues: Queues;
  let options: string[];
  beforeAll(async () => {
    ({ queues, options } = await open());
  });
  afterAll(() => queues.close());
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await app.run([...args, ...options], server.env);
    return { code, stdout, stderr };
  };

  it('are purged when somebody is sure', async () => {
    const [jobs, replies] = [queues.open('jobs'), queues.open('job-replies')];
    await jobs.send(messages(12));
    await replies.send(messages(1));
    expect(await run('purge', 'requests')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: Deleting needs a confirmation, and there is no terminal to ask on. Add --yes.\n',
    });
    expect(await depth(jobs)).toBe(12);
    expect(await run('purge', 'requests', '--yes')).toEqual({
      code: 0,
      stdout: 'Deleted 12 messages of the queue jobs.\n',
      stderr: '',
    });
    expect([await depth(jobs), await depth(replies)]).toEqual([0, 1]);
    expect((await run('purge', 'replies', '--yes')).stdout).toBe(
      'Deleted 1 message of the queue job-replies.\n',
    );
    expect(await run('purge', 'request', '--yes')).toMatchObject({
      code: 2,
      stderr: 'error: There is no queue "request". Did you mean "requests"?\n',
    });
  });

  it('get their dead letters back', async () => {
    const jobs = queues.open('jobs');
    const dead = await jobs.deadLetters();
    if (!dead) throw new Error('no dead letters');
    await dead.send(messages(11));
    const moved = await run('redrive');
    expect(moved).toEqual({
      code: 0,
      stdout: `Moved 11 messages from ${dead.name} back to jobs.\n`,
      stderr: '',
    });
    expect([await depth(jobs), await depth(dead)]).toEqual([11, 0]);
    await dead.send(messages(2));
    expect((await run('purge', 'dead', '--yes')).stdout).toBe(
      `Deleted 2 messages of the queue ${dead.name}.\n`,
    );
    await jobs.purge();
    expect((await run('redrive')).stdout).toBe(`Moved 0 messages from ${dead.name} back to jobs.\n`);
  });
});

it('a queue without dead letters says what to do', async () => {
  const queues = openQueues({ sqs: { endpointUrl: server.endpoint } });
  await queues.create('lonely');
  queues.close();
  const { code, stderr } = await app.run(['redrive', '--requests', 'lonely'], server.env);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'error: The queue lonely has no queue for its dead letters. "worker setup" makes one.\n',
  });
});

itNeeds('script (util-linux)', hasCommand('script', '--version'))(
  'on a terminal it is asked whether messages are to be deleted',
  async () => {
    const data = tempFolder();
    await app.run(['setup', '--data', data]);
    const queues = openQueues({ file: join(data, 'worker/queues.sqlite') });
    const jobs = queues.open('jobs');
    await jobs.send(messages(3));
    const ask = (answer: string) => {
      const runner = join(import.meta.dirname, '../../../support/run-app.ts');
      const command = [process.execPath, runner, app.file, 'worker', 'purge', 'requests', '--data', data];
      return spawnSync('script', ['-qec', command.map((word) => `'${word}'`).join(' '), '/dev/null'], {
        input: `${answer}\n`,
        encoding: 'utf8',
        env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent' },
      }).stdout;
    };
    expect(ask('no')).toMatch(/Delete 3 messages of the queue jobs\? \[y\/N\][\s\S]*Nothing was deleted\./);
    expect(await depth(jobs)).toBe(3);
    expect(ask('yes')).toMatch(/Deleted 3 messages of the queue jobs\./);
    expect(await depth(jobs)).toBe(0);
    expect(ask('yes')).toMatch(/There are no messages in the queue jobs\./);
    queues.close();
  },
);
