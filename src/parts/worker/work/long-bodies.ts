import type { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import { UserError } from '../../../base/error.ts';
import type { Message } from '../../../queue/queue.ts';
import type { Answer } from '../job/answer.ts';
import type { Envelope } from '../job/envelope.ts';
import type { Job } from '../job/job.ts';

/** The body of a message: text, or its UTF-8 where it came out of the bucket. */
export type Body = string | SharedArrayBuffer;

/** What a thread is asked; it answers with what the method of `LongBodies` gives. */
export type Question =
  | { about: 'envelope'; message: Pick<Message, 'id' | 'attributes'>; body: Body }
  | { about: 'answer'; envelope: Envelope; body: Body };

/**
 * Deals with long bodies in a thread, so that everything else goes on meanwhile: to hash, to parse
 * and to describe a million numbers takes a second and more.
 */
export interface LongBodies {
  envelope(message: Pick<Message, 'id' | 'attributes'>, body: Body): Promise<Envelope>;
  /** The answer to a list, or to what is no job; any other job as it is. */
  answer(envelope: Envelope, body: Body): Promise<Answer | Job>;
  close(): Promise<void>;
}

/** Bodies from here on, in bytes or characters, are long; shorter ones take a few milliseconds. */
const LONG = 50_000;

/** Whether a body is better read in a thread. */
export function isLong(body: Body): boolean {
  return (typeof body === 'string' ? body.length : body.byteLength) >= LONG;
}

/**
 * One thread, which is started when it is first needed and kept. When it dies, as of a list for which
 * there is no memory, what it was asked fails with a `UserError`, and the next question has a new one.
 * @param startThread starts `bundles/numbers-thread.ts`
 */
export function longBodies(startThread: () => Worker): LongBodies {
  const oneAtATime = pLimit(1);
  let thread: Worker | undefined;
  let isClosed = false;

  function ask(question: Question): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (isClosed) throw new Error('the thread for long lists was closed');
      // An error that comes when nobody waits for an answer is that of a thread which ends.
      thread ??= startThread().on('error', () => {});
      const asked = thread;
      // It holds up the end of the program while it works, and only then.
      asked.ref();
      const died = (reason: string) => {
        if (thread === asked) thread = undefined;
        settle();
        reject(new UserError(`The list was too much for the thread that was to read it: ${reason}.`));
      };
      const answered = (answer: unknown) => {
        settle();
        asked.unref();
        resolve(answer);
      };
      const failed = (error: Error) => died(error.message.replace(/\.$/, ''));
      const ended = (status: number) => died(`it ended with status ${status}`);
      const settle = () => {
        asked.off('message', answered).off('error', failed).off('exit', ended);
      };
      asked.once('message', answered).once('error', failed).once('exit', ended);
      asked.postMessage(question);
    });
  }

  return {
    // Nothing checks what the thread says: both are of one program.
    envelope: (message, body) =>
      oneAtATime(
        () =>
          ask({
            about: 'envelope',
            message: { id: message.id, attributes: message.attributes },
            body,
          }) as Promise<Envelope>,
      ),
    answer: (envelope, body) =>
      oneAtATime(() => ask({ about: 'answer', envelope, body }) as Promise<Answer | Job>),
    async close() {
      isClosed = true;
      await thread?.terminate();
    },
  };
}
