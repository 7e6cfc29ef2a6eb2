import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openQueues } from '../../../src/queue/open.ts';
import type { Message } from '../../../src/queue/queue.ts';
import { startS3, type TestS3 } from '../../support/s3.ts';
import { tempFolder } from '../../support/temp.ts';
import { type CrashChild, steps } from './crash-child.ts';

let server: TestS3;
beforeAll(async () => {
  server = await startS3({ buckets: ['ledgers'] });
});
afterAll(() => server.stop());

const places: [title: string, options: (number: number) => Omit<CrashChild, 'step'>][] = [
  [
    'the embedded queue and a ledger in a file',
    () => {
      const folder = tempFolder();
      return {
        queues: { file: join(folder, 'queues') },
        ledger: { file: join(folder, 'ledger') },
        replies: 'replies',
      };
    },
  ],
  [
    'SQS that deduplicates and a ledger in a bucket',
    (number) => ({
      queues: { sqs: { endpointUrl: server.endpoint } },
      ledger: { bucket: `s3://ledgers/${number}/` },
      replies: 'replies.fifo',
    }),
  ],
  [
    'SQS and a ledger in a file',
    () => ({
      queues: { sqs: { endpointUrl: server.endpoint } },
      ledger: { file: join(tempFolder(), 'ledger') },
      replies: 'replies',
    }),
  ],
];

const answer = (n: number) =>
  `The list minimum is : ${n}\nThe list maximum is : ${n}\nThe list average is : ${n}\nThe list median is : ${n}`;

describe.each(places)('a worker that is killed, over %s', (_, options) => {
  it.each(steps.map((step, number) => ({ step, number })))(
    '$step: one answer a job',
    async ({ step, number }) => {
      const place = options(number);
      const queues = openQueues(place.queues);
      for (const name of ['jobs', 'dead', place.replies]) await queues.remove(name);
      await queues.create('dead');
      await queues.create(place.replies);
      await queues.create('jobs', { deadLetters: 'dead' });
      const jobs = queues.open('jobs');
      const deduplicates = queues.kind === 'embedded' || place.replies.endsWith('.fifo');
      // Where the queue cannot tell copies, one job: several would be at different steps when it dies.
      const bodies = deduplicates ? ['2,2', '1', '{"id":"poison","kind":'] : ['2,2'];
      await jobs.send(bodies.map((body, index) => ({ body, attributes: { id: `job ${index}` } })));

      const dying = start({ ...place, step });
      const [, signal] = await once(dying, 'exit');
      expect(signal).toBe('SIGKILL');
      const other = start({ ...place, step: undefined });
      const replies: Message[] = [];
      const receive = { max: 10, waitSeconds: 1, visibilitySeconds: 60 };
      const isOver = async () => {
        const { waiting, inFlight, delayed } = await jobs.depth();
        return waiting + inFlight + delayed === 0;
      };
      while (!(await isOver())) replies.push(...(await queues.open(place.replies).receive(receive)));
      replies.push(...(await queues.open(place.replies).receive(receive)));
      other.kill('SIGTERM');
      await once(other, 'exit');

      // Where the queue cannot tell, nobody can know whether a worker that died in these had sent it.
      // Such a second copy says which answer it is, and clients drop it.
      const mayBeCopied = !deduplicates && ['after send', 'before sent'].includes(step);
      const answers = new Map(replies.map(({ attributes, body }) => [attributes['answer'], body]));
      const ids = replies.map(({ attributes }) => attributes['id']).sort();
      if (mayBeCopied)
        expect(replies.every((each) => answers.get(each.attributes['answer']) === each.body)).toBe(true);
      expect(mayBeCopied ? [...new Set(ids)] : ids).toEqual(bodies.map((_, index) => `job ${index}`));
      expect(answers.size).toBe(bodies.length);
      const found = new Map(replies.map(({ attributes, body }) => [attributes['id'], body]));
      expect(found.get('job 0')).toBe(answer(2));
      if (deduplicates) {
        expect(found.get('job 1')).toBe(answer(1));
        expect(found.get('job 2')).toMatch(
          /^\{"id":"job 2","error":\{"code":"unreadable","message":"The job is no JSON/,
        );
        const dead = await queues.open('dead').receive(receive);
        expect(new Set(dead.map(({ body }) => body))).toEqual(new Set([bodies[2]]));
      }
      queues.close();
    },
  );
});

function start(argument: CrashChild): ChildProcess {
  const program = join(import.meta.dirname, 'crash-child.ts');
  return spawn(process.execPath, [program, JSON.stringify(argument)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
