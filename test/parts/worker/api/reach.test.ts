import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startS3, type TestS3, testEnvironment } from '../../../support/s3.ts';
import { startApp } from '../../../support/sample-app.ts';
import { serveSample } from '../../../support/served.ts';
import { tempFolder } from '../../../support/temp.ts';
import { packWorker } from '../../../support/worker-app.ts';

const folder = tempFolder();
const file = join(folder, 'app');
let s3: TestS3;
const env = { HOLDALL_DATA: join(folder, 'data'), HOLDALL_CACHE: join(folder, 'cache') };
const queues = { HOLDALL_REQUESTS: 'jobs', HOLDALL_REPLIES: 'job-replies', HOLDALL_BUCKET: 's3://lab/' };

beforeAll(async () => {
  await packWorker(file);
  s3 = await startS3({ buckets: ['lab'], setEnv: false });
}, 60_000);
afterAll(() => s3.stop());

const post = (url: string, path: string, body: BodyInit) =>
  fetch(`${url}/api/worker${path}`, { method: 'POST', body });
const status = async (url: string) => (await fetch(`${url}/api/worker`)).json();

/** Runs a command of the app to its end. */
async function run(...args: string[]): Promise<number> {
  const child = startApp(file, args, { env: { ...env, ...queues, ...s3.env } });
  const [code] = await once(child, 'close');
  return code;
}

describe('queues of SQS', () => {
  it('are asked like those of this machine; where no worker runs, that is said', {
    timeout: 60_000,
  }, async () => {
    expect(await run('worker', 'setup')).toBe(0);
    const url = await serveSample(file, env.HOLDALL_CACHE, { ...env, ...queues, ...s3.env });
    expect(await status(url)).toMatchObject({
      place: { kind: 'sqs', title: `SQS at ${s3.endpoint}`, requests: 'jobs' },
      depth: { waiting: 0, inHand: 0 },
      worker: 'unknown',
    });

    const late = await post(url, '/numbers?timeout=1', '1,5,22');
    const { detail } = await late.json();
    expect([late.status, detail]).toEqual([
      504,
      expect.stringMatching(/^No answer came within 1 s: 1 job waits/),
    ]);
    expect(await status(url)).toMatchObject({ worker: 'silent', depth: { waiting: 1 } });

    const worker = startApp(file, ['worker', 'run', '--ledger', 'local'], {
      env: { ...env, ...queues, ...s3.env },
    });
    const answer = await post(url, '/numbers', '1,5,22');
    expect(await answer.text()).toMatch(/^The list minimum is : 1\n/);
    expect(await status(url)).toMatchObject({ worker: 'answers' });
    worker.kill();
    await once(worker, 'close');
  });

  it('that are not there are named', { timeout: 30_000 }, async () => {
    const other = { ...queues, HOLDALL_REQUESTS: 'none' };
    const url = await serveSample(file, env.HOLDALL_CACHE, { ...env, ...other, ...s3.env });
    const { depth, problem } = await status(url);
    expect([depth, problem]).toEqual([null, expect.stringContaining('There is no queue none')]);
  });
});

describe('a place out of reach', () => {
  it('is said in words with what to do, and the rest of the app works', { timeout: 60_000 }, async () => {
    // A port that nobody listens at any more.
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    server.close();
    const away = testEnvironment(`http://127.0.0.1:${port}`);
    const url = await serveSample(file, env.HOLDALL_CACHE, { ...env, ...queues, ...away });

    const page = await fetch(`${url}/worker/`);
    expect([page.status, await page.text()]).toEqual([
      200,
      expect.stringContaining('Nothing has answered yet'),
    ]);
    expect((await fetch(url)).status).toBe(200);

    const { depth, problem } = await status(url);
    expect(depth).toBeNull();
    expect(problem).toMatch(/nothing answers at http:\/\/127\.0\.0\.1:\d+ .*"stationer worker demo"/);
    const answer = await post(url, '/numbers', '1');
    expect([answer.status, (await answer.json()).detail]).toEqual([
      503,
      expect.stringContaining('worker demo'),
    ]);
  });
});
