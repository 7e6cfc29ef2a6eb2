import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { send, sendableOf } from '../../../src/app/server/send.ts';
import { sha256 } from '../../../src/base/hash.ts';
import { memoryPayload } from '../../support/memory-payload.ts';

const text = 'abcdefghij';
const hash = sha256(text);
const payload = memoryPayload({ 'a/pen.webp': text, 'a/empty.txt': '', 'a/unknown': 'x' });

function ask(headers: Record<string, string> = {}, { path = 'a/pen.webp', method = 'GET', query = '' } = {}) {
  const file = sendableOf(payload, path, path === 'a/pen.webp' ? hash : undefined);
  if (!file) throw new Error(`no ${path}`);
  return send(new Request(`http://localhost/x${query}`, { headers, method }), file);
}

describe('a file', () => {
  it('is sent with its type, size and ETag', async () => {
    const response = ask();
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/webp',
      'content-length': '10',
      'accept-ranges': 'bytes',
      'cache-control': 'no-cache',
      etag: `"${hash}"`,
    });
    expect(await response.text()).toBe(text);
  });

  it('may be kept for good under an address with its hash, and no other', () => {
    const cache = (query: string) => ask({}, { query }).headers.get('cache-control');
    expect(cache(`?v=${hash.slice(0, 16)}`)).toContain('immutable');
    expect(cache('?v=0123456789abcdef')).toBe('no-cache');
    expect(cache('?v=')).toBe('no-cache');
  });

  it('has a type, an ETag and a body even without an extension, a hash or bytes', async () => {
    expect(ask({}, { path: 'a/unknown' }).headers.get('content-type')).toBe('application/octet-stream');
    expect(ask({}, { path: 'a/unknown' }).headers.get('etag')).toMatch(/^"1-[0-9a-f]+"$/);
    expect(await ask({}, { path: 'a/empty.txt' }).text()).toBe('');
    expect(ask({ range: 'bytes=0-' }, { path: 'a/empty.txt' }).status).toBe(416);
  });

  it('is not sent again to who has it', async () => {
    for (const header of [`"${hash}"`, `W/"${hash}"`, `"other", "${hash}"`, '*']) {
      const response = ask({ 'if-none-match': header, range: 'bytes=0-1' });
      expect(response.status).toBe(304);
      expect(response.headers.get('etag')).toBe(`"${hash}"`);
      expect(await response.text()).toBe('');
    }
    expect(ask({ 'if-none-match': '"other"' }).status).toBe(200);
  });

  it('answers HEAD without a body', async () => {
    const response = ask({ range: 'bytes=2-4' }, { method: 'HEAD' });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-length')).toBe('3');
    expect(await response.text()).toBe('');
  });
});

describe('a range', () => {
  it.each([
    ['bytes=0-0', 'a', 'bytes 0-0/10'],
    ['bytes=2-4', 'cde', 'bytes 2-4/10'],
    ['bytes=7-', 'hij', 'bytes 7-9/10'],
    ['bytes=8-99', 'ij', 'bytes 8-9/10'],
    ['bytes=-3', 'hij', 'bytes 7-9/10'],
    ['bytes=-99', text, 'bytes 0-9/10'],
  ])('%s is %s', async (range, body, contentRange) => {
    const response = ask({ range });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(contentRange);
    expect(response.headers.get('content-length')).toBe(String(body.length));
    expect(await response.text()).toBe(body);
  });

  it.each(['bytes=10-', 'bytes=99-100', 'bytes=-0'])('%s is outside', (range) => {
    const response = ask({ range });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe('bytes */10');
  });

  it.each(['bytes=5-2', 'bytes=-', 'bytes=a-b', 'bytes=0-1,3-4', 'lines=1-2', ''])(
    '%j is not understood, and the whole file is the answer',
    async (range) => {
      const response = ask({ range });
      expect(response.status).toBe(200);
      expect(await response.text()).toBe(text);
    },
  );

  it('of another version is not mixed in', async () => {
    expect(ask({ range: 'bytes=0-1', 'if-range': `"${hash}"` }).status).toBe(206);
    expect(ask({ range: 'bytes=0-1', 'if-range': '"other"' }).status).toBe(200);
  });

  it('is always what a slice is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(12), fc.nat(12), async (start, end) => {
        const response = ask({ range: `bytes=${start}-${end}` });
        const slice = text.slice(start, end + 1);
        expect(response.status).toBe(end < start ? 200 : start < text.length ? 206 : 416);
        if (response.status === 206) expect(await response.text()).toBe(slice);
      }),
    );
  });
});
