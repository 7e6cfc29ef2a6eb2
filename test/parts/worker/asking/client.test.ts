import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Client, type ClientOptions, openClient } from '../../../../src/parts/worker/asking/client.ts';
import { ownQueuePrefix } from '../../../../src/parts/worker/asking/names.ts';
import type { RunningWorker } from '../../../../src/parts/worker/loop/worker.ts';
import { openPlace, type Place } from '../../../../src/parts/worker/place.ts';
import type { Given } from '../../../../src/parts/worker/settings.ts';
import type { Queue } from '../../../../src/queue/queue.ts';
import { startS3, type TestS3 } from '../../../support/s3.ts';
import { tempFolder } from '../../../support/temp.ts';
import { madePlace, plainSpec, workerAt } from '../../../support/worker-place.ts';

let server: TestS3;
beforeAll(async () => {
  server = await startS3({ buckets: ['asking'] });
});
afterAll(() => server.stop());

const places: [title: string, given: () => Given][] = [
  ['queues of this machine', () => ({ local: true })],
  ['SQS', () => ({ requests: 'jobs', replies: 'job-replies', bucket: 's3://asking/' })],
  [
    'SQS that deduplicates',
    () => ({ requests: 'jobs.fifo', replies: 'job-replies.fifo', bucket: 's3://asking/' }),
  ],
];

/** A list of a client, and what its answer ends with. */
const listOf = (client: number, n: number) => `${client * 1000 + n},${client * 1000 + n + 2}`;
const medianOf = (client: number, n: number) => `median is : ${client * 1000 + n + 1}`;

describe.each(places)('a client, over %s', (_, given) => {
  let data: string;
  let place: Place;
  let worker: RunningWorker | undefined;
  const clients: Client[] = [];

  const open = (options: ClientOptions = {}, at = place) => {
    const client = openClient(at, options);
    clients.push(client);
    return client;
  };
  const ownQueues = () => place.queues.list(ownQueuePrefix(place.replies.name));

  beforeEach(async () => {
    data = tempFolder();
    place = await madePlace(plainSpec, given(), data);
    worker = await workerAt(place, plainSpec);
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    await worker?.stop(1000);
    expect(await ownQueues()).toEqual([]);
    for (const { name } of [place.requests, place.replies]) await place.queues.remove(name);
    place.close();
  });

  it('gets an answer, with how long it took, and whether it is an error', async () => {
    const client = open();
    const reply = await client.ask('1,5,22');
    expect(reply).toMatchObject({ isError: false, json: undefined });
    expect(reply.body).toMatch(/average is : 9\.333333333333334\n/);
    expect(reply.ms).toBeGreaterThan(0);
    expect(await client.ask('1,x', { id: 'mine' })).toMatchObject({
      id: 'mine',
      isError: true,
      body: expect.stringMatching(/^Wrong input: Number 2/),
    });
    const json = { id: 'a1', kind: 'numbers', values: [1, 5] };
    expect(await client.ask(JSON.stringify(json))).toMatchObject({
      id: 'a1',
      isError: false,
      json: { statistics: { mean: 3 } },
    });
    expect(await client.ask('{ "kind": "?" }')).toMatchObject({
      isError: true,
      json: { error: { code: 'unreadable' } },
    });
  });

  it('gets the same answer again for the same job under the same id', async () => {
    const [one, other] = [open(), open()];
    const bodies: string[] = [];
    for (const client of [one, one, other]) bodies.push((await client.ask('3,4', { id: 'same' })).body);
    const together = [one, other].map((client) => client.ask('3,4', { id: 'same' }));
    bodies.push(...(await Promise.all(together)).map(({ body }) => body));
    expect(bodies).toHaveLength(5);
    expect(new Set(bodies).size).toBe(1);
  });

  it('sends and takes large bodies through the bucket', async () => {
    const values = Array.from({ length: 60_000 }, (_, index) => index * 3);
    const reply = await open().ask(JSON.stringify({ kind: 'numbers', values }));
    expect(reply.json).toMatchObject({ statistics: { count: 60_000, max: 179_997 } });
  });

  it('has a queue of its own while it asks, and none before and after', async () => {
    const client = open();
    expect(await ownQueues()).toEqual([]);
    await client.ask('1');
    const [own, ...more] = await ownQueues();
    expect(own).toMatch(/^job-replies-c-[0-9a-z]{8}-[0-9a-z]{8}(\.fifo)?$/);
    expect(more).toEqual([]);
    await client.close();
    expect(await ownQueues()).toEqual([]);
    await expect(client.ask('1')).rejects.toThrow('The client was closed before the answer came.');
    expect(await ownQueues()).toEqual([]);
  });

  it('takes another queue when its own is gone', async () => {
    const client = open();
    await client.ask('1');
    const [own = ''] = await ownQueues();
    await place.queues.remove(own);
    await expect(client.ask('2')).rejects.toThrow(`There is no queue ${own}`);
    expect((await client.ask('3')).body).toMatch(/median is : 3$/);
    expect(await ownQueues()).not.toContain(own);
  });

  it.each([{ shared: false }, { shared: true }])(
    'is one of 20 that ask at once, and each gets its own answers: $shared',
    async (options) => {
      const results = await Promise.all(
        Array.from({ length: 20 }, async (_, number) => {
          const client = open(options);
          const asks = Array.from({ length: 5 }, (_, n) =>
            // All of them number their jobs alike.
            client.ask(listOf(number, n), { id: `${n}` }),
          );
          return (await Promise.all(asks)).map(({ id, body }) => `${id} ${body.split('The list ').at(-1)}`);
        }),
      );
      const expected = results.map((_, number) =>
        Array.from({ length: 5 }, (_, n) => `${n} ${medianOf(number, n)}`),
      );
      expect(results).toEqual(expected);
      await Promise.all(clients.splice(0).map((client) => client.close()));
      // Nothing is left over for anybody in the queue that they shared.
      expect(await isEmpty(place.replies)).toBe(true);
    },
  );

  it('leaves the answers of others in a shared queue where they are', async () => {
    const other = { body: 'for somebody else', attributes: { id: 'x', answer: 'of-another' }, dedupeId: 'x' };
    await place.replies.send([other]);
    const client = open({ shared: true });
    expect((await client.ask('1,2')).body).toMatch(/median is : 1\.5$/);
    await client.close();
    const [message, ...more] = await place.replies.receive({
      max: 10,
      waitSeconds: 5,
      visibilitySeconds: 60,
    });
    expect(message).toMatchObject({ body: other.body, attributes: other.attributes });
    expect(more).toEqual([]);
  });

  it('says that no answer came in time, and what to do', async () => {
    await worker?.stop(1000);
    const client = open({ program: 'stationer' });
    await expect(client.ask('1', { timeoutMs: 200 })).rejects.toMatchObject({
      message: `No answer came within 0.2 s: 1 job waits in the queue ${place.requests.name}, and no worker takes this one.`,
      hint: 'Should no worker run, start one with "stationer worker run"; else wait for longer.',
      exitCode: 1,
    });
    await place.requests.receive({ max: 1, visibilitySeconds: 60 });
    await expect(openAndAsk('2', place.requests)).rejects.toThrow(/a worker has it in hand/);
    await place.requests.purge();
  });

  /** Asks, and something takes the job and does nothing with it. */
  async function openAndAsk(body: string, requests: Queue): Promise<unknown> {
    const asked = open().ask(body, { timeoutMs: 1500 });
    void requests.receive({ max: 1, waitSeconds: 5, visibilitySeconds: 60 });
    return asked;
  }

  it.each([{ shared: false }, { shared: true }])(
    'drops an answer that comes too late: $shared',
    async (options) => {
      await worker?.stop(1000);
      const client = open(options);
      await expect(client.ask('1', { timeoutMs: 100 })).rejects.toThrow('No answer came within 0.1 s');
      worker = await workerAt(place, plainSpec);
      expect((await client.ask('2')).body).toMatch(/median is : 2$/);
      expect((await client.ask('3')).body).toMatch(/median is : 3$/);
      await client.close();
      expect(await isEmpty(place.replies)).toBe(true);
    },
  );

  it('gives up when it is told to, and when it is closed', async () => {
    await worker?.stop(1000);
    const client = open();
    const stop = new AbortController();
    const asked = client.ask('1', { signal: stop.signal });
    const other = client.ask('2');
    setTimeout(() => stop.abort(new Error('enough')), 100);
    await expect(asked).rejects.toThrow('enough');
    await expect(client.ask('3', { signal: stop.signal })).rejects.toThrow('enough');
    setTimeout(() => client.close(), 50);
    await expect(other).rejects.toThrow('The client was closed before the answer came.');
    await place.requests.purge();
  });
});

describe('a client', () => {
  it('says what cannot be sent', async () => {
    const place = await madePlace(plainSpec, { local: true }, tempFolder());
    const client = openClient(place);
    await expect(client.ask('')).rejects.toThrow('A message cannot be empty.');
    await expect(client.ask('1\u0000')).rejects.toThrow('A message cannot have control characters.');
    await client.close();
    place.close();
  });

  it('says which queue is missing', async () => {
    const place = await openPlace({
      sqs: { endpointUrl: server.endpoint },
      requests: 'nowhere',
      replies: 'nowhere-replies',
      bucket: undefined,
      incoming: 'in/',
      outgoing: 'out/',
      folder: tempFolder(),
    });
    const client = openClient(place);
    await expect(client.ask('1')).rejects.toThrow(`There is no queue nowhere at ${server.endpoint}.`);
    await client.close();
    expect(await place.queues.list('nowhere')).toEqual([]);
    place.close();
  });
});

/** SQS counts roughly, so a queue may take a moment to be empty. */
async function isEmpty(queue: Queue): Promise<boolean> {
  for (let tries = 0; tries < 50; tries++) {
    const { waiting, inFlight, delayed } = await queue.depth();
    if (waiting + inFlight + delayed === 0) return true;
    await sleep(20);
  }
  return false;
}
