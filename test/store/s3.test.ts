import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import type { StoredObject } from '../../src/store/store.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import { setEnvironment, startS3, type TestS3 } from '../support/s3.ts';

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

let restore = () => {};
afterEach(() => restore());

describe('addresses', () => {
  it('of the root of a bucket and of a prefix', async () => {
    expect(openStore('s3://specs').address).toBe('s3://specs/');
    expect(openStore('s3://specs/a/b').address).toBe('s3://specs/a/b/');
    await s3.put('specs', 'root.txt', 'x');
    expect(await pathsOf(openStore('s3://specs').list())).toEqual(['root.txt']);
  });

  it('relative to one another do not lead out of the bucket', () => {
    const store = openStore('s3://specs/a/b/');
    expect(store.at('../../c').address).toBe('s3://specs/c/');
    expect(store.at('../..').address).toBe('s3://specs/');
    expect(() => store.at('../../../c/')).toThrow(
      expect.objectContaining({
        name: 'UserError',
        message: '../../../c/ leads out of the bucket specs.',
        hint: 'Write the whole address: s3://bucket/prefix/.',
        exitCode: 2,
      }),
    );
  });
});

describe('a listing', () => {
  it('goes over many pages', async () => {
    const keys = Array.from({ length: 1203 }, (_, i) => `many/${String(i).padStart(5, '0')}`);
    await Promise.all(keys.map((key) => s3.put('specs', key, '')));
    const store = openStore('s3://specs/', { endpointUrl: proxy.url });
    expect(await pathsOf(store.list('many/'))).toEqual(keys);
    expect(proxy.requests).toHaveLength(2);
  });

  it('is sorted, whatever order the server has', async () => {
    for (const key of ['a', 'Z', 'B']) await s3.put('specs', key, '');
    expect(await s3.keys('specs')).toEqual(['a', 'B', 'Z']);
    expect(await pathsOf(openStore('s3://specs/').list())).toEqual(['B', 'Z', 'a']);
  });

  it('leaves out what shows a folder, and nothing else', async () => {
    for (const key of ['p/', 'p/a/', 'p/a/b']) await s3.put('specs', key, '');
    expect(await pathsOf(openStore('s3://specs/p/').list())).toEqual(['a/b']);
    expect(await pathsOf(openStore('s3://specs/').list())).toEqual(['p/a/b']);
  });

  it.each(['p//a', 'p/../a', 'p/./a', 'p/.', 'p//'])('says that no file can be called %s', async (key) => {
    await s3.put('specs', key, 'x');
    const error = expect.objectContaining({
      name: 'UserError',
      message: `s3://specs/${key} has a name that no file can have.`,
      hint: 'Rename it: between slashes there must be a name, and not . or ..',
    });
    await expect(pathsOf(openStore('s3://specs/p/').list())).rejects.toThrow(error);
    expect(await pathsOf(openStore('s3://specs/q/').list())).toEqual([]);
  });
});

describe('an upload', () => {
  it('is one request when it is small, and parts at once when it is not', async () => {
    const store = openStore('s3://specs/', { endpointUrl: proxy.url });
    await store.write('small', randomBytes(8 * 1024 * 1024));
    expect(proxy.requests.map(({ method }) => method)).toEqual(['PUT']);
    proxy.script();
    const written = await store.write('big', Readable.from(repeat(randomBytes(1024 * 1024), 25)));
    expect(written).toMatchObject({
      size: 25 * 1024 * 1024,
      etag: expect.stringMatching(/^[0-9a-f]{32}-4$/),
    });
    expect(proxy.requests.map(({ method }) => method)).toEqual(['POST', 'PUT', 'PUT', 'PUT', 'PUT', 'POST']);
    const parts = proxy.requests.filter(({ method }) => method === 'PUT');
    expect(parts.every(({ headers }) => headers['x-amz-checksum-crc32'] !== undefined)).toBe(true);
  });

  it('carries a checksum, a type and the condition, which the server is free to know', async () => {
    const store = openStore('s3://specs/', { endpointUrl: proxy.url });
    await store.write('page.html', '<p>', { contentType: 'text/html', ifAbsent: true });
    const [looked, why, put] = proxy.requests;
    expect([looked?.method, why?.method, put?.method]).toEqual(['HEAD', 'GET', 'PUT']);
    expect(put?.headers).toMatchObject({ 'if-none-match': '*', 'x-amz-checksum-crc32': expect.any(String) });
    const head = await s3.client.send(new HeadObjectCommand({ Bucket: 'specs', Key: 'page.html' }));
    expect(head.ContentType).toBe('text/html');
  });

  it('holds no more in memory than the parts that are on their way', async () => {
    const store = openStore('s3://specs/', { concurrency: 2 });
    let produced = 0;
    let ahead = 0;
    const source = Readable.from(
      (function* () {
        for (; produced < 100; produced++) yield Buffer.alloc(1024 * 1024);
      })(),
    );
    await store.write('big', source, {
      onProgress: (bytes) => {
        ahead = Math.max(ahead, produced * 1024 * 1024 - bytes);
      },
    });
    expect(produced).toBe(100);
    expect(ahead).toBeLessThan(2 * 2 * 8 * 1024 * 1024);
  });
});

describe('the connection', () => {
  it('is not made before it is needed, and is shared with the places beside', async () => {
    restore = setEnvironment({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1' });
    const store = openStore('s3://specs/a/', { endpointUrl: s3.endpoint });
    await store.at('../b/').write('c', 'x');
    expect(await text(await store.at('../').read('b/c'))).toBe('x');
  });

  it('takes the endpoint from the environment, that for S3 first', async () => {
    restore = setEnvironment({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_ENDPOINT_URL_S3: proxy.url });
    await openStore('s3://specs/').head('a');
    expect(proxy.requests[0]?.path).toBe('/specs/a');
  });

  it('uses path style with an endpoint, unless it is told otherwise', async () => {
    const hosts: unknown[] = [];
    const server = createServer((request, response) => {
      hosts.push(`${request.headers.host} ${request.url}`);
      response.writeHead(403).end();
    });
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
    const endpointUrl = `http://localhost:${port}`;
    const deadlineMs = 1000;
    await openStore('s3://specs/', { endpointUrl, deadlineMs })
      .delete('a')
      .catch(() => {});
    await openStore('s3://specs/', { endpointUrl, deadlineMs, pathStyle: false })
      .delete('a')
      .catch(() => {});
    server.close();
    server.closeAllConnections();
    expect(hosts[0]).toBe(`localhost:${port} /specs/a?x-id=DeleteObject`);
    // Where the system knows names below localhost, the second request came as well.
    expect(hosts.slice(1).every((host) => host === `specs.localhost:${port} /a?x-id=DeleteObject`)).toBe(
      true,
    );
  });

  it('needs a region only for AWS itself, and finds it where the command line of AWS does', async () => {
    const none = { AWS_REGION: undefined, AWS_DEFAULT_REGION: undefined };
    restore = setEnvironment(none);
    await s3.put('specs', 'a', 'x');
    expect(await text(await openStore('s3://specs/').read('a'))).toBe('x');
    restore();
    restore = setEnvironment({ ...none, AWS_ENDPOINT_URL: undefined });
    await expect(openStore('s3://specs/').read('a')).rejects.toThrow(
      expect.objectContaining({
        name: 'UserError',
        message: 'No AWS region is set.',
        hint: 'Set AWS_REGION or give the region: that of the bucket.',
      }),
    );
    restore();
    restore = setEnvironment({ ...none, AWS_DEFAULT_REGION: 'eu-west-1' });
    await openStore('s3://specs/', { endpointUrl: proxy.url }).head('a');
    expect(proxy.requests[0]?.headers.authorization).toContain('/eu-west-1/s3/');
  });
});

async function pathsOf(objects: AsyncIterable<StoredObject>): Promise<string[]> {
  const paths: string[] = [];
  for await (const { path } of objects) paths.push(path);
  return paths;
}

function* repeat(chunk: Buffer, times: number) {
  for (let i = 0; i < times; i++) yield chunk;
}
