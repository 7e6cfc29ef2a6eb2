import { afterEach, expect, it } from 'vitest';
import { type Leases, leases } from '../../../../src/parts/worker/loop/leases.ts';
import type { Message, Queue } from '../../../../src/queue/queue.ts';
import { until, workplaces } from '../workplace.ts';

const place = workplaces();
let held: Leases | undefined;
afterEach(() => held?.stop());

/** A message, and its queue, which is asked `hide` through `fault`: what it gives takes the place of an outcome. */
async function receive(fault: (asked: number) => Error | undefined) {
  const { jobs } = place();
  await jobs.send([{ body: '1,2' }]);
  let asked = 0;
  const hide: Queue['hide'] = async (items) => {
    const error = fault(++asked);
    return error ? items.map(() => error) : jobs.hide(items);
  };
  const [message] = await jobs.receive({ max: 1, visibilitySeconds: 1 });
  if (!message) throw new Error('there is no message');
  return { message, queue: { ...jobs, hide }, asked: () => asked };
}

it('are extended after a request has failed', async () => {
  const { message, queue, asked } = await receive((count) =>
    count === 1 ? new Error('The connection broke.') : undefined,
  );
  const lost: Message[] = [];
  held = leases(queue, 1, (each) => lost.push(each));
  held.hold([message]);
  await until(() => asked() >= 6);
  expect(lost).toEqual([]);
  await held.settle(message);
  expect(await queue.delete([message.receipt])).toEqual([undefined]);
});

it('are lost, once, when they cannot be extended until they have run out', async () => {
  const { message, queue, asked } = await receive(() => new Error('It was handed out anew.'));
  const lost: Message[] = [];
  held = leases(queue, 1, (each) => lost.push(each));
  held.hold([message]);
  await until(() => lost.length > 0);
  const requests = asked();
  expect(requests).toBeGreaterThan(1);
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect([lost, asked()]).toEqual([[message], requests]);
});
