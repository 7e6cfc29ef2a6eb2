import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClient } from '../../../../src/parts/worker/asking/client.ts';
import { clientName, ownQueueName, timeOf } from '../../../../src/parts/worker/asking/names.ts';
import { removeAbandoned } from '../../../../src/parts/worker/asking/own-queue.ts';
import { type FaultProxy, startFaultProxy } from '../../../support/fault-proxy.ts';
import { startS3, type TestS3 } from '../../../support/s3.ts';
import { tempFolder } from '../../../support/temp.ts';
import { madePlace, plainSpec, workerAt } from '../../../support/worker-place.ts';

const DAY_MS = 24 * 3600 * 1000;

let server: TestS3;
let proxy: FaultProxy;
beforeAll(async () => {
  server = await startS3({ buckets: ['asking'] });
  proxy = await startFaultProxy(server.endpoint);
});
afterAll(async () => {
  await proxy.stop();
  await server.stop();
});

describe('the name of a client', () => {
  it('tells when it began', () => {
    const name = clientName(1_800_000_000_000);
    expect(name).toMatch(/^c-[0-9a-z]{8}-[0-9a-z]{8}$/);
    expect(timeOf(name)).toBe(1_800_000_000_000);
    expect(clientName()).not.toBe(clientName());
    for (const other of ['c-4711', 'x', `${name}x`, `${name}/`]) expect(timeOf(other)).toBeUndefined();
  });

  it('is in that of its queue', () => {
    expect(ownQueueName('replies', 'c-1-2')).toBe('replies-c-1-2');
    expect(ownQueueName('replies.fifo', 'c-1-2')).toBe('replies-c-1-2.fifo');
  });
});

describe.each(['replies', 'replies.fifo'])('what clients of the queue %s have left behind', (replies) => {
  it.each([{ local: true as const }, { requests: 'left-jobs', bucket: 's3://asking/' }])(
    'is removed when it is old enough: $requests',
    async (given) => {
      const place = await madePlace(
        plainSpec,
        { ...given, replies, incoming: `${replies}/in/`, outgoing: `${replies}/out/` },
        tempFolder(),
      );
      const [old, young] = [clientName(Date.now() - 2 * DAY_MS), clientName()];
      const [oldQueue, youngQueue] = [ownQueueName(replies, old), ownQueueName(replies, young)];
      const others = [`replies-c-somebody`, `replies-${old.slice(0, -1)}`, `other-${old}`];
      for (const name of [oldQueue, youngQueue, ...others]) await place.queues.create(name);
      for (const store of [place.incoming(), place.outgoing()])
        for (const path of [`${old}/1/a.jpg`, `${young}/1/a.jpg`, 'c-d.jpg', 'a.jpg', `${old}-`])
          await store.write(path, 'x');

      const removed = await removeAbandoned(place, DAY_MS);
      expect(removed).toEqual({
        queues: [oldQueue],
        pictures: [place.incoming(), place.outgoing()].map((store) => store.addressOf(`${old}/1/a.jpg`)),
      });
      const left = [...(await place.queues.list('replies-c-')), ...(await place.queues.list('other-'))];
      expect(left.sort()).toEqual([youngQueue, ...others].sort());
      for (const store of [place.incoming(), place.outgoing()]) {
        const paths: string[] = [];
        for await (const { path } of store.list()) paths.push(path);
        expect(paths.sort()).toEqual([`${young}/1/a.jpg`, 'a.jpg', 'c-d.jpg', `${old}-`].sort());
      }
      expect(await removeAbandoned(place, DAY_MS)).toEqual({ queues: [], pictures: [] });
      for (const name of [youngQueue, ...others]) await place.queues.remove(name);
      place.close();
    },
  );
});

describe('a client that may make no queue', () => {
  it.each(['CreateQueue', 'SetQueueAttributes'])(
    'finds its answers among those of others, when %s is refused',
    async (action) => {
      const given = { requests: `${action}-jobs`, replies: `${action}-replies`, endpointUrl: proxy.url };
      const place = await madePlace(plainSpec, given, tempFolder());
      const worker = await workerAt(place, plainSpec);
      proxy.script(({ headers }) =>
        headers['x-amz-target'] === `AmazonSQS.${action}`
          ? {
              kind: 'answer',
              status: 403,
              body: '{"__type":"com.amazonaws.sqs#AccessDeniedException","message":"no"}',
              headers: { 'content-type': 'application/x-amz-json-1.0' },
            }
          : undefined,
      );
      const clients = Array.from({ length: 3 }, () => openClient(place));
      const asked = clients.flatMap((client, index) =>
        Array.from({ length: 4 }, (_, n) => client.ask(`${index * 10 + n}`, { id: `${n}` })),
      );
      const medians = (await Promise.all(asked)).map(({ body }) => body.split(' : ').at(-1));
      expect(medians).toEqual([0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23].map(String));
      expect(await place.queues.list(`${action}-replies-`)).toEqual([]);
      for (const client of clients) await client.close();
      proxy.script();
      await worker.stop(1000);
      place.close();
    },
  );
});
