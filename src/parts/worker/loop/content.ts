import { messageOf, type UserError } from '../../../base/error.ts';
import { isPointer, onloadBytes } from '../../../queue/pointer.ts';
import type { Message } from '../../../queue/queue.ts';
import type { Store } from '../../../store/store.ts';
import { type Answer, failureAnswer } from '../job/answer.ts';
import { type Envelope, envelopeOf } from '../job/envelope.ts';
import { type Job, Refusal } from '../job/job.ts';
import { parseJob } from '../job/parse.ts';
import { isLong, type LongBodies } from '../work/long-bodies.ts';

/** How the jobs in messages are done. */
export interface WorkOptions {
  /** Where large bodies travel. */
  bucket?: Store | undefined;
  /** What is done at once, without waiting; undefined for a job that takes longer. */
  quick?: (job: Job) => Answer | undefined;
  /** What takes longer. Throws a `Refusal` for what cannot succeed, anything else for what may. */
  work: (job: Job) => Promise<Answer>;
  /** Reads long bodies elsewhere; undefined: they are read here, and hold up all else meanwhile. */
  long?: LongBodies | undefined;
}

/** What stands in a message. */
export interface Content {
  envelope: Envelope;
  /** The answer where that needed no waiting; undefined for a job that takes longer. */
  early: Answer | undefined;
  /** Does such a job. Throws as `WorkOptions.work` does. */
  work(): Promise<Answer>;
}

/**
 * Reads a message. What cannot be a job is an early answer too. Throws what may be better the next
 * time, as when the bucket does not answer.
 */
export async function readContent(message: Message, options: WorkOptions): Promise<Content> {
  const { bucket, quick, work, long } = options;
  const body = isPointer(message.body) ? await onloadBytes(message.body, bucket) : message.body;
  if (long && isLong(body)) {
    const envelope = await long.envelope(message, body);
    return {
      envelope,
      early: undefined,
      async work() {
        const done = await long.answer(envelope, body);
        return 'outcome' in done ? done : work(done);
      },
    };
  }
  const text = typeof body === 'string' ? body : Buffer.from(body).toString();
  const envelope = envelopeOf(message, text);
  try {
    const job = parseJob(text, envelope.id);
    return { envelope, early: quick?.(job), work: () => work(job) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return answered(envelope, failureAnswer(envelope, error));
  }
}

/** A message that nobody could read, however often it was tried. */
export function unreadable(message: Message, error: UserError): Content {
  const envelope = envelopeOf(message, message.body);
  return answered(envelope, failureAnswer(envelope, { code: 'unreadable', message: messageOf(error) }));
}

function answered(envelope: Envelope, early: Answer): Content {
  return { envelope, early, work: async () => early };
}
