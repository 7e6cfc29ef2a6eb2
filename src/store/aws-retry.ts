/** How often a request is tried again, and how long: everything that Holdall asks S3 goes by this. */

/** The first wait is up to this long; each one after it up to twice as long as the one before. */
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 10_000;

/** A server that cannot be reached at all is likely a wrong address: nobody should wait long for that. */
const UNREACHABLE_MS = 5_000;
const UNREACHABLE = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'];

const BROKEN_CONNECTION = ['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ERR_STREAM_PREMATURE_CLOSE'];

/** The names that S3 and SQS have for "not so fast", which may come with any status. */
const SLOW_DOWN = ['SlowDown', 'RequestTimeout', 'RequestThrottled', 'ThrottlingException', 'Throttling'];

/** What the AWS SDK keeps between the tries of one request. */
interface Token {
  getRetryCount(): number;
  getRetryDelay(): number;
  /** When the first try began, in milliseconds. */
  started?: number;
}

/**
 * A retry strategy for the AWS SDK: exponential backoff with full jitter, on throttling, server
 * errors and broken connections, until `deadlineMs` have passed since the first try.
 */
export function retryStrategy(deadlineMs: number) {
  const token = (count: number, delay: number, started: number): Token => ({
    getRetryCount: () => count,
    getRetryDelay: () => delay,
    started,
  });
  return {
    acquireInitialRetryToken: async () => token(0, 0, Date.now()),
    async refreshRetryTokenForRetry(last: Token, { error, retryAfterHint }: RetryInfo): Promise<Token> {
      const { started = Date.now() } = last;
      const budget = isUnreachable(error) ? Math.min(UNREACHABLE_MS, deadlineMs) : deadlineMs;
      const left = started + budget - Date.now();
      const asked = retryAfterHint ? retryAfterHint.getTime() - Date.now() : 0;
      if (!isTransient(error) || left <= 0 || asked > left) throw error;
      const delay = Math.min(left, Math.max(asked, waitBefore(last.getRetryCount())));
      return token(last.getRetryCount() + 1, delay, started);
    },
    recordSuccess() {},
  };
}

interface RetryInfo {
  error?: unknown;
  /** The server's own wish, from a `Retry-After` header. */
  retryAfterHint?: Date;
}

/** Milliseconds to wait before another try; `tries` counts the retries before it. */
export function waitBefore(tries: number): number {
  return Math.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries);
}

/** True for what may go well the next time: never for an answer that says that the request is wrong. */
export function isTransient(thrown: unknown): boolean {
  const { name, code, status, clockSkewCorrected } = factsOf(thrown);
  if (name === 'AbortError') return false;
  // The SDK has set its clock by the server's and signs with the right time from now on.
  if (clockSkewCorrected) return true;
  if (SLOW_DOWN.includes(name ?? '')) return true;
  if (status !== undefined && status >= 300) return status === 429 || (status >= 500 && status !== 501);
  return name === 'TimeoutError' || BROKEN_CONNECTION.includes(code ?? '') || isUnreachable(thrown);
}

/** True when there was no connection at all. */
export function isUnreachable(thrown: unknown): boolean {
  return UNREACHABLE.includes(factsOf(thrown).code ?? '');
}

/** What the SDK and Node say of a failure, each undefined where they do not. */
export function factsOf(thrown: unknown) {
  const error: Failure = typeof thrown === 'object' && thrown !== null ? thrown : {};
  return {
    name: typeof error.name === 'string' ? error.name : undefined,
    code: typeof error.code === 'string' ? error.code : undefined,
    /** The HTTP status of the answer. */
    status: error.$metadata?.httpStatusCode,
    attempts: error.$metadata?.attempts,
    clockSkewCorrected: error.$metadata?.clockSkewCorrected === true,
  };
}

interface Failure {
  name?: unknown;
  code?: unknown;
  $metadata?: { httpStatusCode?: number; attempts?: number; clockSkewCorrected?: boolean };
}
