import { describe, expect, it } from 'vitest';
import { UserError } from '../../../../src/base/error.ts';
import { type Asker, makeDesk } from '../../../../src/parts/worker/desk/desk.ts';
import { uploadName } from '../../../../src/parts/worker/desk/pictures.ts';
import { presenceOf } from '../../../../src/parts/worker/desk/presence.ts';
import { tempFolder } from '../../../support/temp.ts';
import { madePlace, plainSpec } from '../../../support/worker-place.ts';

const idle = { waiting: 0, inFlight: 0, delayed: 0 };
const left = { ...idle, waiting: 3 };
const taken = { ...left, inFlight: 1 };

describe('whether a worker answers', () => {
  it('is known without asking', () => {
    expect(presenceOf({ hired: true, missed: 5 })).toBe('here');
    expect(presenceOf({ hired: false })).toBe('unknown');
    expect(presenceOf({ hired: false, depths: [idle, idle] })).toBe('unknown');
    expect(presenceOf({ hired: false, depths: [taken] })).toBe('answers');
    expect(presenceOf({ hired: false, answered: 2, missed: 1 })).toBe('answers');
    expect(presenceOf({ hired: false, answered: 1, missed: 2 })).toBe('silent');
  });

  it('is doubted where jobs lie untouched, and not at the first look', () => {
    expect(presenceOf({ hired: false, answered: 1, depths: [left] })).toBe('answers');
    expect(presenceOf({ hired: false, answered: 1, depths: [left, left] })).toBe('silent');
    expect(presenceOf({ hired: false, answered: 1, depths: [left, taken] })).toBe('answers');
  });
});

describe('the name of a picture from a disk', () => {
  it.each([
    ['photo.jpg', 'photo.jpg'],
    ['C:\\pictures\\red pen.PNG', 'red pen.PNG'],
    ['../../etc/passwd.png', 'passwd.png'],
    ['a"b<c>|d?.png', 'a-b-c-d-.png'],
    ['con.jpg', 'x-con.jpg'],
    ['e\u0301.webp', 'é.webp'],
    [`${'ö'.repeat(300)}.jpeg`, `${'ö'.repeat(50)}.jpeg`],
  ])('%s', (given, name) => {
    expect(uploadName(given)).toBe(name);
    expect(Buffer.byteLength(uploadName(given))).toBeLessThanOrEqual(120);
  });
});

describe('a desk', () => {
  const never = new AbortController().signal;
  const answering = (answer: () => Promise<string>): Asker => ({
    ask: async () => ({ body: await answer(), ms: 1, isError: false }),
    close() {},
  });
  const helper = { metrics: () => 'worker_done_total 1\n', stop: async () => true };

  it('is opened by the first who comes, once, and tried anew where that failed', async () => {
    let opened = 0;
    const desk = makeDesk({
      async openPlace() {
        if (++opened === 1) throw new UserError('The disk is full.', { hint: 'Free some space.' });
        return madePlace(plainSpec, {}, tempFolder());
      },
      openClient: () => answering(async () => 'answer'),
      hire: async () => helper,
    });
    expect(desk.presence()).toBe('unknown');
    expect(desk.metrics()).toBe('');
    await expect(desk.ask('1', { signal: never })).rejects.toMatchObject({
      status: 503,
      message: 'The disk is full. Free some space.',
    });
    const answers = await Promise.all([1, 2, 3].map(() => desk.ask('1', { signal: never })));
    expect(answers.map(({ body }) => body)).toEqual(['answer', 'answer', 'answer']);
    expect([opened, desk.presence(), desk.metrics()]).toEqual([2, 'here', 'worker_done_total 1\n']);
    await desk.close();
    await desk.close();
  });

  it('tells a failure from an answer that does not come', async () => {
    const failing = (message: string) =>
      makeDesk({
        openPlace: () => madePlace(plainSpec, {}, tempFolder()),
        openClient: () =>
          answering(async () => {
            throw new UserError(message);
          }),
        hire: async () => helper,
      });
    const desk = failing('The queue is gone.');
    await expect(desk.ask('1', { signal: never })).rejects.toMatchObject({ status: 503 });
    await expect(desk.ask('1', { timeoutMs: 0, signal: never })).rejects.toMatchObject({ status: 504 });
    await expect(desk.ask('1', { signal: AbortSignal.abort() })).rejects.toMatchObject({
      status: 503,
      message: 'Nobody waits for the answer any more.',
    });
    await desk.close();
  });

  it('closes the place although the client cannot be closed', async () => {
    const place = await madePlace(plainSpec, {}, tempFolder());
    let stopped = 0;
    let closed = 0;
    const desk = makeDesk({
      openPlace: async () => ({ ...place, close: () => void closed++ }),
      openClient: () => ({
        ...answering(async () => ''),
        close() {
          throw new UserError('The queue is gone.');
        },
      }),
      hire: async () => ({
        ...helper,
        async stop() {
          stopped++;
          return true;
        },
      }),
    });
    await desk.place();
    await expect(desk.close()).rejects.toThrow('The queue is gone.');
    expect([stopped, closed]).toEqual([1, 1]);
    place.close();
  });

  it('takes nothing any more once it is closed', async () => {
    const desk = makeDesk({
      openPlace: () => madePlace(plainSpec, {}, tempFolder()),
      openClient: () => answering(async () => ''),
      hire: async () => helper,
    });
    await desk.close();
    await expect(desk.place()).rejects.toMatchObject({ status: 503, message: 'The app is being stopped.' });
  });

  it('looks at the queue once for all who ask at once', async () => {
    const place = await madePlace(plainSpec, {}, tempFolder());
    let looks = 0;
    const { depth } = place.requests;
    place.requests.depth = () => {
      looks++;
      return depth.call(place.requests);
    };
    const desk = makeDesk({
      openPlace: async () => place,
      openClient: () => answering(async () => ''),
      hire: async () => helper,
    });
    await Promise.all(Array.from({ length: 20 }, () => desk.depths()));
    expect(looks).toBe(1);
    await desk.close();
  });
});
