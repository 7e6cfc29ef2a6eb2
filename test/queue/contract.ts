import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { asDeadLetter, redrive } from '../../src/queue/dead-letters.ts';
import { RefusedMessageError } from '../../src/queue/errors.ts';
import type { Message, Queue, Queues } from '../../src/queue/queue.ts';

const text = (messages: readonly Message[]) => messages.map(({ body }) => body);
const receipts = (messages: readonly Message[]) => messages.map(({ receipt }) => receipt);

/**
 * Tests of all that a queue promises, for queues of any kind; `open` is called in `beforeAll`.
 * @param quirks.forgets it knows the dedupe ids of messages that are there alone, not of deleted ones
 */
export function queueContract(
  kind: Queues['kind'],
  open: () => Queues,
  quirks: { forgets?: true } = {},
): void {
  let queues: Queues;
  let queue: Queue;
  let number = 0;

  beforeAll(() => {
    queues = open();
  });
  afterAll(() => queues.close());
  beforeEach(async () => {
    number++;
    await queues.create(`dead-${number}`);
    await queues.create(`jobs-${number}`, { deadLetters: `dead-${number}`, maxReceives: 2 });
    queue = queues.open(`jobs-${number}`);
  });

  it('hands out what was sent, with its attributes, and hides it meanwhile', async () => {
    const before = Date.now();
    const outcomes = await queue.send([{ body: '1,5,22', attributes: { id: 'ä 1' } }, { body: 'two' }]);
    expect(outcomes).toEqual([undefined, undefined]);
    const messages = await queue.receive({ max: 10, visibilitySeconds: 30 });
    expect(text(messages)).toEqual(['1,5,22', 'two']);
    expect(messages[0]).toMatchObject({ attributes: { id: 'ä 1' }, receives: 1 });
    expect(messages[1]).toMatchObject({ attributes: {}, receives: 1 });
    expect(messages[0]?.id).not.toBe(messages[1]?.id);
    expect(messages[0]?.sentAt).toBeGreaterThanOrEqual(before - 1000);
    expect(await queue.receive({ max: 10, visibilitySeconds: 30 })).toEqual([]);
    expect(await queue.depth()).toEqual({ waiting: 0, inFlight: 2, delayed: 0 });
    expect(await queue.delete(receipts(messages))).toEqual([undefined, undefined]);
    expect(await queue.depth()).toEqual({ waiting: 0, inFlight: 0, delayed: 0 });
  });

  it('hands out no more than was asked for', async () => {
    await queue.send(Array.from({ length: 5 }, (_, i) => ({ body: `${i}` })));
    expect(await queue.receive({ max: 3, visibilitySeconds: 30 })).toHaveLength(3);
    expect(await queue.receive({ max: 3, visibilitySeconds: 30 })).toHaveLength(2);
  });

  it('tells what it was made with', async () => {
    const isSqs = kind === 'sqs';
    expect(await queues.describe(`jobs-${number}`)).toEqual({
      arn: isSqs ? expect.stringMatching(/^arn:aws:sqs:us-east-1:\d{12}:jobs-\d+$/) : undefined,
      deadLetters: `dead-${number}`,
      maxReceives: 2,
      retentionSeconds: isSqs ? 1_209_600 : undefined,
    });
    expect(await queues.describe(`dead-${number}`)).toMatchObject({
      deadLetters: undefined,
      maxReceives: undefined,
    });
    expect(await queues.describe('nobody-made-me')).toBeUndefined();
  });

  it('is found by how its name begins', async () => {
    await queues.create(`jobs-${number}-a_b`);
    await queues.create(`jobs-${number}-aXb`);
    expect((await queues.list(`jobs-${number}-a`)).sort()).toEqual([
      `jobs-${number}-aXb`,
      `jobs-${number}-a_b`,
    ]);
    expect(await queues.list(`jobs-${number}-a_`)).toEqual([`jobs-${number}-a_b`]);
    expect(await queues.list('nothing-of-the-kind')).toEqual([]);
  });

  it('takes more at once than a request of SQS can hold', async () => {
    const bodies = Array.from({ length: 25 }, (_, i) => `${i}${' '.repeat(30_000)}`);
    expect(await queue.send(bodies.map((body) => ({ body })))).toEqual(new Array(25).fill(undefined));
    const all: Message[] = [];
    while (all.length < 25) all.push(...(await queue.receive({ max: 10, visibilitySeconds: 30 })));
    expect(new Set(text(all))).toEqual(new Set(bodies));
    expect(await queue.delete(receipts(all))).toEqual(new Array(25).fill(undefined));
    expect(await queue.depth()).toEqual({ waiting: 0, inFlight: 0, delayed: 0 });
  });

  it('says which of several messages it cannot take', async () => {
    const outcomes = await queue.send([{ body: 'a' }, { body: '\u0001' }, { body: '' }, { body: 'b' }]);
    expect(outcomes.map((outcome) => outcome?.message)).toEqual([
      undefined,
      'A message cannot have control characters.',
      'A message cannot be empty.',
      undefined,
    ]);
    expect(text(await queue.receive({ max: 10, visibilitySeconds: 30 }))).toEqual(['a', 'b']);
  });

  it('hands out again what was not finished, and counts', async () => {
    await queue.send([{ body: 'again' }]);
    const [first] = await queue.receive({ max: 1, visibilitySeconds: 1 });
    expect(first?.receives).toBe(1);
    const [second] = await queue.receive({ max: 1, visibilitySeconds: 30, waitSeconds: 5 });
    expect(second).toMatchObject({ id: first?.id, body: 'again', receives: 2 });
    expect(second?.receipt).not.toBe(first?.receipt);
  });

  it('shows a message at once when it is given back, and keeps one for longer', async () => {
    await queue.send([{ body: 'kept' }, { body: 'given back' }]);
    const [kept, back] = await queue.receive({ max: 2, visibilitySeconds: 1 });
    const outcomes = await queue.hide([
      { receipt: kept?.receipt ?? '', seconds: 60 },
      { receipt: back?.receipt ?? '', seconds: 0 },
    ]);
    expect(outcomes).toEqual([undefined, undefined]);
    expect(text(await queue.receive({ max: 2, visibilitySeconds: 30 }))).toEqual(['given back']);
    await sleep(1200);
    expect(await queue.receive({ max: 2, visibilitySeconds: 30 })).toEqual([]);
  });

  it('delays', async () => {
    await queue.send([{ body: 'later', delaySeconds: 1 }]);
    expect(await queue.depth()).toEqual({ waiting: 0, inFlight: 0, delayed: 1 });
    expect(await queue.receive({ max: 1, visibilitySeconds: 30 })).toEqual([]);
    expect(text(await queue.receive({ max: 1, visibilitySeconds: 30, waitSeconds: 5 }))).toEqual(['later']);
  });

  it('waits for a message, and stops to wait when it is told to', async () => {
    const waiting = queue.receive({ max: 1, visibilitySeconds: 30, waitSeconds: 20 });
    await queue.send([{ body: 'here' }]);
    expect(text(await waiting)).toEqual(['here']);
    const abort = new AbortController();
    const stopped = queue.receive({ max: 1, visibilitySeconds: 30, waitSeconds: 20, signal: abort.signal });
    const reason = new Error('enough');
    abort.abort(reason);
    await expect(stopped).rejects.toBe(reason);
  });

  it('moves what was handed out too often to the dead letters', async () => {
    await queue.send([{ body: 'poison', attributes: { a: 'b' } }]);
    for (let i = 0; i < 2; i++) {
      const [message] = await queue.receive({ max: 1, visibilitySeconds: 30 });
      await queue.hide([{ receipt: message?.receipt ?? '', seconds: 0 }]);
    }
    expect(await queue.receive({ max: 1, visibilitySeconds: 30 })).toEqual([]);
    const dead = await queue.deadLetters();
    expect(dead?.name).toBe(`dead-${number}`);
    const [message] = (await dead?.receive({ max: 1, visibilitySeconds: 30 })) ?? [];
    expect(message).toMatchObject({ body: 'poison', attributes: { a: 'b' } });
    expect(await dead?.deadLetters()).toBeUndefined();
  });

  it('gets its dead letters back, each as a new try', async () => {
    await queue.send([{ body: 'broken', attributes: { a: 'b' } }]);
    const [message] = await queue.receive({ max: 1, visibilitySeconds: 30 });
    const dead = await queue.deadLetters();
    if (!message || !dead) throw new Error('neither can be missing');
    await dead.send([asDeadLetter(message, 'It cannot be read.')]);
    await queue.delete([message.receipt]);
    const [letter] = await dead.receive({ max: 1, visibilitySeconds: 0 });
    expect(letter?.attributes).toEqual({ a: 'b', origin: message.id, reason: 'It cannot be read.' });
    expect(await redrive(dead, queue)).toBe(1);
    const [back] = await queue.receive({ max: 1, visibilitySeconds: 30 });
    expect(back).toMatchObject({ body: 'broken', attributes: { a: 'b', id: message.id, redriven: '1' } });
    expect(await dead.depth()).toEqual({ waiting: 0, inFlight: 0, delayed: 0 });
  });

  it('takes dead letters and new tries with as many attributes as there may be', async () => {
    const many = Array.from({ length: 6 }, (_, i) => [`own-${i}`, `${i}`]);
    const attributes = {
      ...Object.fromEntries(many),
      id: 'a',
      'reply-to': 'me',
      attempt: '2',
      redriven: '1',
    };
    await queue.send([{ body: 'broken', attributes }]);
    const [message] = await queue.receive({ max: 1, visibilitySeconds: 30 });
    const dead = await queue.deadLetters();
    if (!message || !dead) throw new Error('neither can be missing');
    const reason = `Unexpected '\ud83d', \u0001 ${'\u{1f600}'.repeat(500)}`;
    const letter = asDeadLetter({ ...message, attributes: { ...message.attributes, binary: '' } }, reason);
    expect(await dead.send([letter])).toEqual([undefined]);
    const [found] = await dead.receive({ max: 1, visibilitySeconds: 0 });
    expect(Object.keys(found?.attributes ?? {})).toHaveLength(10);
    expect(found?.attributes).toMatchObject({ id: 'a', 'reply-to': 'me', attempt: '2', redriven: '1' });
    expect(found?.attributes['reason']).toMatch(/^Unexpected '\ufffd', \ufffd \u{1f600}{240,}…$/u);
    expect(await redrive(dead, queue)).toBe(1);
    await queue.delete([message.receipt]);
    const [back] = await queue.receive({ max: 1, visibilitySeconds: 30 });
    expect(back?.attributes).toMatchObject({ id: 'a', 'reply-to': 'me', attempt: '2', redriven: '2' });
    expect(Object.keys(back?.attributes ?? {})).toHaveLength(10);
  });

  it('gets its dead letters back once, however fast they come again', async () => {
    const dead = await queue.deadLetters();
    if (!dead) throw new Error('it cannot be missing');
    await dead.send(Array.from({ length: 25 }, (_, i) => ({ body: `${i}`, attributes: { id: `${i}` } })));
    // As a worker does that cannot read them.
    const refusing: Queue = {
      ...queue,
      send: (messages) =>
        dead.send(
          messages.map(({ body, attributes = {} }) =>
            asDeadLetter(
              { id: randomUUID(), body, attributes, receipt: '', receives: 1, sentAt: 0 },
              'It cannot be read.',
            ),
          ),
        ),
    };
    expect(await redrive(dead, refusing)).toBe(25);
    expect(await dead.depth()).toEqual({ waiting: 25, inFlight: 0, delayed: 0 });
    // To a queue whose clock is an hour ahead all of them are late, and they go all the same.
    const ahead: Queue = {
      ...dead,
      async receive(options) {
        const messages = await dead.receive(options);
        return messages.map((message) => ({ ...message, sentAt: message.sentAt + 3_600_000 }));
      },
    };
    expect(await redrive(ahead, queue)).toBe(25);
  });

  it('refuses a message for its attributes, and takes its neighbours', async () => {
    const outcomes = await queue.send([
      { body: 'a' },
      { body: 'b', attributes: { id: '' } },
      { body: 'c', attributes: { id: '\ud83d' } },
      { body: 'd', attributes: Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`a${i}`, 'x'])) },
      { body: 'e'.repeat(256 * 1024), attributes: { id: 'x' } },
      { body: 'f' },
    ]);
    expect(outcomes.map((outcome) => outcome?.message)).toEqual([
      undefined,
      'An attribute of a message cannot be empty.',
      'An attribute of a message cannot have control characters.',
      'A message cannot have over 10 attributes.',
      'A message cannot be larger than 256 KiB.',
      undefined,
    ]);
    expect(outcomes[1]).toBeInstanceOf(RefusedMessageError);
    expect(text(await queue.receive({ max: 10, visibilitySeconds: 30 }))).toEqual(['a', 'f']);
  });

  it('purges, and says how many', async () => {
    await queue.send([{ body: 'a' }, { body: 'b' }, { body: 'c' }]);
    await queue.receive({ max: 1, visibilitySeconds: 30 });
    expect(await queue.purge()).toBe(3);
    expect(await queue.depth()).toEqual({ waiting: 0, inFlight: 0, delayed: 0 });
    // SQS does it once a minute.
    const again = await queue.purge().catch((error: Error) => error.message);
    expect([0, `Cannot purge the queue ${queue.name}: it is being purged already.`]).toContain(again);
  });

  it('takes two messages of one dedupe id for one where its name ends in .fifo', async () => {
    await queues.create(`replies-${number}.fifo`);
    const fifo = queues.open(`replies-${number}.fifo`);
    await fifo.send([
      { body: 'one', dedupeId: 'x' },
      { body: 'one', dedupeId: 'x' },
    ]);
    const messages = await fifo.receive({ max: 10, visibilitySeconds: 30 });
    if (!quirks.forgets) await fifo.delete(receipts(messages));
    await fifo.send([
      { body: 'one', dedupeId: 'x' },
      { body: 'two', dedupeId: 'y' },
    ]);
    messages.push(...(await fifo.receive({ max: 10, visibilitySeconds: 30 })));
    expect(text(messages)).toEqual(['one', 'two']);
  });

  it('takes every message that has no dedupe id, where its name ends in .fifo too', async () => {
    await queues.create(`plain-${number}.fifo`);
    const fifo = queues.open(`plain-${number}.fifo`);
    expect(await fifo.send([{ body: 'same' }, { body: 'same' }])).toEqual([undefined, undefined]);
    expect(text(await fifo.receive({ max: 10, visibilitySeconds: 30 }))).toEqual(['same', 'same']);
  });

  it('is made again without harm, and removed with all that is in it', async () => {
    await queue.send([{ body: 'a' }]);
    await queues.create(`jobs-${number}`, { deadLetters: `dead-${number}`, maxReceives: 5 });
    expect(await queue.depth()).toMatchObject({ waiting: 1 });
    await queues.remove(`jobs-${number}`);
    await queues.remove(`jobs-${number}`);
    await expect(queues.open(`jobs-${number}`).depth()).rejects.toThrow(
      new RegExp(`^There is no queue jobs-${number} ${kind === 'sqs' ? 'at http' : 'in /'}.*\\.$`),
    );
  });

  it('says that there is no such queue, whatever is asked of it', async () => {
    const missing = queues.open('nobody-made-me');
    const sentence = /^There is no queue nobody-made-me (in|at) .+\.$/;
    await expect(missing.send([{ body: 'a' }])).rejects.toThrow(sentence);
    await expect(missing.receive({ max: 1, visibilitySeconds: 1, waitSeconds: 1 })).rejects.toThrow(sentence);
    await expect(missing.depth()).rejects.toThrow(sentence);
    await expect(missing.purge()).rejects.toThrow(sentence);
    await expect(missing.deadLetters()).rejects.toThrow(sentence);
    await expect(queues.create('x', { deadLetters: 'nobody-made-me' })).rejects.toThrow(sentence);
  });

  it('refuses names that SQS would not take', async () => {
    expect(() => queues.open('a b')).toThrow('"a b" is no name of a queue.');
    await expect(queues.create('../x')).rejects.toThrow('"../x" is no name of a queue.');
  });
}
