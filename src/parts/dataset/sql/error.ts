/**
 * What went wrong with a query: it asks for what is not allowed, is not understood, fails on the
 * values it meets, takes too long, too much memory or too large an answer, meets too many others, or
 * was called off.
 */
export const sqlErrorCodes = [
  'refused',
  'syntax',
  'failed',
  'time',
  'memory',
  'size',
  'busy',
  'stopped',
] as const;
export type SqlErrorCode = (typeof sqlErrorCodes)[number];

/** A query that gets no answer: one or two sentences that say why, and what to do. */
export class SqlError extends Error {
  override readonly name = 'SqlError';
  readonly code: SqlErrorCode;

  constructor(code: SqlErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
