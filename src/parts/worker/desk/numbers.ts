import { HTTPException } from 'hono/http-exception';
import type { NumberStatistics } from '../../../numbers/describe.ts';
import type { ParsedNumbers } from '../../../numbers/parse.ts';
import { whyNoBody } from '../../../queue/names.ts';
import { LARGEST_INLINE } from '../../../queue/pointer.ts';
import { formOf, parseList, saidIn } from '../job/parse.ts';
import type { Desk } from './desk.ts';
import { answerIn, orRefuse, plainAnswerIn } from './refused.ts';

/** The most bytes that a list may have here. */
export const LARGEST_LIST = 10_000_000;

/** How a job is waited for. */
export interface Waiting {
  timeoutMs?: number | undefined;
  signal: AbortSignal;
}

/** What a worker says of a list. */
export interface NumbersAnswer {
  statistics: NumberStatistics;
  ms: number;
}

/** The numbers that somebody has written. Throws a 400 that says which is none, and where. */
export function readList(text: string): ParsedNumbers {
  return orRefuse(() => parseList(text));
}

/** All statistics of a list. */
export async function askNumbers(
  desk: Desk,
  values: readonly (number | bigint)[],
  waiting: Waiting,
): Promise<NumbersAnswer> {
  // Integers past 2^53 keep their digits in a text.
  const exact = values.map((value) => (typeof value === 'bigint' ? String(value) : value));
  const reply = await desk.ask(JSON.stringify({ kind: 'numbers', values: exact }), waiting);
  const { statistics } = answerIn<{ statistics: NumberStatistics }>(reply);
  return { statistics, ms: reply.ms };
}

/**
 * The answer to a list as a program sent it, in its form: text for text, JSON for JSON. In JSON the
 * `kind` may be left out. Throws a 400 for what is no list.
 */
export async function askAsSent(
  desk: Desk,
  body: string,
  waiting: Waiting,
): Promise<{ form: 'plain' | 'json'; body: string; ms: number }> {
  const form = formOf(body);
  if (form === 'json') {
    const job = JSON.stringify({ ...objectIn(body), id: undefined, kind: 'numbers' });
    const fault = whyNoBody(job);
    // What is large goes through the bucket, where any character may be.
    if (fault !== undefined && Buffer.byteLength(job) <= LARGEST_INLINE) {
      throw new HTTPException(400, { message: fault });
    }
    const reply = await desk.ask(job, waiting);
    const { statistics } = answerIn<{ statistics: NumberStatistics }>(reply);
    return { form, body: JSON.stringify({ statistics, ms: reply.ms }), ms: reply.ms };
  }
  // What a worker would take for the name of a picture is no list here, nor is what no queue takes.
  if (whyNoBody(body) !== undefined || saidIn(body).kind !== 'numbers' || body.trim() === '') readList(body);
  const reply = await desk.ask(body, waiting);
  return { form, body: plainAnswerIn(reply), ms: reply.ms };
}

function objectIn(body: string): object {
  let job: unknown;
  try {
    job = JSON.parse(body);
  } catch {
    throw new HTTPException(400, { message: 'The body is not JSON. Send {"values": [1, 5, 22]}.' });
  }
  if (typeof job === 'object' && job !== null && !Array.isArray(job)) {
    if (!('kind' in job) || job.kind === 'numbers') return job;
  }
  throw new HTTPException(400, { message: 'The body is no list. Send {"values": [1, 5, 22]}.' });
}
