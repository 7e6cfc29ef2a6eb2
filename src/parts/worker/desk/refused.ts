import { HTTPException } from 'hono/http-exception';
import { formatUserError, type UserError } from '../../../base/error.ts';
import { reasonOf } from '../job/answer.ts';
import { type FailureCode, Refusal } from '../job/job.ts';
import type { DeskReply } from './desk.ts';

/** The HTTP status for a job that a worker refused. */
const statuses = {
  unreadable: 400,
  'wrong-numbers': 400,
  'wrong-name': 400,
  'wrong-steps': 400,
  'not-offered': 422,
  'not-found': 404,
  'wrong-picture': 422,
  'gave-up': 502,
} as const satisfies Record<FailureCode, number>;

/** Something that somebody can mend, as an answer of this status. */
export function asHttp(status: 503 | 504, error: UserError): HTTPException {
  return new HTTPException(status, { message: formatUserError(error), cause: error });
}

/** The body of an answer in JSON; a failure is thrown as an `HTTPException` with its sentence. */
export function answerIn<T>(reply: DeskReply): T {
  const answer: T & { error?: { code: FailureCode; message: string } } = JSON.parse(reply.body);
  if (!answer.error) return answer;
  throw new HTTPException(statuses[answer.error.code] ?? 502, { message: answer.error.message });
}

/** The same for a list in plain form, of which nothing else is wrong than a number. */
export function plainAnswerIn({ body, isError }: DeskReply): string {
  if (!isError) return body;
  throw new HTTPException(body.startsWith('Wrong input:') ? 400 : 502, { message: reasonOf(body) });
}

/** Does what may throw a `Refusal`, and throws that as an `HTTPException`. */
export function orRefuse<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) {
      throw new HTTPException(statuses[error.code], { message: error.message, cause: error });
    }
    throw error;
  }
}
