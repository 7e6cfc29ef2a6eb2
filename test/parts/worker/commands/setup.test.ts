import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { HeadBucketCommand } from '@aws-sdk/client-s3';
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clientName, ownQueueName } from '../../../../src/parts/worker/asking/names.ts';
import { openQueues } from '../../../../src/queue/open.ts';
import type { Queues } from '../../../../src/queue/queue.ts';
import { type FaultProxy, s3ErrorAnswer, startFaultProxy } from '../../../support/fault-proxy.ts';
import { startS3, type TestS3 } from '../../../support/s3.ts';
import { tempFolder } from '../../../support/temp.ts';
import { numbersOnly, packWorkerApp, type WorkerApp } from '../../../support/worker-commands.ts';

let app: WorkerApp;
let server: TestS3;
let proxy: FaultProxy;
let queues: Queues;
let sqs: SQSClient;
beforeAll(async () => {
  app = await packWorkerApp({ ...numbersOnly, images: { presets: {}, default: 'none' } });
  server = await startS3({ buckets: ['there'] });
  proxy = await startFaultProxy(server.endpoint);
  queues = openQueues({ sqs: { endpointUrl: server.endpoint } });
  sqs = new SQSClient({ endpoint: server.endpoint });
});
afterAll(async () => {
  queues.close();
  sqs.destroy();
  await proxy.stop();
  await server.stop();
});

let count = 0;
let jobs: string;
let options: string[];
beforeEach(() => {
  jobs = `jobs${++count}`;
  options = ['--requests', jobs, '--replies', `answers${count}.fifo`, '--bucket', 's3://there/lab/'];
  proxy.script();
});

const setup = (...args: string[]) => app.run(['setup', ...options, ...args], server.env);

/** What `--check` finds, by its state. */
async function check(env: Record<string, string>, ...args: string[]) {
  const { code, stdout, stderr } = await app.run(['setup', '--check', ...options, ...args], env);
  const found: { state: string; what: string; hint?: string }[] = stdout
    .split('\n')
    .flatMap((line) => (line ? [JSON.parse(line)] : []));
  const inState = (state: string) => found.filter((each) => each.state === state);
  return { code, stderr, ok: inState('ok'), wrong: inState('wrong'), untried: inState('not tried') };
}

describe('worker setup', () => {
  it('makes queues and folders, once, and prints the rights', async () => {
    const first = await setup();
    expect(first.code).toBe(0);
    expect(first.stderr).toBe(
      `Made the queue ${jobs}-dead, for what nobody can do.
Made the queue ${jobs}, for jobs.
Made the queue answers${count}.fifo, for answers.
The bucket s3://there/lab/ is there already.
The bucket removes what is old from now on: ledger/ after 15 days, payloads/ after 30 days.
Pictures come from images/unprocessed/ and go to images/processed/.
`,
    );
    const attributes = await attributesOf(jobs);
    expect(attributes).toMatchObject({
      MessageRetentionPeriod: '1209600',
      ReceiveMessageWaitTimeSeconds: '20',
      RedrivePolicy: expect.stringContaining(`:${jobs}-dead"`),
    });
    expect(await server.keys('there', 'lab/')).toEqual(['lab/images/processed/', 'lab/images/unprocessed/']);

    const again = await setup();
    expect(again.stderr).toBe(
      `The queue ${jobs}-dead is there already.
The queue ${jobs} is there already.
The queue answers${count}.fifo is there already.
The bucket s3://there/lab/ is there already.
The bucket removes what is old already: ledger/ after 15 days, payloads/ after 30 days.
Pictures come from images/unprocessed/ and go to images/processed/.
`,
    );
    expect(again.stdout).toBe(first.stdout);
    // What shows a folder is no picture.
    expect((await app.run(['list', 'incoming', ...options], server.env)).stdout).toBe('');
  });

  it('prints policies with exact names', async () => {
    const policies = JSON.parse((await setup()).stdout);
    const queue = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;
    const objects = (path: string) => `arn:aws:s3:::there/lab/${path}*`;
    expect(Object.keys(policies)).toEqual(['client', 'worker', 'operator']);
    expect(policies.worker).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'TakeJobs',
          Effect: 'Allow',
          Action: [
            'sqs:GetQueueUrl',
            'sqs:GetQueueAttributes',
            'sqs:ReceiveMessage',
            'sqs:DeleteMessage',
            'sqs:ChangeMessageVisibility',
          ],
          Resource: [queue(jobs)],
        },
        {
          Sid: 'SendAnswers',
          Effect: 'Allow',
          Action: ['sqs:GetQueueUrl', 'sqs:GetQueueAttributes', 'sqs:SendMessage'],
          Resource: [queue(`answers${count}.fifo`), queue(`answers${count}-*`), queue(`${jobs}-dead`)],
        },
        {
          Sid: 'LargeMessages',
          Effect: 'Allow',
          Action: ['s3:GetObject', 's3:PutObject'],
          Resource: [objects('payloads/')],
        },
        {
          Sid: 'Pictures',
          Effect: 'Allow',
          Action: ['s3:GetObject'],
          Resource: [objects('images/unprocessed/')],
        },
        {
          Sid: 'Results',
          Effect: 'Allow',
          Action: ['s3:PutObject', 's3:AbortMultipartUpload'],
          Resource: [objects('images/processed/')],
        },
        {
          Sid: 'Ledger',
          Effect: 'Allow',
          Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
          Resource: [objects(`ledger/${jobs}/`)],
        },
        {
          Sid: 'Journal',
          Effect: 'Allow',
          Action: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload'],
          Resource: [objects('journal/')],
        },
        {
          Sid: 'List',
          Effect: 'Allow',
          Action: ['s3:ListBucket'],
          Resource: ['arn:aws:s3:::there'],
          Condition: {
            StringLike: {
              's3:prefix': [
                'lab/payloads/*',
                `lab/ledger/${jobs}/*`,
                'lab/journal/*',
                'lab/images/unprocessed/*',
                'lab/images/processed/*',
              ],
            },
          },
        },
      ],
    });
    const client = JSON.parse((await setup('--for', 'client')).stdout);
    expect(client).toEqual(policies.client);
    expect(client.Statement[0]).toEqual({
      Sid: 'SendJobs',
      Effect: 'Allow',
      Action: ['sqs:GetQueueUrl', 'sqs:GetQueueAttributes', 'sqs:SendMessage'],
      Resource: [queue(jobs)],
    });
    expect(client.Statement[2]).toMatchObject({ Sid: 'OwnAnswers', Resource: [queue(`answers${count}-*`)] });
  });

  it('makes a bucket that is not there', async () => {
    const { code, stderr } = await setup('--bucket', 's3://brand-new/');
    expect(code).toBe(0);
    expect(stderr).toContain('Made the bucket s3://brand-new/.\n');
    await server.client.send(new HeadBucketCommand({ Bucket: 'brand-new' }));
  });

  it('says which rules to make by hand where it may make none, and --check finds them missing', async () => {
    server.createBucket('unruled');
    proxy.script(({ path }) =>
      /[?&]lifecycle/.test(path) ? s3ErrorAnswer(403, 'AccessDenied', 'No.') : undefined,
    );
    const args = ['setup', ...options, '--bucket', 's3://unruled/'];
    const { code, stderr } = await app.run(args, { ...server.env, AWS_ENDPOINT_URL: proxy.url });
    expect(code).toBe(0);
    expect(stderr).toContain(
      'No rules for what is old could be made: Access to s3://unruled/ was refused: No. Allow s3:GetLifecycleConfiguration and s3:PutLifecycleConfiguration, or make lifecycle rules by hand: ledger/ after 15 days, payloads/ after 30 days.\n',
    );
    const { wrong } = await check(server.env, '--bucket', 's3://unruled/', '--ledger', 'local');
    expect(wrong.map(({ what }) => what)).toEqual([
      'The bucket keeps for good what nobody reads any more, below ledger/ and payloads/.',
    ]);
  });

  it('leaves queues that are there as they are, but for a queue for dead letters', async () => {
    await sqs.send(
      new CreateQueueCommand({ QueueName: jobs, Attributes: { VisibilityTimeout: '77', DelaySeconds: '3' } }),
    );
    expect((await setup()).stderr).toContain(
      `Gave the queue ${jobs} its queue for dead letters, ${jobs}-dead.\n`,
    );
    expect(await attributesOf(jobs)).toMatchObject({ VisibilityTimeout: '77', DelaySeconds: '3' });

    await queues.create('other-dead');
    await queues.create(`${jobs}b`, { deadLetters: 'other-dead', maxReceives: 17 });
    const { stderr } = await setup('--requests', `${jobs}b`);
    expect(stderr).toContain('The queue other-dead is there already.\n');
    expect(await queues.describe(`${jobs}b`)).toMatchObject({ deadLetters: 'other-dead', maxReceives: 17 });
    expect(await queues.describe(`${jobs}b-dead`)).toBeUndefined();
  });

  it('takes the URL of a queue', async () => {
    await setup();
    const url = `${server.endpoint}/000000000000/${jobs}`;
    const { code, stderr } = await setup('--requests', url);
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringContaining(`The queue ${jobs} is`),
    });
  });

  it('makes no queue for one that is named by its URL and is not there', async () => {
    const url = `${server.endpoint}/000000000000/${jobs}`;
    const { code, stderr } = await setup('--requests', url);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `error: There is no queue ${url}. Name it without its URL, and "worker setup" makes it in this account.\n`,
    });
    expect(await queues.list(jobs)).toEqual([]);
  });

  it('leaves alone what is beside a queue of elsewhere that is named by its URL', async () => {
    // To the server, a region is what another account is to AWS: queues of the same names.
    const theirs = openQueues({ sqs: { endpointUrl: server.endpoint, region: 'eu-west-1' } });
    const url = `http://sqs.eu-west-1.amazonaws.com/000000000000/${jobs}`;
    await theirs.create(jobs);
    await theirs.create(`answers${count}.fifo`);
    const without = await setup('--requests', url);
    expect(without).toMatchObject({
      code: 1,
      stderr: `error: The queue ${url} has no queue for its dead letters, and is of another account. Run "worker setup" in that account.\n`,
    });
    await theirs.create(`${jobs}-dead`);
    await theirs.create(jobs, { deadLetters: `${jobs}-dead` });
    const { code, stdout, stderr } = await setup('--requests', url);
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining(`${jobs} is there`) });
    expect(stdout).toContain(`arn:aws:sqs:eu-west-1:000000000000:${jobs}-dead`);
    expect([await queues.describe(jobs), await queues.describe(`${jobs}-dead`)]).toEqual([
      undefined,
      undefined,
    ]);
    const { wrong } = await check(server.env, '--requests', url, '--ledger', 'local');
    expect(wrong).toEqual([]);
    theirs.close();
  });

  it('removes what clients have left behind when it is asked to', async () => {
    const left = (daysAgo: number) =>
      ownQueueName(`answers${count}.fifo`, clientName(Date.now() - daysAgo * 24 * 3600 * 1000));
    const [old, young] = [left(2), left(0.5)];
    for (const name of [old, young]) await queues.create(name);
    expect((await setup()).stderr).not.toContain('Removed');
    expect((await setup('--tidy')).stderr).toContain('Removed 1 queue and 0 pictures of clients.\n');
    expect(await queues.describe(old)).toBeUndefined();
    expect(await queues.describe(young)).toBeDefined();
  });

  it('on this machine makes all that there is, and has no rights to print', async () => {
    const data = tempFolder();
    const { code, stdout, stderr } = await app.run(['setup', '--data', data]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain(`Queues and bucket of this machine are ready: ${data}/worker\n`);
    expect(readdirSync(join(data, 'worker/bucket/images')).sort()).toEqual(['processed', 'unprocessed']);
    const checked = await app.run(['setup', '--check', '--data', data]);
    expect(checked.code).toBe(0);
    expect(checked.stdout).not.toContain('"wrong"');
  });
});

describe('worker setup --check', () => {
  it('says what is missing, and ends with status 1', async () => {
    const { code, stderr, wrong, ok } = await check(server.env, '--bucket', 's3://not-there/');
    expect(code).toBe(1);
    expect(wrong).toEqual([
      { state: 'wrong', what: `There is no queue ${jobs} for jobs.`, hint: '"worker setup" makes it.' },
      {
        state: 'wrong',
        what: `There is no queue answers${count}.fifo for answers.`,
        hint: '"worker setup" makes it.',
      },
      {
        state: 'wrong',
        what: expect.stringMatching(/^There is no bucket not-there/),
        hint: 'Check its name and the endpoint.',
      },
    ]);
    expect(ok).toHaveLength(1);
    expect(stderr).toBe(
      'error: 3 things are missing or wrong. "stationer worker setup" makes what is missing.\n',
    );
    expect(await queues.describe(jobs)).toBeUndefined();
  });

  it('tries the rights, and leaves nothing behind', async () => {
    await setup();
    const { code, wrong, ok, untried } = await check(server.env, '--ledger', 'local');
    expect({ code, wrong }).toEqual({ code: 0, wrong: [] });
    expect(ok.map(({ what }) => what)).toEqual([
      `The queue ${jobs} for jobs is there.`,
      `The queue ${jobs}-dead for dead letters is there.`,
      `The queue answers${count}.fifo for answers is there.`,
      `Receiving from the queue ${jobs} is allowed.`,
      `Deleting from the queue ${jobs} is allowed.`,
      `Keeping messages of the queue ${jobs} is allowed.`,
      expect.stringMatching(
        /^Clients may make queues of their own for answers, such as answers\d+-c-[\w-]+\.fifo\.$/,
      ),
      'The bucket s3://there/lab/ is there and can be listed.',
      'The bucket removes what is old.',
      'Pictures can be written to, read from and removed from s3://there/lab/images/unprocessed/',
      'Pictures can be written to, read from and removed from s3://there/lab/images/processed/',
    ]);
    expect(untried).toHaveLength(1);
    expect(await server.keys('there', 'lab/')).toEqual(['lab/images/processed/', 'lab/images/unprocessed/']);
    await queues.open(jobs).send([{ body: '1' }]);
    const busy = await check(server.env, '--ledger', 'local', '--for', 'worker');
    expect(busy.untried.map(({ what }) => what)).toContain(
      `Receiving from ${jobs} was not tried, for jobs wait in it.`,
    );
    expect(await queues.open(jobs).depth()).toMatchObject({ waiting: 1 });
  });

  it('says that a bucket cannot hold the ledger', async () => {
    await setup();
    const { code, wrong } = await check(server.env);
    expect(code).toBe(1);
    expect(wrong).toEqual([
      {
        state: 'wrong',
        what: 'The server of s3://there/lab/ knows no conditional writes (If-None-Match), so workers cannot share a ledger there.',
        hint: 'Start workers with --ledger local, all of them on one machine.',
      },
    ]);
  });

  it('says which rights are missing', async () => {
    await setup();
    const denied = ['DeleteMessageBatch', 'CreateQueue'].map((name) => `AmazonSQS.${name}`);
    proxy.script(({ method, path, headers }) => {
      const target = String(headers['x-amz-target']);
      if (method === 'PUT' && path.startsWith('/there/lab/images/processed/'))
        return s3ErrorAnswer(403, 'AccessDenied', 'No write.');
      if (!denied.includes(target)) return undefined;
      const body = JSON.stringify({
        __type: 'com.amazon.coral.service#AccessDeniedException',
        message: 'No.',
      });
      return {
        kind: 'answer',
        status: 400,
        body,
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'x-amzn-query-error': 'AccessDenied;Sender',
        },
      };
    });
    const { code, wrong } = await check({ ...server.env, AWS_ENDPOINT_URL: proxy.url }, '--ledger', 'local');
    expect(code).toBe(1);
    expect(wrong.map(({ what, hint }) => `${what} ${hint}`)).toEqual([
      `Access to the queue ${jobs} was refused: No. Allow these credentials sqs:DeleteMessage.`,
      expect.stringMatching(
        /^Access to the queue answers\d+-c-[\w-]+\.fifo was refused: No\. Allow these credentials sqs:CreateQueue/,
      ),
      expect.stringMatching(
        /^Access to s3:\/\/there\/lab\/images\/processed\/check-\w+\.tmp was refused.*s3:PutObject/,
      ),
    ]);
  });

  it('says what is wrong with a queue', async () => {
    await queues.create(`${jobs}-dead`);
    await queues.create(`answers${count}.fifo`);
    await queues.create(jobs);
    const alone = await check(server.env, '--ledger', 'local');
    expect(alone.wrong).toEqual([
      {
        state: 'wrong',
        what: `The queue ${jobs} has no queue for its dead letters.`,
        hint: `"worker setup" makes ${jobs}-dead for them.`,
      },
    ]);
    await queues.create(jobs, { deadLetters: `${jobs}-dead`, maxReceives: 3 });
    const hasty = await check(server.env, '--ledger', 'local');
    expect(hasty.wrong).toEqual([
      {
        state: 'wrong',
        what: `The queue ${jobs} gives jobs up after they were handed out 3 times.`,
        hint: 'Set maxReceiveCount in its redrive policy to 10 or more; "worker setup" takes 50.',
      },
    ]);
  });

  it('is a table for people', async () => {
    const { stdout } = await app.run(['setup', '--check', ...options, '--format', 'table'], server.env);
    expect(stdout).toMatch(
      /^state +what +what to do\nwrong +There is no queue jobs\d+ for jobs\. +"worker setup"/,
    );
  });
});

async function attributesOf(name: string) {
  const QueueUrl = `${server.endpoint}/000000000000/${name}`;
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  return Attributes;
}
