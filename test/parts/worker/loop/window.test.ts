import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { heldUp, isEmpty, until, workplaces } from '../workplace.ts';

const place = workplaces();

describe('what a worker has in hand', () => {
  it('keeps what it holds, what waits for its turn too, for longer than a lease', async () => {
    const { jobs, replies, start, ask } = place();
    const { work, begun, go } = heldUp();
    const worker = start({ quick: () => undefined, work, concurrency: 2, leaseSeconds: 1 });
    await jobs.send(Array.from({ length: 3 }, (_, index) => ({ body: '1', attributes: { id: `${index}` } })));
    await until(() => begun() === 2);
    await sleep(2500);
    expect(await jobs.depth()).toMatchObject({ waiting: 3 - worker.inFlight(), inFlight: worker.inFlight() });
    go();
    await ask([], replies, 3);
    await until(() => isEmpty(jobs));
    expect(begun()).toBe(3);
    expect(worker.counters.counts).toMatchObject({ lost: 0, busy: 0 });
  });

  it('works on so many jobs at once as it may, and on no more', async () => {
    const { jobs, replies, start, ask } = place();
    const { work, begun, go } = heldUp();
    start({ quick: () => undefined, work, concurrency: 7 });
    await jobs.send(
      Array.from({ length: 30 }, (_, index) => ({ body: '1', attributes: { id: `${index}` } })),
    );
    await until(() => begun() === 7);
    await sleep(100);
    expect(begun()).toBe(7);
    go();
    expect((await ask([], replies, 30)).size).toBe(30);
  });

  it('finishes what it has begun when it is stopped, and gives the rest back at once', async () => {
    const { jobs, replies, start } = place();
    const { work, begun, go } = heldUp();
    const worker = start({ quick: () => undefined, work, concurrency: 2 });
    await jobs.send(Array.from({ length: 9 }, (_, index) => ({ body: '1', attributes: { id: `${index}` } })));
    await until(() => begun() === 2);
    const stopped = worker.stop(5000);
    await until(async () => (await jobs.depth()).waiting === 7);
    go();
    expect(await stopped).toBe(true);
    expect(await jobs.depth()).toEqual({ waiting: 7, inFlight: 0, delayed: 0 });
    expect((await replies.depth()).waiting).toBe(2);
  });

  it('gives back at the deadline what it could not finish, and says so', async () => {
    const { jobs, replies, start, ask } = place();
    const { work, begun } = heldUp();
    const worker = start({ quick: () => undefined, work });
    await jobs.send([{ body: '1' }, { body: '2' }]);
    await until(() => begun() === 2);
    expect(await worker.stop(200)).toBe(false);
    expect(await jobs.depth()).toEqual({ waiting: 2, inFlight: 0, delayed: 0 });
    expect(worker.counters.counts.givenBack).toBe(2);
    // Another worker need not wait until this one is taken for dead.
    start();
    expect((await ask([], replies, 2)).size).toBe(2);
  });

  it('lets in few jobs that take long, and leaves the others to idle workers', async () => {
    const { jobs, replies, start, ask } = place();
    const { work, begun, go } = heldUp();
    start({ quick: () => undefined, work, mostSlow: 3 });
    await jobs.send(
      Array.from({ length: 100 }, (_, index) => ({ body: '1', attributes: { id: `${index}` } })),
    );
    // Nobody knows what the first ten are before they are here.
    await until(() => begun() === 10);
    await sleep(100);
    expect(begun()).toBe(10);
    expect((await jobs.depth()).waiting).toBe(90);
    start();
    expect((await ask([], replies, 90)).size).toBe(90);
    go();
    expect((await ask([], replies, 10)).size).toBe(10);
  });

  it('is not held up for lists by the few jobs among them that take long', async () => {
    const { jobs, replies, start, ask } = place();
    const { work, go } = heldUp();
    start({ work, mostSlow: 3 });
    const mixed = Array.from({ length: 400 }, (_, index) => ({
      body: index === 20 || index === 200 ? 'a.jpg' : '1,2',
      attributes: { id: `${index}` },
    }));
    await jobs.send(mixed);
    expect((await ask([], replies, 398)).size).toBe(398);
    go();
    expect((await ask([], replies, 2)).size).toBe(2);
  });
});
