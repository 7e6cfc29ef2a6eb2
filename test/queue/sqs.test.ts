import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openQueues } from '../../src/queue/open.ts';
import type { Outcomes, Queue } from '../../src/queue/queue.ts';
import { batchesOf } from '../../src/queue/sqs/batches.ts';
import { connectSqs } from '../../src/queue/sqs/client.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import { startS3, type TestS3 } from '../support/s3.ts';

let server: TestS3;
let proxy: FaultProxy;
let queue: Queue;

beforeAll(async () => {
  server = await startS3();
  proxy = await startFaultProxy(server.endpoint);
  const queues = openQueues({ sqs: {} });
  await queues.create('jobs');
  queues.close();
  queue = openQueues({ sqs: { endpointUrl: proxy.url, deadlineMs: 1500 } }).open('jobs');
});
afterAll(async () => {
  await proxy.stop();
  await server.stop();
});
beforeEach(async () => {
  proxy.script();
  await queue.purge();
});

/** An answer as SQS has it. */
function answer(status: number, name: string, message = `${name} message`) {
  return {
    kind: 'answer' as const,
    status,
    body: JSON.stringify({ __type: `com.amazonaws.sqs#${name}`, message }),
    headers: { 'content-type': 'application/x-amz-json-1.0' },
  };
}

describe('SQS that fails', () => {
  it.each([
    ['a server error', answer(500, 'InternalFailure')],
    ['throttling', answer(400, 'RequestThrottled')],
    ['a broken connection', { kind: 'reset' as const }],
  ])('is asked again after %s', async (_, fault) => {
    proxy.script(({ number }) => (number < 3 ? fault : undefined));
    expect(await queue.send([{ body: 'a' }])).toEqual([undefined]);
    expect((await queue.depth()).waiting).toBe(1);
  });

  it('is asked again for the things of a batch that it failed at, and for no others', async () => {
    const failed = JSON.stringify({
      Successful: [{ Id: '0', MessageId: 'm', MD5OfMessageBody: 'x' }],
      Failed: [
        { Id: '1', SenderFault: false, Code: 'InternalError', Message: 'Later' },
        { Id: '2', SenderFault: true, Code: 'InvalidParameterValue', Message: 'Not like this' },
      ],
    });
    proxy.script(({ number }) => (number === 1 ? { ...answer(200, ''), body: failed } : undefined));
    const outcomes = await queue.send([{ body: 'a' }, { body: 'b' }, { body: 'c' }]);
    expect(outcomes.map((outcome) => outcome?.message)).toEqual([
      undefined,
      undefined,
      'Cannot send to the queue jobs: Not like this.',
    ]);
    const messages = await queue.receive({ max: 10, visibilitySeconds: 1 });
    expect(messages.map(({ body }) => body)).toEqual(['b']);
  });

  it.each([
    [
      answer(503, 'ServiceUnavailable'),
      /^Cannot look at the queue jobs: the server answered 503 ServiceUnavailable \d+ times within 1\.5 s\.$/,
    ],
    [answer(403, 'AccessDenied', 'Not you'), /^Access to the queue jobs was refused: Not you\.$/],
    [
      answer(403, 'SignatureDoesNotMatch'),
      /^The secret key that the queue jobs was asked for with is wrong\.$/,
    ],
    [
      { kind: 'answer' as const, status: 404, body: '<html>' },
      /^http:.+ does not answer as SQS does \(404\), so nobody can look at the queue jobs\.$/,
    ],
    [
      { kind: 'reset' as const },
      /^Cannot look at the queue jobs: the connection to http:.+ broke or stalled again and again for 1\.5 s\.$/,
    ],
  ])('says so in a sentence', async (fault, sentence) => {
    proxy.script(() => fault);
    await expect(queue.depth()).rejects.toThrow(sentence);
  });

  it('is not taken to have done what its answer does not say', async () => {
    proxy.script(() => ({ ...answer(200, ''), body: '{}' }));
    const sentence = 'the queue jobs: the answer does not say whether it was done.';
    const said = async (outcomes: Promise<Outcomes>) => (await outcomes).map((outcome) => outcome?.message);
    expect(await said(queue.send([{ body: 'a' }, { body: 'b' }]))).toEqual([
      `Cannot send to ${sentence}`,
      `Cannot send to ${sentence}`,
    ]);
    expect(await said(queue.delete(['x']))).toEqual([`Cannot delete from ${sentence}`]);
  });

  it('is asked at the path of its endpoint, where the SDK asks too', async () => {
    const below = openQueues({ sqs: { endpointUrl: `${proxy.url}/below`, deadlineMs: 300 } });
    const url = `${server.endpoint}/000000000000/jobs`;
    proxy.script(() => ({ ...answer(200, ''), body: 'null' }));
    await below
      .open(url)
      .receive({ max: 1, visibilitySeconds: 1 })
      .catch(() => {});
    expect(new Set(proxy.requests.map(({ path }) => path))).toEqual(new Set(['/below/']));
    expect(proxy.requests.length).toBeGreaterThan(1);
    below.close();
  });

  it('says that nothing answers', async () => {
    const nowhere = openQueues({ sqs: { endpointUrl: 'http://127.0.0.1:1', deadlineMs: 300 } }).open('jobs');
    await expect(nowhere.depth()).rejects.toThrow(
      'Cannot look at the queue jobs: nothing answers at http://127.0.0.1:1 (ECONNREFUSED).',
    );
  });
});

it('has its dead letters where the queue is that is named by its URL', async () => {
  const sqs = { endpointUrl: server.endpoint };
  const [theirs, ours] = [openQueues({ sqs: { ...sqs, region: 'eu-west-1' } }), openQueues({ sqs })];
  const url = 'http://sqs.eu-west-1.amazonaws.com/000000000000/far';
  await theirs.create('far-dead');
  await theirs.create('far', { deadLetters: 'far-dead' });
  await ours.create('far-dead');
  const dead = await ours.open(url).deadLetters();
  await dead?.send([{ body: 'theirs' }]);
  expect(dead?.name).toBe('far-dead');
  expect(await ours.open('far-dead').depth()).toMatchObject({ waiting: 0 });
  expect(await ours.open(`${url}-dead`).depth()).toMatchObject({ waiting: 1 });
  theirs.close();
  ours.close();
});

it('connects once there is a region, also where there was none at first', async () => {
  for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_SQS']) {
    vi.stubEnv(name, '');
  }
  vi.stubEnv('AWS_CONFIG_FILE', '/nowhere');
  const connection = connectSqs();
  await expect(connection.direct()).rejects.toThrow('No AWS region is set.');
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  expect(await (await connection.client()).config.region()).toBe('eu-central-1');
  await connection.direct();
  connection.close();
  vi.unstubAllEnvs();
});

it('refuses an endpoint that is no URL', () => {
  expect(() => openQueues({ sqs: { endpointUrl: 'localhost:4566' } })).toThrow(
    'The endpoint localhost:4566 is not a URL.',
  );
});

it('cuts what is to be sent into requests that SQS takes', () => {
  expect(batchesOf([])).toEqual([]);
  expect(batchesOf(Array.from({ length: 21 }, (_, i) => i)).map(({ length }) => length)).toEqual([10, 10, 1]);
  const sizes = [200_000, 60_000, 2_145, 300_000, 1];
  expect(batchesOf(sizes, (size) => size)).toEqual([[200_000, 60_000], [2_145], [300_000], [1]]);
});
