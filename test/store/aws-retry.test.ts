import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isTransient, retryStrategy, waitBefore } from '../../src/store/aws-retry.ts';

const failure = (fields: object) => Object.assign(new Error('x'), fields);
const answered = (status: number, name = 'Error') => failure({ name, $metadata: { httpStatusCode: status } });

describe('what is tried again', () => {
  it.each([
    ['a 500', answered(500)],
    ['a 503 SlowDown', answered(503, 'SlowDown')],
    ['a 504', answered(504)],
    ['a 429', answered(429)],
    ['a request that took too long to come in', answered(400, 'RequestTimeout')],
    ['a broken connection', failure({ code: 'ECONNRESET', name: 'TimeoutError' })],
    ['a broken answer', failure({ code: 'ECONNRESET', $metadata: { httpStatusCode: 200 } })],
    ['a time-out', failure({ name: 'TimeoutError' })],
    ['no connection', failure({ code: 'ECONNREFUSED' })],
    [
      'a clock that has been set right',
      failure({ $metadata: { httpStatusCode: 403, clockSkewCorrected: true } }),
    ],
  ])('%s', (_, error) => expect(isTransient(error)).toBe(true));

  it.each([
    ['a 400', answered(400)],
    ['a 403', answered(403, 'AccessDenied')],
    [
      'a 403 that names a time-out in its code',
      failure({ name: 'TimeoutError', $metadata: { httpStatusCode: 403 } }),
    ],
    ['a 404', answered(404)],
    ['a 412', answered(412)],
    ['a 301', answered(301)],
    ['a 501', answered(501)],
    ['an abort', failure({ name: 'AbortError', code: 'ECONNRESET' })],
    ['a certificate', failure({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })],
    ['a bug', new TypeError('x')],
    ['a string', 'x'],
    ['nothing', undefined],
  ])('not %s', (_, error) => expect(isTransient(error)).toBe(false));
});

describe('the waits', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  it('are anything up to a limit that doubles, to ten seconds', () => {
    fc.assert(
      fc.property(fc.nat(2000), (tries) => {
        const wait = waitBefore(tries);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(Math.min(10_000, 200 * 2 ** tries));
      }),
    );
  });

  it.each([
    ['a server that fails', answered(503), 120_000],
    ['a server that is not there', failure({ code: 'ENOTFOUND' }), 5_000],
  ])('go on to the deadline and not past it, for %s', async (_, error, expected) => {
    const strategy = retryStrategy(120_000);
    const started = Date.now();
    let token = await strategy.acquireInitialRetryToken();
    let tries = 0;
    for (; ; tries++) {
      try {
        token = await strategy.refreshRetryTokenForRetry(token, { error });
      } catch (thrown) {
        expect(thrown).toBe(error);
        break;
      }
      expect(token.getRetryCount()).toBe(tries + 1);
      vi.setSystemTime(Date.now() + token.getRetryDelay());
    }
    expect(Math.round(Date.now() - started)).toBe(expected);
    expect(tries).toBeGreaterThan(3);
  });

  it('are as long as the server asks for, when that is before the deadline', async () => {
    const strategy = retryStrategy(60_000);
    const token = await strategy.acquireInitialRetryToken();
    const askedFor = (ms: number) => ({ error: answered(503), retryAfterHint: new Date(Date.now() + ms) });
    expect((await strategy.refreshRetryTokenForRetry(token, askedFor(30_000))).getRetryDelay()).toBe(30_000);
    await expect(strategy.refreshRetryTokenForRetry(token, askedFor(61_000))).rejects.toThrow('x');
  });

  it('are none for what is wrong', async () => {
    const strategy = retryStrategy(60_000);
    const error = answered(403);
    const token = await strategy.acquireInitialRetryToken();
    await expect(strategy.refreshRetryTokenForRetry(token, { error })).rejects.toBe(error);
  });
});
