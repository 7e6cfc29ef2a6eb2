import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { afterEach, describe, expect, it } from 'vitest';
import { envelopeOf } from '../../../../src/parts/worker/job/envelope.ts';
import { isLong, type LongBodies, longBodies } from '../../../../src/parts/worker/work/long-bodies.ts';
import { startNumbersThread } from '../../../support/worker-threads.ts';

let long: LongBodies | undefined;
afterEach(() => long?.close());

const message = { id: 'm', attributes: { id: 'a', 'reply-to': 'replies-1' } };

/** The text as it comes out of the bucket. */
function shared(text: string): SharedArrayBuffer {
  const bytes = Buffer.from(text);
  const memory = new SharedArrayBuffer(bytes.length);
  new Uint8Array(memory).set(bytes);
  return memory;
}

/** The thread as it is in the packed app: one CommonJS text. */
async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ['src/parts/worker/bundles/numbers-thread.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

describe('long bodies', () => {
  it('are read in a thread as short ones are read here', async () => {
    const mine = longBodies(startNumbersThread);
    long = mine;
    const list = Array.from({ length: 1_200_000 }, (_, index) => index).join(' ');
    for (const text of [list, `{"id":"b","kind":"numbers","values":[${list.replaceAll(' ', ',')}]}`]) {
      for (const body of [text, shared(text)]) {
        const envelope = await mine.envelope(message, body);
        expect(envelope).toEqual(envelopeOf(message, text));
        const answer = await mine.answer(envelope, body);
        expect(answer).toMatchObject({ outcome: 'done', body: expect.stringMatching(/599999\.5/) });
      }
    }
  });

  it('are described while all else goes on', async () => {
    const mine = longBodies(startNumbersThread);
    long = mine;
    const body = shared(Array.from({ length: 1_200_000 }, (_, index) => index).join(' '));
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await mine.answer(await mine.envelope(message, body), body);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(20);
  });

  it('are refused when they are wrong, with the place', async () => {
    const mine = longBodies(startNumbersThread);
    long = mine;
    const body = `${'1,'.repeat(100_000)}x`;
    await expect(mine.answer(await mine.envelope(message, body), body)).rejects.toMatchObject({
      name: 'Refusal',
      code: 'wrong-numbers',
      message: expect.stringMatching(/^Number 100001 of the list \(line 1, column 200001\)/),
    });
  });

  it('may be jobs of another kind, which are done elsewhere', async () => {
    const mine = longBodies(startNumbersThread);
    long = mine;
    const steps = Array.from({ length: 5000 }, () => ({ monochrome: {} }));
    const body = JSON.stringify({ id: 'c', kind: 'image', name: 'a.jpg', steps });
    expect(isLong(body)).toBe(true);
    expect(await mine.answer(await mine.envelope(message, body), body)).toEqual({
      id: 'c',
      form: 'json',
      kind: 'image',
      name: 'a.jpg',
      steps,
    });
  });

  it('are read by the bundle of the packed app', async () => {
    const code = await bundled();
    const mine = longBodies(() => new Worker(code, { eval: true }));
    long = mine;
    expect(await mine.answer(await mine.envelope(message, '1,5,22'), '1,5,22')).toMatchObject({
      body: expect.stringMatching(/^The list minimum is : 1\n/),
    });
  });

  it.each([
    ['of an error', 'throw new Error("No memory is left.")', 'No memory is left.'],
    ['at once', 'process.exit(3)', 'status 3.'],
  ])('fail when their thread dies %s, and the next one has another', async (_, fault, reason) => {
    const dying = `require('node:worker_threads').parentPort.on('message', () => { ${fault} })`;
    let started = 0;
    const mine = longBodies(() =>
      ++started === 1 ? new Worker(dying, { eval: true }) : startNumbersThread(),
    );
    long = mine;
    await expect(mine.envelope(message, '1,2')).rejects.toThrow(
      `The thread that was at it has ended: ${reason}`,
    );
    expect(await mine.envelope(message, '1,2')).toEqual(envelopeOf(message, '1,2'));
    expect(started).toBe(2);
  });

  it('fail when they are asked about at the end', async () => {
    const mine = longBodies(startNumbersThread);
    const body = shared('1,'.repeat(10_000_000));
    const asked = mine.envelope(message, body);
    const failed = expect(asked).rejects.toThrow('has ended');
    await setImmediate();
    await mine.close();
    await failed;
    await expect(mine.envelope(message, body)).rejects.toThrow('the threads were closed');
  });
});
