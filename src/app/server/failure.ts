import type { HTTPException } from 'hono/http-exception';
import { formatUserError, isUserError } from '../../base/error.ts';
import { en, type Text } from '../../language/en.ts';

/** Whether this is Hono's `HTTPException`; told by its shape, as a `UserError` is. */
function isHttpException(thrown: unknown): thrown is HTTPException {
  return thrown instanceof Error && 'status' in thrown && 'getResponse' in thrown;
}

/** What whoever asked is told of a failed request. */
export interface Failure {
  status: number;
  /** What is wrong: the English sentence of a part, or one that the frame has in every language. */
  detail: string | ((sentences: Text['frame']['refusals']) => string);
  headers?: Record<string, string>;
  /** The address is one of data and not of pages: only who asks for a page gets one. */
  isData?: boolean;
  /** Whoever asks is not let in, and is told nothing of what is in here. */
  isStranger?: boolean;
}

/** The status and the sentence for a failed request; a bug's own message stays inside. */
export function failureOf(thrown: unknown): Failure {
  if (isHttpException(thrown)) return { status: thrown.status, detail: thrown.message };
  if (isUserError(thrown)) return { status: 500, detail: formatUserError(thrown) };
  return { status: 500, detail: (sentences) => sentences.bug };
}

/** Whether it is worth a stack on standard error: nobody foresaw it. */
export function isBug(thrown: unknown): boolean {
  return !isHttpException(thrown) && !isUserError(thrown);
}

/** What a status means, in the words of a language. */
export function titleOf(status: number, { frame }: Text): string {
  return new Map(Object.entries(frame.failures)).get(String(status)) ?? frame.failures.other;
}

/** An RFC 9457 answer, for programs: in English. */
export function problemResponse({ status, detail, headers }: Failure): Response {
  const sentence = typeof detail === 'string' ? detail : detail(en.frame.refusals);
  return new Response(
    JSON.stringify({ type: 'about:blank', title: titleOf(status, en), status, detail: sentence }),
    {
      status,
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
    },
  );
}

/** Whether a request is a program's: it asks for data, or says that it does not read pages. */
export function wantsProblem(request: Request, isData = false): boolean {
  const path = new URL(request.url).pathname;
  if (/^\/(api\/.|healthz$|metrics$)/.test(path)) return true;
  const accept = request.headers.get('accept') ?? '';
  if (isData) return !/\btext\/html\b/i.test(accept);
  return /\bjson\b/i.test(accept) && !/\btext\/html\b/i.test(accept);
}
