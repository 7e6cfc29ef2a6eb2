import { createHash } from 'node:crypto';
import { cut } from '../../../base/cut.ts';
import { asBody } from '../../../queue/names.ts';
import type { Message } from '../../../queue/queue.ts';
import type { Job } from './job.ts';
import { formOf, LONGEST_ID, saidIn } from './parse.ts';

/** Who asks for what: all that a worker has to know of a message before it reads the job. */
export interface Envelope {
  /** The client's id of the job, or that of the message. */
  id: string;
  /** Undefined where the body does not tell. */
  kind: Job['kind'] | undefined;
  form: 'plain' | 'json';
  /**
   * Tells jobs apart: a hash over the id, the content and how often it was taken out of the dead
   * letters. The same id with other content is another job.
   */
  job: string;
  /** Tells the answers to a job apart: where one goes to, and the attempt. */
  ask: string;
  /** The name of the queue for the answer; undefined for the usual one. */
  replyTo: string | undefined;
}

/** Reads what stands on a message; `body` is its content, which may have come from the bucket. */
export function envelopeOf(
  { id: messageId, attributes }: Pick<Message, 'id' | 'attributes'>,
  body: string,
): Envelope {
  const { id: given, 'reply-to': replyTo, attempt = '1', redriven = '0' } = attributes;
  const { id: own, kind } = saidIn(body);
  // The answer has it as an attribute, which a queue has to take.
  const id = own ?? (given ? cut(asBody(given), LONGEST_ID) : messageId);
  return {
    id,
    kind,
    form: formOf(body),
    job: createHash('sha256').update(`${id.length}:${id}${redriven}:${body}`).digest('base64url'),
    ask: `${replyTo ?? ''}#${attempt}`,
    replyTo,
  };
}

/** The id by which a queue, or a client, knows an answer that it has already. */
export function answerId({ job, ask }: Pick<Envelope, 'job' | 'ask'>): string {
  return createHash('sha256').update(`${job} ${ask}`).digest('base64url');
}
