import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { replyQueues } from '../../../../src/parts/worker/loop/reply-queues.ts';
import { retryDelay } from '../../../../src/parts/worker/loop/retry.ts';
import { isEmpty, until, workplaces } from '../workplace.ts';

const place = workplaces();

describe('one answer a job', () => {
  it('does a job once that is delivered twice, and answers it once', async () => {
    const { jobs, replies, start } = place();
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
    const { jobs, start, ask } = place();
    let done = 0;
    start({ quick: () => undefined, work: async () => ({ body: `answer ${++done}`, outcome: 'done' }) });
    const message = { body: '1,2', attributes: { id: 'a' } };
    expect((await ask([message])).get('a')).toBe('answer 1');
    await until(() => isEmpty(jobs));
    const again = { ...message, attributes: { id: 'a', attempt: '2' } };
    expect((await ask([again])).get('a')).toBe('answer 1');
    expect(done).toBe(1);
  });

  it('answers all who ask for the same at once with one piece of work, and none waits for a pause', async () => {
    const { start, ask } = place();
    let done = 0;
    const worker = start({
      quick: () => undefined,
      work: async () => {
        await sleep(100);
        return { body: `answer ${++done}`, outcome: 'done' };
      },
    });
    const asks = Array.from({ length: 20 }, (_, attempt) => ({
      body: '1,2',
      attributes: { id: 'a', attempt: String(attempt + 1) },
    }));
    await ask(asks, undefined, 20);
    await until(() => worker.counters.counts.done === 20);
    expect(done).toBe(1);
    expect(worker.counters.counts).toMatchObject({ received: 20, busy: 0 });
  });

  it('sends no answers where jobs and dead letters are, whatever their names', async () => {
    const { queues, jobs, start } = place();
    const replies = queues.open('job');
    await queues.create('job');
    await queues.create('job-s');
    await queues.create('job-dead');
    const others = [queues.open('job-s'), queues.open('job-dead')];
    const worker = start({ replies, replyTo: replyQueues(queues, replies, others) });
    await jobs.send(others.map(({ name }) => ({ body: '1,2', attributes: { id: name, 'reply-to': name } })));
    await until(() => worker.counters.counts.done === 2);
    expect(worker.counters.counts).toMatchObject({ undeliverable: 2 });
    for (const other of others) expect(await isEmpty(other)).toBe(true);
  });

  it('answers to the queue that a client has made for itself, and to no other', async () => {
    const { queues, jobs, replies, start } = place();
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
    const { jobs, start, ask } = place();
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
    const { queues, jobs, replies, journal, start, ask } = place();
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
    const { dead, start, ask } = place();
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
});

it('waits longer each time, never the same, and not for ever', () => {
  expect([1, 2, 3, 4].map((tries) => retryDelay(tries, 2, () => 1))).toEqual([2, 4, 8, 16]);
  expect([1, 2, 3, 4].map((tries) => retryDelay(tries, 2, () => 0))).toEqual([1, 2, 4, 8]);
  expect(retryDelay(50, 2, () => 1)).toBe(900);
});
