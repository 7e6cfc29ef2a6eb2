import type { HTTPException } from 'hono/http-exception';
import { formatUserError, type UserError } from '../base/error.ts';

/**
 * Whether this is a `UserError`. The loader, the app and every part are bundled on their own and
 * each has a class of that name, so it is told by its shape.
 */
export function isUserError(thrown: unknown): thrown is UserError {
  return thrown instanceof Error && 'exitCode' in thrown && 'hint' in thrown && 'at' in thrown;
}

/** Whether this is Hono's `HTTPException`; told by its shape for the same reason. */
function isHttpException(thrown: unknown): thrown is HTTPException {
  return thrown instanceof Error && 'status' in thrown && 'getResponse' in thrown;
}

/** What a browser is told of a failed request. */
export interface Failure {
  status: number;
  title: string;
  detail: string;
}

const TITLES: Record<number, string> = {
  400: 'That was not understood',
  403: 'Not allowed',
  404: 'Not found',
};

/** The status and the sentence for a failed request; a bug's own message stays inside. */
export function failureOf(thrown: unknown): Failure {
  if (isHttpException(thrown)) return failure(thrown.status, thrown.message);
  if (isUserError(thrown)) return failure(500, formatUserError(thrown));
  return failure(500, 'This is a bug in the program; the window it was started from shows the details.');
}

/** A failure with the title that its status has. */
export function failure(status: number, detail: string): Failure {
  return { status, title: TITLES[status] ?? 'Something went wrong', detail };
}

/** Whether it is worth a stack on standard error: nobody foresaw it. */
export function isBug(thrown: unknown): boolean {
  return !isHttpException(thrown) && !isUserError(thrown);
}

/** An RFC 9457 answer, for programs. */
export function problemResponse({ status, title, detail }: Failure): Response {
  return new Response(JSON.stringify({ type: 'about:blank', title, status, detail }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
}
