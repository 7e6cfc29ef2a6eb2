import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openQueues } from '../../../../src/queue/open.ts';
import type { Message, Outgoing, Queue, Queues } from '../../../../src/queue/queue.ts';
import { type FaultProxy, startFaultProxy } from '../../../support/fault-proxy.ts';
import { startS3, type TestS3 } from '../../../support/s3.ts';
import { tempFolder } from '../../../support/temp.ts';
import { numbersOnly, packWorkerApp, type WorkerApp } from '../../../support/worker-commands.ts';

let app: WorkerApp;
let server: TestS3;
let proxy: FaultProxy;
let queues: Queues;
beforeAll(async () => {
  app = await packWorkerApp({ ...numbersOnly, images: { presets: {}, default: 'none' } });
  server = await startS3({ buckets: ['pictures'] });
  proxy = await startFaultProxy(server.endpoint);
  queues = openQueues({ sqs: { endpointUrl: server.endpoint } });
});
afterAll(async () => {
  queues.close();
  await proxy.stop();
  await server.stop();
});

let count = 0;
let names: { requests: string; replies: string };
/** What a worker is told of the queues on SQS. */
let onSqs: string[];
beforeEach(async () => {
  count++;
  names = { requests: `jobs${count}`, replies: `replies${count}.fifo` };
  onSqs = ['--requests', names.requests, '--replies', names.replies, '--data', tempFolder()];
  proxy.script();
});

async function makeQueues(): Promise<{ requests: Queue; replies: Queue; dead: Queue }> {
  const dead = `${names.requests}-dead`;
  await queues.create(dead);
  await queues.create(names.requests, { deadLetters: dead });
  await queues.create(names.replies);
  return {
    requests: queues.open(names.requests),
    replies: queues.open(names.replies),
    dead: queues.open(dead),
  };
}

async function take(queue: Queue, many: number): Promise<Message[]> {
  const found: Message[] = [];
  while (found.length < many) {
    found.push(...(await queue.receive({ max: 10, waitSeconds: 20, visibilitySeconds: 600 })));
  }
  return found;
}

const lists = (many: number): Outgoing[] =>
  Array.from({ length: many }, (_, index) => ({ body: `${index},2`, attributes: { id: `list-${index}` } }));

const status = async (url: string) => {
  const answer = await fetch(`${url}healthz`);
  return { status: answer.status, body: await answer.json() };
};

describe('worker run', () => {
  it('answers what comes to SQS until it is stopped, and tells of itself over HTTP', async () => {
    const { requests, replies, dead } = await makeQueues();
    const worker = await app.start(['run', ...onSqs], server.env);
    expect(worker.line).toBe(
      `Taking jobs from ${names.requests} (SQS at ${server.endpoint}). Health and metrics: ${worker.url}healthz, ${worker.url}metrics`,
    );
    await requests.send([...lists(20), { body: '1,x', attributes: { id: 'wrong' } }, { body: '{' }]);
    const answers = await take(replies, 22);
    expect(answers.find(({ attributes }) => attributes['id'] === 'list-7')?.body).toMatch(/median is : 4.5$/);
    expect(await status(worker.url)).toEqual({
      status: 200,
      body: { status: 'ok', worker: expect.any(String), inFlight: expect.any(Number) },
    });
    // An answer is counted once it is noted that it was sent.
    const metrics = async () => (await fetch(`${worker.url}metrics`)).text();
    while (!(await metrics()).includes('worker_done_total 20\n')) await pause();
    expect((await fetch(`${worker.url}other`)).status).toBe(404);
    expect((await fetch(`${worker.url}healthz`, { method: 'POST' })).status).toBe(405);
    worker.signal('SIGTERM');
    const { code, stdout, stderr } = await worker.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/\n20 jobs done, 1 refused, 1 to the dead letters\.\n$/);
    expect(await requests.depth()).toEqual({ waiting: 0, inFlight: 0, delayed: 0 });
    expect(await dead.depth()).toMatchObject({ waiting: 1 });
  });

  it('ends by itself when the queue is empty', async () => {
    const { requests, replies } = await makeQueues();
    await requests.send(lists(30));
    const { code, stdout } = await app.run(['run', '--until-empty', ...onSqs], server.env);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\n30 jobs done\.\n$/);
    expect(await take(replies, 30)).toHaveLength(30);
  });

  it('warns where there is no queue for dead letters', async () => {
    await queues.create(names.requests);
    await queues.create(names.replies);
    const { code, stderr } = await app.run(['run', '--until-empty', ...onSqs], server.env);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `What nobody can do is answered, and not kept: ${names.requests} has no queue for dead letters. "worker setup" makes one.\n`,
    });
  });

  it('does the jobs of this machine, and writes them in the journal', async () => {
    const data = ['--data', tempFolder()];
    // Makes the queues.
    await app.run(['setup', ...data]);
    const local = openQueues({ file: join(data[1] ?? '', 'worker/queues.sqlite') });
    await local
      .open('jobs')
      .send([
        { body: '1,5,22', attributes: { id: 'a' } },
        { body: '../sunset.png', attributes: { id: 'b' } },
        { body: JSON.stringify({ id: 'c', kind: 'numbers', values: [] }) },
      ]);
    const { code, stdout } = await app.run(['run', '--until-empty', ...data]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/1 job done, 2 refused\.\n$/),
    });
    local.close();

    const log = async (...options: string[]) => {
      const { stdout: lines, code: status } = await app.run(['log', ...data, ...options]);
      expect(status).toBe(0);
      return lines.split('\n').flatMap((line) => (line ? [JSON.parse(line)] : []));
    };
    const day = new Date().toISOString().slice(0, 10);
    const entries = await log();
    expect(entries.map(({ id }) => id).sort()).toEqual(['a', 'b', 'c']);
    expect(entries.find(({ id }) => id === 'a')).toEqual({
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      outcome: 'done',
      kind: 'numbers',
      id: 'a',
      message: expect.any(String),
      ms: expect.any(Number),
      worker: expect.any(String),
    });
    const [{ worker }] = entries;
    expect(await log('--kind', 'image')).toMatchObject([
      { id: 'b', detail: '"../sunset.png" leads out of the incoming place.' },
    ]);
    expect(await log('--outcome', 'refused', '--kind', 'numbers')).toMatchObject([{ id: 'c' }]);
    expect(await log('--worker', worker, '--limit', '2')).toHaveLength(2);
    expect(await log('--day', '2001-01-01')).toEqual([]);
    expect((await log('--day', day.slice(0, 7))).length).toBe(3);
    const table = await app.run(['log', '--format', 'table', '--kind', 'image', ...data]);
    expect(table.stdout).toMatch(/^at +outcome +kind +id +ms +worker +detail\n.* refused +image +b /);
    for (const day of ['today', '2026-02-31', '2026-13']) {
      expect((await app.run(['log', '--day', day])).stderr).toBe(
        `error: A day looks like 2026-11-21, not "${day}".\n`,
      );
    }
  });

  it('gives back what is not done at the deadline, and says so by its status', async () => {
    const { requests } = await makeQueues();
    await requests.send(lists(1));
    // The answer never gets away.
    proxy.script(({ headers }) =>
      headers['x-amz-target'] === 'AmazonSQS.SendMessageBatch' ? { kind: 'stall' } : undefined,
    );
    const env = { ...server.env, AWS_ENDPOINT_URL: proxy.url };
    const worker = await app.start(['run', '--deadline', '1', ...onSqs], env);
    while ((await requests.depth()).waiting > 0 || !asked(proxy, 'SendMessageBatch')) await pause();
    worker.signal('SIGTERM');
    const { code, stderr, stdout } = await worker.ended;
    expect(code).toBe(1);
    expect(stderr).toBe(
      'error: Not all was done within 1 s; what was not has been given back. Another worker takes it, or this one when it is started again. --deadline gives it more time.\n',
    );
    expect(stdout).toMatch(/\n0 jobs done, 1 given back\.\n$/);
    expect(asked(proxy, 'ChangeMessageVisibilityBatch')).toBe(true);
  });

  it('keeps its deadline when the queues hang altogether', async () => {
    const { requests } = await makeQueues();
    await requests.send(lists(300));
    let isHanging = false;
    proxy.script(() => (isHanging ? { kind: 'stall' } : undefined));
    const env = { ...server.env, AWS_ENDPOINT_URL: proxy.url };
    const worker = await app.start(['run', '--deadline', '1', ...onSqs], env);
    while (!asked(proxy, 'SendMessageBatch')) await pause();
    isHanging = true;
    worker.signal('SIGTERM');
    expect((await worker.ended).code).toBe(1);
  });

  it('says so too when its journal cannot be put away', async () => {
    const { requests, replies } = await makeQueues();
    const stalled: string[] = [];
    proxy.script(({ method, path, headers }) => {
      if (method === 'PUT' && path.includes('/journal/')) return { kind: 'stall' };
      return stalled.includes(String(headers['x-amz-target'])) ? { kind: 'stall' } : undefined;
    });
    const env = { ...server.env, AWS_ENDPOINT_URL: proxy.url };
    const options = ['--deadline', '1', '--bucket', 's3://pictures/slow/', '--ledger', 'local'];
    const worker = await app.start(['run', ...onSqs, ...options], env);
    await requests.send(lists(1));
    await take(replies, 1);
    const answered = proxy.requests.length;
    stalled.push('AmazonSQS.SendMessageBatch');
    await requests.send([{ body: '3,4' }]);
    while (!asked({ ...proxy, requests: proxy.requests.slice(answered) }, 'SendMessageBatch')) await pause();
    worker.signal('SIGTERM');
    const { code, stderr } = await worker.ended;
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining('Not all was done within 1 s'),
    });
  });

  it('ends at once at a second signal', async () => {
    const { requests } = await makeQueues();
    await requests.send(lists(1));
    proxy.script(({ headers }) =>
      headers['x-amz-target'] === 'AmazonSQS.SendMessageBatch' ? { kind: 'stall' } : undefined,
    );
    const env = { ...server.env, AWS_ENDPOINT_URL: proxy.url };
    const worker = await app.start(['run', '--deadline', '600', ...onSqs], env);
    while (!asked(proxy, 'SendMessageBatch')) await pause();
    worker.signal('SIGINT');
    while ((await status(worker.url)).body.status !== 'stopping') await pause();
    worker.signal('SIGTERM');
    expect(await worker.ended).toMatchObject({ code: 1, stderr: '' });
  });

  it('says by its health that the queue fails', async () => {
    await makeQueues();
    const env = { ...server.env, AWS_ENDPOINT_URL: proxy.url };
    const worker = await app.start(['run', ...onSqs], env);
    await queues.remove(names.requests);
    let health = await status(worker.url);
    while (health.status === 200) {
      await pause();
      health = await status(worker.url);
    }
    expect(health).toMatchObject({
      status: 503,
      body: { status: 'failing', trouble: expect.stringContaining(`There is no queue ${names.requests}`) },
    });
    worker.signal('SIGTERM');
    expect((await worker.ended).code).toBe(0);
  });

  it('refuses a bucket that cannot keep two workers apart', async () => {
    await makeQueues();
    const bucket = ['--bucket', 's3://pictures/'];
    const { code, stderr } = await app.run(['run', ...onSqs, ...bucket], server.env);
    expect(code).toBe(1);
    expect(stderr).toBe(
      'error: The server of s3://pictures/ knows no conditional writes (If-None-Match), so workers cannot share a ledger there. Use --ledger local, and let all workers of this queue run on one machine.\n',
    );
    expect(await server.keys('pictures', 'ledger/')).toEqual([]);
    const local = await app.run(
      ['run', ...onSqs, ...bucket, '--ledger', 'local', '--until-empty'],
      server.env,
    );
    expect(local.code).toBe(0);
  });

  it('keeps the ledger in a bucket that can, and its journal too', async () => {
    const { requests, replies } = await makeQueues();
    const taken = new Set<string>();
    proxy.script(({ method, path, headers }) => {
      if (method !== 'PUT' || headers['if-none-match'] !== '*') return undefined;
      if (taken.has(path)) return { kind: 'answer', status: 412 };
      taken.add(path);
      return undefined;
    });
    const env = { ...server.env, AWS_ENDPOINT_URL: proxy.url };
    await requests.send(lists(3));
    const options = [...onSqs, '--bucket', 's3://pictures/shared/'];
    const { code, stderr } = await app.run(['run', '--until-empty', ...options], env);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(await take(replies, 3)).toHaveLength(3);
    const keys = await server.keys('pictures', 'shared/');
    expect(keys.filter((key) => key.endsWith('/answer'))).toHaveLength(3);
    expect(keys.every((key) => /^shared\/(ledger\/jobs\d+|journal)\//.test(key))).toBe(true);
    const { stdout } = await app.run(['log', ...options], env);
    expect(stdout.trimEnd().split('\n')).toHaveLength(3);
  });

  it('ends when the bucket has failed meanwhile, and says so by its status', async () => {
    await makeQueues();
    const taken = new Set<string>();
    proxy.script(({ method, path, headers }) => {
      if (method === 'DELETE' && path.includes('/workers/')) return { kind: 'answer', status: 403 };
      if (method !== 'PUT' || headers['if-none-match'] !== '*') return undefined;
      if (taken.has(path)) return { kind: 'answer', status: 412 };
      taken.add(path);
      return undefined;
    });
    const env = { ...server.env, AWS_ENDPOINT_URL: proxy.url };
    const worker = await app.start(['run', ...onSqs, '--bucket', 's3://pictures/failing/'], env);
    worker.signal('SIGTERM');
    const { code, stderr } = await worker.ended;
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^error: .*\/workers\//) });
  });

  it('says what is wrong before it takes anything', async () => {
    const fails = async (args: string[], env: Record<string, string> = server.env) => {
      const { code, stderr } = await app.run(['run', ...args], env);
      return `${code} ${stderr}`;
    };
    expect(await fails(onSqs)).toBe(
      `1 error: There is no queue ${names.requests} at ${server.endpoint}. Check its name, or make it with "worker setup".\n`,
    );
    const nowhere = { ...server.env, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };
    expect(await fails(onSqs, nowhere)).toBe(
      `1 error: Cannot look at the queue ${names.requests}: nothing answers at http://127.0.0.1:9 (ECONNREFUSED). Check the endpoint, its port, and that the server runs. Or try it without an account: "stationer worker demo", and --local for all other commands.\n`,
    );
    const { AWS_ACCESS_KEY_ID: _, AWS_SECRET_ACCESS_KEY: __, ...keyless } = server.env;
    expect(await fails(onSqs, keyless)).toMatch(
      /^1 error: There are no usable AWS credentials to look at the queue .* try it without an account: "stationer worker demo", and --local for all other commands\.\n$/,
    );
    expect(await fails([...onSqs, '--ledger', 'bucket'])).toMatch(/^1 error: There is no queue/);
    await queues.create(names.requests);
    expect(await fails(onSqs)).toMatch(/^1 error: There is no queue replies\d+\.fifo at /);
    await makeQueues();
    expect(await fails([...onSqs, '--ledger', 'bucket'])).toBe(
      '2 error: The ledger cannot be in the bucket, for no bucket is named. Name it with --bucket, or use --ledger local.\n',
    );
    expect(await fails([...onSqs, '--port', new URL(server.endpoint).port])).toMatch(
      /^1 error: Port \d+ cannot be had \(EADDRINUSE\)\. Name another with --port, or leave it out to get a free one\.\n$/,
    );
    expect(await fails([...onSqs, '--host', '203.0.113.1'])).toBe(
      '1 error: This machine has no address 203.0.113.1. Leave out --host for this machine alone, or use 0.0.0.0 for all of its addresses.\n',
    );
    expect(await fails(['--port', '70000'])).toBe(
      '2 error: --port takes a whole number from 0 to 65535, not "70000".\n',
    );
    expect(await fails(['--concurrency', '0'])).toMatch(/^2 error: --concurrency takes a whole number/);
    expect(await fails(['--ledger', 'paper'])).toMatch(/^2 error: .*Allowed choices are local, bucket/);
  });
});

describe('worker demo', () => {
  it('makes all that it takes, says what to type, and does the jobs', async () => {
    const folder = tempFolder();
    const demo = ['demo', '--data', folder];
    const worker = await app.start(demo, { HOLDALL_REQUESTS: 'elsewhere' });
    const local = openQueues({ file: join(folder, 'worker/queues.sqlite') });
    await local.open('elsewhere').send([{ body: '4,6' }]);
    const [answer] = await take(local.open('job-replies'), 1);
    expect(answer?.body).toMatch(/average is : 5\n/);
    local.close();
    worker.signal('SIGINT');
    const { code, stdout } = await worker.ended;
    expect(code).toBe(0);
    expect(stdout).toContain(
      `Queues and bucket of this machine: ${folder}/worker\nIn another terminal, type\n`,
    );
    expect(stdout).toMatch(
      /\n {2}stationer worker ask numbers 1 5 22 --local --data \S+ +for the statistics/,
    );
    expect(stdout).toMatch(
      /\n {2}stationer worker ask image sunset.png --to out --local --data \S+ +for a pic/,
    );
  });

  it('puts sample pictures in once', async () => {
    const folder = tempFolder();
    const incoming = join(folder, 'worker/bucket/images/unprocessed');
    const demo = async () => {
      const worker = await app.start(['demo', '--data', folder]);
      worker.signal('SIGTERM');
      expect((await worker.ended).code).toBe(0);
    };
    await demo();
    for (const name of ['sunset.png', 'rainbow.png', 'target.png'])
      expect(existsSync(join(incoming, name))).toBe(true);
    rmSync(join(incoming, 'sunset.png'));
    await demo();
    expect(existsSync(join(incoming, 'sunset.png'))).toBe(false);
  });
});

/** Whether a worker has asked SQS for something. */
function asked({ requests }: FaultProxy, operation: string): boolean {
  return requests.some(({ headers }) => headers['x-amz-target'] === `AmazonSQS.${operation}`);
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}
