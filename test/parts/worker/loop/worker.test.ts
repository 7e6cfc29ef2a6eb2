import { describe, expect, it } from 'vitest';
import { failureAnswer } from '../../../../src/parts/worker/job/answer.ts';
import { envelopeOf } from '../../../../src/parts/worker/job/envelope.ts';
import { replier } from '../../../../src/parts/worker/loop/reply.ts';
import { longBodies } from '../../../../src/parts/worker/work/long-bodies.ts';
import { RefusedMessageError } from '../../../../src/queue/errors.ts';
import { isPointer, offload, onload } from '../../../../src/queue/pointer.ts';
import { startNumbersThread } from '../../../support/worker-threads.ts';
import { isEmpty, until, workplaces } from '../workplace.ts';

const place = workplaces();

describe('a worker', () => {
  it('answers lists, long ones too', async () => {
    const { jobs, journal, start, ask } = place();
    start();
    const long = Array.from({ length: 6000 }, (_, index) => index).join(',');
    const answers = await ask([
      { body: '1,5,22', attributes: { id: 'short' } },
      { body: long, attributes: { id: 'long' } },
    ]);
    expect(answers.get('short')).toMatch(/average is : 9\.333333333333334\n/);
    expect(answers.get('long')).toMatch(/median is : 2999\.5$/);
    await until(() => isEmpty(jobs));
    expect(journal.map(({ outcome, id }) => `${outcome} ${id}`).sort()).toEqual(['done long', 'done short']);
  });

  it('answers what is wrong at once, and puts what nobody can read to the dead letters', async () => {
    const { jobs, dead, start, ask } = place();
    const worker = start();
    const answers = await ask([
      { body: '1,x', attributes: { id: 'list' } },
      { body: '../a.jpg', attributes: { id: 'name' } },
      { body: '{', attributes: { id: 'broken' } },
    ]);
    expect(answers.get('list')).toMatch(/^Wrong input: Number 2 of the list/);
    expect(answers.get('name')).toMatch(/^\?Error\. "\.\.\/a\.jpg" leads out/);
    expect(JSON.parse(answers.get('broken') ?? '')).toMatchObject({
      id: 'broken',
      error: { code: 'unreadable' },
    });
    await until(() => isEmpty(jobs));
    const [letter, ...more] = await dead.receive({ max: 10, visibilitySeconds: 60 });
    expect(letter).toMatchObject({ body: '{', attributes: { id: 'broken' } });
    expect(letter?.attributes['reason']).toMatch(/^The job is no JSON/);
    expect(more).toEqual([]);
    expect(worker.counters.counts).toMatchObject({ received: 3, refused: 2, dead: 1, done: 0 });
  });

  it('answers whatever stands in a body with what a queue takes', async () => {
    const { jobs, bucket, dead, start, ask } = place();
    start();
    const pointer = await offload(`${'1,'.repeat(110_000)}\u0001`, bucket);
    const answers = await ask([
      { body: '\u{1f600}'.repeat(80), attributes: { id: 'emoji' } },
      { body: pointer, attributes: { id: 'control' } },
      { body: '{"id":"\\uffff","kind":"numbers","values":[1]}', attributes: { id: 'not an id' } },
      { body: '{"a":\u{1f600}}', attributes: { id: 'broken' } },
    ]);
    expect(answers.get('emoji')).toMatch(/^Wrong input: .*"\u{1f600}+…" is no number/u);
    expect(answers.get('control')).toMatch(/"\ufffd" is no number/);
    expect(answers.get('not an id')).toMatch(/none of them a control character/);
    expect(JSON.parse(answers.get('broken') ?? '')).toMatchObject({ error: { code: 'unreadable' } });
    await until(() => isEmpty(jobs));
    expect((await dead.depth()).waiting).toBe(2);
  });

  it('answers a job whose dead letter no queue takes', async () => {
    const { jobs, replies, dead } = place();
    const refused = [new RefusedMessageError('A message cannot be larger than 256 KiB.')];
    const faults: unknown[] = [];
    const reply = replier({
      replies,
      deadLetters: { ...dead, send: async () => refused },
      fault: (error) => faults.push(error),
    });
    await jobs.send([{ body: '{', attributes: { id: 'large' } }]);
    const [message] = await jobs.receive({ max: 1, visibilitySeconds: 60 });
    if (!message) throw new Error('it cannot be missing');
    const failure = failureAnswer({ id: 'large', form: 'json' }, { code: 'unreadable', message: 'No.' });
    expect(await reply(message, envelopeOf(message, message.body), failure)).toBe(true);
    expect((await replies.depth()).waiting).toBe(1);
    expect(faults).toEqual(refused);
  });

  it.each([
    ['here', undefined],
    ['in a thread', longBodies(startNumbersThread)],
  ])('sends and takes large bodies through the bucket, and reads them %s', async (_, long) => {
    const { bucket, start, ask } = place();
    start({ long });
    const values = Array.from({ length: 60_000 }, (_, index) => index * 3);
    const body = JSON.stringify({ id: 'large', kind: 'numbers', values });
    const pointer = await offload(body, bucket);
    expect(isPointer(pointer)).toBe(true);
    expect(await onload(pointer, bucket)).toBe(body);
    const answers = await ask([{ body: pointer }]);
    expect(JSON.parse(answers.get('large') ?? '')).toMatchObject({
      statistics: { count: 60_000, max: 179_997 },
    });
  });

  it('reads nothing but large bodies through pointers', async () => {
    const { bucket } = place();
    const name = 'software.amazon.payloadoffloading.PayloadS3Pointer';
    await bucket.write('secret', 'x');
    for (const s3Key of ['secret', 'payloads/../secret', '/etc/passwd']) {
      const pointer = JSON.stringify([name, { s3BucketName: 'local', s3Key }]);
      await expect(onload(pointer, bucket)).rejects.toThrow('A large message does not lie where it should');
    }
    await expect(onload(`["${name}"]`, bucket)).rejects.toThrow('points nowhere');
    await expect(onload(`["${name}"]`, undefined)).rejects.toThrow('none is named here');
  });

  it('answers a pointer that leads nowhere at once, as what cannot be read', async () => {
    const { start, ask, dead } = place();
    const worker = start();
    const name = 'software.amazon.payloadoffloading.PayloadS3Pointer';
    const pointer = JSON.stringify([name, { s3BucketName: 'local', s3Key: '../../x' }]);
    const answers = await ask([{ body: pointer, attributes: { id: 'a' } }]);
    expect(answers.get('a')).toContain('A large message does not lie where it should');
    await until(async () => (await dead.depth()).waiting === 1);
    expect(worker.counters.counts).toMatchObject({ faults: 0, retries: 0 });
  });

  it('tells what it counts', async () => {
    const { start, ask } = place();
    const worker = start();
    await ask([{ body: '1' }, { body: 'x' }]);
    await until(() => worker.inFlight() === 0);
    const text = worker.metrics();
    expect(text).toMatch(/^worker_received_total 2$/m);
    expect(text).toMatch(/^worker_done_total 1$/m);
    expect(text).toMatch(/^worker_refused_total 1$/m);
    expect(text).toMatch(/^worker_in_flight 0$/m);
    expect(text).toMatch(/^worker_oldest_seconds 0$/m);
    expect(text).toMatch(/^worker_job_seconds_bucket\{le="\+Inf"\} 2$/m);
  });
});
