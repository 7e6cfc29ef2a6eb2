import { randomBytes } from 'node:crypto';
import { createServer as createTcpServer } from 'node:net';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AlreadyExistsError } from '../../src/store/exists.ts';
import { openStore } from '../../src/store/open.ts';
import type { StoreOptions } from '../../src/store/options.ts';
import type { Store, StoredObject } from '../../src/store/store.ts';
import { type FaultProxy, type SeenRequest, s3ErrorAnswer, startFaultProxy } from '../support/fault-proxy.ts';
import { startS3, type TestS3 } from '../support/s3.ts';

const MB = 1024 * 1024;

let s3: TestS3;
let proxy: FaultProxy;
beforeAll(async () => {
  s3 = await startS3({ buckets: ['specs'] });
  proxy = await startFaultProxy(s3.endpoint);
});
afterAll(async () => {
  await proxy.stop();
  await s3.stop();
});
beforeEach(() => {
  s3.emptyBucket('specs');
  proxy.script();
});

const open = (options: StoreOptions = {}): Store =>
  openStore('s3://specs/', { endpointUrl: proxy.url, ...options });

/** The five operations that send one request each. */
const OPERATIONS: [string, (store: Store) => Promise<unknown>][] = [
  ['list', (store) => pathsOf(store.list())],
  ['read', async (store) => text(await store.read('a'))],
  ['write', (store) => store.write('a', 'x')],
  ['copy', (store) => store.copy('a', 'b')],
  ['delete', (store) => store.delete('a')],
];

describe('what may go well the next time is tried again', () => {
  const faults = {
    'a reset': { kind: 'reset' },
    'a 500': s3ErrorAnswer(500, 'InternalError'),
    'a 503': s3ErrorAnswer(503, 'SlowDown'),
    'a 429': s3ErrorAnswer(429, 'TooManyRequests'),
    'a 502 that is a web page': { kind: 'answer', status: 502, body: '<html><h1>Bad<br>gateway' },
    'a request that S3 waited too long for': s3ErrorAnswer(400, 'RequestTimeout'),
    'a lost answer': { kind: 'lose-answer' },
  } as const;
  for (const [name, fault] of Object.entries(faults)) {
    it.each(OPERATIONS)(`${name}: %s`, async (_, operation) => {
      await s3.put('specs', 'a', 'x');
      proxy.script(({ number }) => (number <= 2 ? fault : undefined));
      await operation(open());
      expect(proxy.requests).toHaveLength(3);
    });
  }

  it('head', async () => {
    await s3.put('specs', 'a', 'x');
    proxy.script(({ number }) =>
      number === 1 ? { kind: 'reset' } : number === 2 ? s3ErrorAnswer(503, '') : undefined,
    );
    expect((await open().head('a'))?.size).toBe(1);
    expect(proxy.requests).toHaveLength(3);
  });

  it('a server that stalls', async () => {
    await s3.put('specs', 'a', 'x');
    proxy.script(({ number }) => (number === 1 ? { kind: 'stall' } : undefined));
    expect(await pathsOf(open({ deadlineMs: 4000 }).list())).toEqual(['a']);
    expect(proxy.requests).toHaveLength(2);
  });

  it('a listing that breaks off in the middle of a page', async () => {
    await s3.put('specs', 'a', 'x');
    proxy.script(({ number }) => (number === 1 ? { kind: 'reset-after', bytes: 100 } : undefined));
    expect(await pathsOf(open().list())).toEqual(['a']);
    expect(proxy.requests).toHaveLength(2);
  });

  it('a copy that fails after it was answered with 200', async () => {
    await s3.put('specs', 'a', 'x');
    proxy.script(({ number }) => (number === 1 ? s3ErrorAnswer(200, 'InternalError') : undefined));
    await open().copy('a', 'b');
    expect(await s3.keys('specs')).toEqual(['a', 'b']);
  });

  it('a clock that is wrong, by the time of the server', async () => {
    const ServerTime = new Date(Date.now() + 3_600_000).toISOString();
    const skewed = s3ErrorAnswer(403, 'RequestTimeTooSkewed', 'The difference is too large.', { ServerTime });
    proxy.script(({ number }) => (number === 1 ? skewed : undefined));
    await open().write('a', 'x');
    const dates = proxy.requests.map(({ headers }) => `${headers['x-amz-date']}`);
    expect(toHours(dates[1]) - toHours(dates[0])).toBeGreaterThan(0.9);
  });
});

describe('the deadline', () => {
  it.each([
    [
      'the answers are errors',
      s3ErrorAnswer(503, 'SlowDown'),
      /^Cannot list s3:\/\/specs\/: the server answered 503 SlowDown \d+ times within 1 s\.$/,
      'Try again later, or with a lower concurrency.',
    ],
    [
      'connections break',
      { kind: 'reset' } as const,
      /^Cannot list s3:\/\/specs\/: the connection to http:\S+ broke or stalled again and again for 1 s\.$/,
      'Try again when the network is better.',
    ],
    [
      'nothing is answered',
      { kind: 'stall' } as const,
      /^Cannot list s3:\/\/specs\/: the connection to http:\S+ broke or stalled again and again for 1 s\.$/,
      'Try again when the network is better.',
    ],
  ])('ends it when %s', async (_, fault, message, hint) => {
    proxy.script(() => fault);
    await expect(pathsOf(open({ deadlineMs: 1000 }).list())).rejects.toThrow(
      expect.objectContaining({ name: 'UserError', message: expect.stringMatching(message), hint }),
    );
    expect(proxy.requests.length).toBeGreaterThan(1);
  });
});

describe('what is wrong stays wrong and is asked once', () => {
  it.each(OPERATIONS)('%s', async (action, operation) => {
    for (const status of [400, 403, 405, 501]) {
      proxy.script(() => s3ErrorAnswer(status, 'Whatever', 'It is wrong.'));
      await expect(operation(open())).rejects.toThrow(
        expect.objectContaining({
          name: 'UserError',
          message: expect.stringContaining(
            status === 403 ? 'Access to s3://specs/' : `Cannot ${action} s3://specs/`,
          ),
        }),
      );
      expect(proxy.requests).toHaveLength(1);
    }
  });
});

describe('a download', () => {
  const content = randomBytes(5 * MB);
  beforeEach(async () => void (await s3.put('specs', 'a', content)));

  it.each([
    ['resets', { kind: 'reset-after', bytes: MB } as const],
    ['early ends', { kind: 'end-after', bytes: MB } as const],
    ['stalls', { kind: 'stall', bytes: 2 * MB } as const],
  ])('goes on where it was after %s', async (_, fault) => {
    proxy.script(() => fault);
    const bytes = await buffer(await open({ deadlineMs: 4000 }).read('a'));
    expect(bytes.equals(content)).toBe(true);
    const ranges = proxy.requests.map(({ headers }) => headers.range);
    expect(ranges.length).toBeGreaterThanOrEqual(3);
    expect(ranges[0]).toBeUndefined();
    expect(ranges[1]).toMatch(/^bytes=[1-9]\d*-5242879$/);
    expect(
      proxy.requests.slice(1).every(({ headers }) => /^"[0-9a-f]{32}"$/.test(headers['if-match'] ?? '')),
    ).toBe(true);
  });

  it('of a range goes on within the range', async () => {
    proxy.script(() => ({ kind: 'reset-after', bytes: MB }));
    const bytes = await buffer(await open().read('a', { range: { start: 100, end: 3 * MB } }));
    expect(bytes.equals(content.subarray(100, 3 * MB + 1))).toBe(true);
    expect(proxy.requests[0]?.headers.range).toBe('bytes=100-3145728');
    expect(proxy.requests.at(-1)?.headers.range).toMatch(/^bytes=\d+-3145728$/);
  });

  it('goes on over errors between', async () => {
    proxy.script(({ number }) => {
      if (number === 1) return { kind: 'reset-after', bytes: MB };
      return number < 4 ? s3ErrorAnswer(503, 'SlowDown') : undefined;
    });
    expect((await buffer(await open().read('a'))).equals(content)).toBe(true);
    expect(proxy.requests).toHaveLength(4);
  });

  it('is slow when the server is slow', async () => {
    proxy.script(() => ({ kind: 'slow', bytes: 200_000, delayMs: 10 }));
    expect((await buffer(await open({ deadlineMs: 2000 }).read('a'))).equals(content)).toBe(true);
    expect(proxy.requests).toHaveLength(1);
  });

  it('waits for a reader who is slower than the deadline', async () => {
    const stream = await open({ deadlineMs: 400 }).read('a');
    const parts: Buffer[] = [];
    for await (const part of stream) {
      if (parts.length === 1) await sleep(1000);
      parts.push(part);
    }
    expect(Buffer.concat(parts).equals(content)).toBe(true);
  });

  it('of an object that has been changed meanwhile says so', async () => {
    proxy.script(({ number }) => (number === 1 ? { kind: 'reset-after', bytes: MB } : undefined));
    const stream = await open().read('a');
    await s3.put('specs', 'a', randomBytes(5 * MB));
    await expect(buffer(stream)).rejects.toThrow(
      expect.objectContaining({
        name: 'UserError',
        message: 's3://specs/a was changed while it was being read.',
        hint: 'Try again when nobody writes it.',
      }),
    );
  });

  it('of an object that has gone meanwhile says so', async () => {
    proxy.script(({ number }) => (number === 1 ? { kind: 'reset-after', bytes: MB } : undefined));
    const stream = await open().read('a');
    s3.emptyBucket('specs');
    await expect(buffer(stream)).rejects.toThrow(
      expect.objectContaining({ name: 'UserError', message: 'There is no object s3://specs/a.' }),
    );
  });

  it('from a server that knows no ranges is not put together wrongly', async () => {
    const whole = (headers: Record<string, string>) =>
      ({
        kind: 'answer',
        status: 200,
        body: 'x'.repeat(1000),
        headers: { etag: '"1"', ...headers },
      }) as const;
    proxy.script(() => whole({}));
    const message = 'A part of s3://specs/a was asked for, and the server sent something else.';
    await expect(open().read('a', { range: { start: 5, end: 9 } })).rejects.toThrow(
      expect.objectContaining({ name: 'UserError', message }),
    );
    proxy.script(() => whole({ 'content-length': '2000' }));
    await expect(open({ deadlineMs: 1000 }).read('a').then(buffer)).rejects.toThrow(
      expect.objectContaining({ name: 'UserError', message }),
    );
  });

  it('that was damaged on its way is not taken', async () => {
    proxy.script(() => ({ kind: 'flip-bit', at: 4 * MB }));
    await expect(open().read('a').then(buffer)).rejects.toThrow(
      expect.objectContaining({
        name: 'UserError',
        message: 's3://specs/a was damaged on its way: its checksum differs.',
        hint: 'Try again; if it stays so, upload it anew.',
      }),
    );
  });

  it('ends at the deadline when nothing comes any more', async () => {
    proxy.script(({ number }) => ({ kind: 'stall', bytes: number === 1 ? MB : 0 }));
    await expect(open({ deadlineMs: 1000 }).read('a').then(buffer)).rejects.toThrow(
      expect.objectContaining({
        name: 'UserError',
        message: expect.stringMatching(
          /^Cannot read s3:\/\/specs\/a: the connection to http:\S+ broke or stalled again and again for 1 s\.$/,
        ),
      }),
    );
  });

  it('that is given up while it waits ends at once and asks no more', async () => {
    proxy.script(() => ({ kind: 'stall', bytes: MB }));
    const stream = await open().read('a');
    let received = 0;
    await new Promise<void>((resolve) => {
      stream.on('data', (chunk: Buffer) => {
        received += chunk.length;
        if (received === MB) resolve();
      });
    });
    const closed = new Promise((resolve) => stream.once('close', resolve));
    stream.destroy();
    await closed;
    expect(proxy.requests).toHaveLength(1);
  });

  it('that breaks before anybody reads it, or is given up, harms nobody', async () => {
    proxy.script(({ number }) => (number === 1 ? { kind: 'reset-after', bytes: 1000 } : undefined));
    const stream = await open().read('a');
    await sleep(50);
    expect((await buffer(stream)).equals(content)).toBe(true);
    (await open().read('a')).destroy();
    const abort = new AbortController();
    const aborted = await open().read('a', { signal: abort.signal });
    aborted.on('error', () => {});
    abort.abort();
    await sleep(50);
    expect(aborted.destroyed).toBe(true);
  });
});

describe('an upload in parts', () => {
  const content = randomBytes(20 * MB);
  const isPart = (request: SeenRequest) => request.method === 'PUT' && request.path.includes('partNumber=');

  it('goes on over broken connections, errors and lost answers', async () => {
    const seen = new Map<string, number>();
    proxy.script((request) => {
      const name = `${request.method} ${request.path}`;
      seen.set(name, (seen.get(name) ?? 0) + 1);
      if (seen.get(name) !== 1) return undefined;
      if (request.path.includes('partNumber=1&')) return { kind: 'drop-upload', bytes: MB };
      if (request.path.includes('partNumber=2&')) return s3ErrorAnswer(503, 'SlowDown');
      if (request.path.includes('partNumber=3&')) return { kind: 'lose-answer' };
      return undefined;
    });
    const written = await open().write('a', content);
    expect(written.size).toBe(content.length);
    expect((await s3.get('specs', 'a')).equals(content)).toBe(true);
    expect(proxy.requests.filter(isPart)).toHaveLength(6);
    expect(await s3.hasUnfinishedUploads('specs')).toBe(false);
  });

  it('is finished though the answer to its end got lost', async () => {
    let ends = 0;
    proxy.script(({ method, path }) =>
      method === 'POST' && path.includes('uploadId=') && ++ends === 1 ? { kind: 'lose-answer' } : undefined,
    );
    const written = await open().write('a', Readable.from([content]), { ifAbsent: true });
    expect(ends).toBe(2);
    expect((await s3.get('specs', 'a')).equals(content)).toBe(true);
    expect(written.etag).toBe((await open().head('a'))?.etag);
  });

  it.each([
    [
      'one of its parts is refused',
      (request: SeenRequest) => isPart(request) && request.path.includes('partNumber=2&'),
    ],
    [
      'its end is refused',
      ({ method, path }: SeenRequest) => method === 'POST' && path.includes('uploadId='),
    ],
  ])('leaves nothing when %s', async (_, isRefused) => {
    proxy.script((request) =>
      isRefused(request) ? s3ErrorAnswer(403, 'AccessDenied', 'Access Denied') : undefined,
    );
    await expect(open().write('a', content)).rejects.toThrow(
      expect.objectContaining({
        name: 'UserError',
        message: 'Access to s3://specs/a was refused: Access Denied.',
      }),
    );
    expect(await s3.keys('specs')).toEqual([]);
    expect(await s3.hasUnfinishedUploads('specs')).toBe(false);
  });

  it('leaves nothing when it is aborted, also while the server stalls', async () => {
    const abort = new AbortController();
    const reason = new Error('enough');
    proxy.script((request) => {
      if (!isPart(request)) return undefined;
      setImmediate(() => abort.abort(reason));
      return { kind: 'stall' };
    });
    await expect(open().write('a', content, { signal: abort.signal })).rejects.toBe(reason);
    expect(proxy.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
    expect(await s3.hasUnfinishedUploads('specs')).toBe(false);
  });

  it('says why it failed also when it could not be cleaned up', async () => {
    proxy.script((request) => {
      if (isPart(request)) return s3ErrorAnswer(403, 'AccessDenied', 'Access Denied');
      return request.method === 'DELETE' ? s3ErrorAnswer(400, 'Whatever') : undefined;
    });
    await expect(open().write('a', content)).rejects.toThrow(
      'Access to s3://specs/a was refused: Access Denied.',
    );
  });
});

describe('a write that must not replace anything', () => {
  const isPut = ({ method, headers }: SeenRequest) => method === 'PUT' && headers['if-none-match'] === '*';
  const conflict = s3ErrorAnswer(412, 'PreconditionFailed');

  it('says so before it sends the bytes', async () => {
    await s3.put('specs', 'a', 'before');
    await expect(open().write('a', 'after', { ifAbsent: true })).rejects.toThrow(AlreadyExistsError);
    expect(proxy.requests.map(({ method }) => method)).toEqual(['HEAD']);
  });

  it.each([
    ['412', conflict],
    ['409', s3ErrorAnswer(409, 'ConditionalRequestConflict')],
  ])('loses against a quicker writer when the server says %s', async (_, answer) => {
    proxy.script((request) => (isPut(request) ? answer : undefined));
    const error = await open()
      .write('a', 'x', { ifAbsent: true })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AlreadyExistsError);
    expect(error).toMatchObject({ message: 's3://specs/a exists already.' });
  });

  it('loses in parts too, and leaves none', async () => {
    proxy.script(({ method, path, headers }) =>
      method === 'POST' && path.includes('uploadId=') && headers['if-none-match'] === '*'
        ? conflict
        : undefined,
    );
    const body = Buffer.alloc(9 * MB);
    await expect(open().write('a', body, { ifAbsent: true })).rejects.toThrow(AlreadyExistsError);
    expect(await s3.hasUnfinishedUploads('specs')).toBe(false);
  });

  it('knows its own write again when the answer got lost', async () => {
    let puts = 0;
    proxy.script((request) => {
      if (!isPut(request)) return undefined;
      return ++puts === 1 ? { kind: 'lose-answer' } : conflict;
    });
    const written = await open().write('a', 'x', { ifAbsent: true });
    expect(puts).toBe(2);
    expect(written.etag).toBe((await open().head('a'))?.etag);
  });

  it.each([
    ['one request', 'x'],
    ['parts', Buffer.alloc(9 * MB)],
  ])('works without the condition on a server that does not know it, in %s', async (_, body) => {
    proxy.script(({ headers }) =>
      headers['if-none-match'] ? s3ErrorAnswer(501, 'NotImplemented') : undefined,
    );
    const source = Readable.from([body]);
    await open().write('a', source, { ifAbsent: true });
    expect((await s3.get('specs', 'a')).length).toBe(body.length);
    await expect(open().write('a', body, { ifAbsent: true })).rejects.toThrow(AlreadyExistsError);
  });

  it('needs no right to look', async () => {
    proxy.script(({ method }) =>
      method === 'PUT' ? undefined : s3ErrorAnswer(403, 'AccessDenied', 'Access Denied'),
    );
    await open().write('a', 'x', { ifAbsent: true });
    expect((await s3.get('specs', 'a')).toString()).toBe('x');
  });
});

describe('a server that accepts connections and says nothing', () => {
  it('is given up', async () => {
    const server = createTcpServer(() => {});
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
    await expect(
      open({ endpointUrl: `http://127.0.0.1:${port}`, deadlineMs: 1000 }).head('a'),
    ).rejects.toThrow(
      expect.objectContaining({
        message: expect.stringContaining('broke or stalled again and again for 1 s.'),
      }),
    );
    server.close();
  });
});

async function pathsOf(objects: AsyncIterable<StoredObject>): Promise<string[]> {
  const paths: string[] = [];
  for await (const { path } of objects) paths.push(path);
  return paths;
}

/** Hours since 1970 of `20261121T041500Z`. */
function toHours(amzDate = ''): number {
  return Date.parse(amzDate.replace(/^(....)(..)(..T..)(..)/, '$1-$2-$3:$4:')) / 3_600_000;
}
