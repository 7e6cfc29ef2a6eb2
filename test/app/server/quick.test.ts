import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { App, AppPart } from '../../../src/app/app.ts';
import { listen } from '../../../src/app/server/serve.ts';
import { openSample } from '../../support/open-app.ts';
import { rawGet, rawHttp } from '../../support/raw-http.ts';
import { packApp, sampleContent } from '../../support/sample-app.ts';
import { tempFolder } from '../../support/temp.ts';

let sample: App;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const folder = tempFolder();
  const file = join(folder, 'stationer');
  await packApp(file, await sampleContent(folder));
  sample = openSample(file);
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(part: Partial<AppPart>) {
  const whole: AppPart = {
    name: 'odd',
    tab: () => 'Odd',
    summary: () => '',
    pages: new Hono(),
    selftest: () => undefined,
    ...part,
  };
  const { url, close } = await listen({ ...sample, parts: [whole] }, { host: '127.0.0.1', port: 0 });
  closing.push(close);
  return { url, close };
}

describe('quick answers', () => {
  const asked: string[] = [];
  const part: Partial<AppPart> = {
    quick(address) {
      asked.push(address);
      if (address.startsWith('/row/')) return `["é",${address.slice(5)}]`;
      if (address === '/bytes') return Buffer.from('[1]');
      if (address === '/broken') throw new Error('secret');
      return undefined;
    },
    root: new Hono()
      .get('/row/:n', (c) => c.json({ slow: true }))
      .post('/row/:n', (c) => c.json({ posted: true }))
      .get('/broken', (c) => c.json({ slow: true })),
  };

  it('are JSON with all that keeps them safe', async () => {
    const { url } = await serve(part);
    const answer = await fetch(`${url}row/5`);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/json',
      'content-length': '8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      etag: expect.stringMatching(/^W\/"/),
    });
    expect(await answer.json()).toEqual(['é', 5]);
  });

  it('may be text or bytes, and are asked for with the address as it came', async () => {
    const { url } = await serve(part);
    asked.length = 0;
    expect(await (await fetch(`${url}bytes`)).text()).toBe('[1]');
    expect(await (await fetch(`${url}row/%41`)).text()).toBe('["é",%41]');
    expect(asked).toEqual(['/bytes', '/row/%41']);
  });

  it('are 304 for who has them', async () => {
    const { url } = await serve(part);
    const etag = (await fetch(`${url}row/5`)).headers.get('etag') ?? '';
    const again = await fetch(`${url}row/5`, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    expect((await fetch(`${url}row/6`, { headers: { 'if-none-match': etag } })).status).toBe(200);
  });

  it('are left to the routes for other methods, other addresses, and when they fail', async () => {
    const { url } = await serve(part);
    expect(await (await fetch(`${url}row/5`, { method: 'POST' })).json()).toEqual({ posted: true });
    expect(await (await fetch(`${url}broken`)).json()).toEqual({ slow: true });
    expect((await fetch(`${url}other`)).status).toBe(404);
    const own = await fetch(`${url}row/5`, { headers: { origin: new URL(url).origin } });
    expect(await own.json()).toEqual({ slow: true });
  });

  it('keep a connection, its pipeline and HEAD in order', async () => {
    const { url } = await serve(part);
    const head = (method: string, path: string) => `${method} ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
    const said = await rawHttp(
      url,
      `${head('GET', '/row/1')}${head('HEAD', '/row/2')}${head('GET', '/nowhere')}${rawGet('/row/3')}`,
    );
    const statuses = [...said.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => status);
    expect(statuses).toEqual(['200', '200', '404', '200']);
    expect(said.match(/\["é",\d\]/g)).toEqual(['["é",1]', '["é",3]']);
    expect(await rawHttp(url, 'GET /row/1 HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await rawHttp(url, 'GET /row/1 HTTP/1.0\r\nHost: localhost\r\n\r\n')).toMatch(/\["é",1\]$/);
  });

  it('are counted', async () => {
    const { url } = await serve(part);
    for (let n = 0; n < 5; n++) await (await fetch(`${url}row/${n}`)).text();
    await fetch(`${url}row/1`, { method: 'HEAD' });
    const text = await (await fetch(`${url}metrics`)).text();
    expect(text).toContain('http_requests_total{method="GET",route="odd (quick)",status="200"} 5\n');
    expect(text).toContain('http_requests_total{method="HEAD",route="odd (quick)",status="200"} 1\n');
    expect(Number(/http_sent_bytes_total (\d+)/.exec(text)?.[1])).toBeGreaterThan(1000);
  });
});

describe('when the server stops', () => {
  it('an answer that has begun ends, and nothing begins any more', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const { url, close } = await serve({
      pages: new Hono().get('/slow', async (c) => {
        begun.resolve();
        await promise;
        return c.text('done');
      }),
    });
    const idle = connect(Number(new URL(url).port), '127.0.0.1');
    await once(idle, 'connect');
    const answer = fetch(`${url}odd/slow`);
    await begun.promise;
    const closed = close();
    closing.length = 0;
    resolve();
    expect(await (await answer).text()).toBe('done');
    await closed;
    await expect(fetch(url)).rejects.toThrow();
  });

  it('an answer that never ends is cut off', async () => {
    const begun = Promise.withResolvers<void>();
    const { url, close } = await serve({
      pages: new Hono().get('/never', () => {
        begun.resolve();
        return new Promise<never>(() => undefined);
      }),
    });
    const answer = fetch(`${url}odd/never`).catch(() => 'cut');
    await begun.promise;
    closing.length = 0;
    await close();
    expect(await answer).toBe('cut');
  });
});
