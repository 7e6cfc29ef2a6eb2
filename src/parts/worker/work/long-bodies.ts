import type { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import type { Message } from '../../../queue/queue.ts';
import type { Answer } from '../job/answer.ts';
import type { Envelope } from '../job/envelope.ts';
import type { Job } from '../job/job.ts';
import { openThreads } from './threads.ts';

/** The body of a message: text, or its UTF-8 where it came out of the bucket. */
export type Body = string | SharedArrayBuffer;

/** What the thread is asked; it answers with what the method of `LongBodies` gives. */
export type LongQuestion =
  | { about: 'envelope'; message: Pick<Message, 'id' | 'attributes'>; body: Body }
  | { about: 'answer'; envelope: Envelope; body: Body; numbers: boolean };

/**
 * Deals with long bodies in a thread, so that everything else goes on meanwhile: to hash, to parse
 * and to describe a million numbers takes half a second.
 */
export interface LongBodies {
  envelope(message: Pick<Message, 'id' | 'attributes'>, body: Body): Promise<Envelope>;
  /**
   * The answer to a list, or any other job as it is. Throws a `Refusal` for what can be no job, and
   * for a list where none are taken.
   */
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
 * One thread for all of them, which does one thing at a time: a list may take all the memory that
 * there is. When it dies of one, that is a failed try, and the next has a new thread.
 * @param startThread starts `bundles/numbers-thread.ts`
 * @param options `numbers`: whether lists are taken, as is usual
 */
export function longBodies(
  startThread: () => Worker,
  { numbers = true }: { numbers?: boolean } = {},
): LongBodies {
  const threads = openThreads<LongQuestion, Envelope | Answer | Job>(startThread, 1);
  const oneAtATime = pLimit(1);
  return {
    // What the thread gives is what it was asked for.
    envelope: ({ id, attributes }, body) =>
      oneAtATime(async () => {
        return (await threads.ask({ about: 'envelope', message: { id, attributes }, body })) as Envelope;
      }),
    answer: (envelope, body) =>
      oneAtATime(async () => {
        return (await threads.ask({ about: 'answer', envelope, body, numbers })) as Answer | Job;
      }),
    close: threads.close,
  };
}
