import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { beforeAll, describe, expect, it } from 'vitest';
import type { App, AppPart } from '../../../src/app/app.ts';
import { makeTagger } from '../../../src/app/server/conditional.ts';
import { makeMetrics } from '../../../src/app/server/metrics.ts';
import { createServer } from '../../../src/app/server/server.tsx';
import { openSample } from '../../support/open-app.ts';
import { packApp, sampleContent } from '../../support/sample-app.ts';
import { tempFolder } from '../../support/temp.ts';

let app: App;
let server: Hono;
let worked = 0;

const LONG = 'A line of text.\n'.repeat(200);

/** A part that counts its work, and answers in every way there is. */
const part: AppPart = {
  name: 'odd',
  tab: () => 'Odd',
  summary: () => '',
  pages: new Hono(),
  api: new Hono()
    .get('/work', (c) => c.json({ worked: ++worked }))
    .get('/random', (c) => c.json({ worked: ++worked }, 200, { 'cache-control': 'no-store' }))
    .get('/long', (c) => c.text(LONG))
    .get('/stream', () => {
      const lines = function* () {
        for (let n = 0; n < 500; n++) yield Buffer.from(`{"n":${n}}\n`);
      };
      return new Response(Readable.toWeb(Readable.from(lines())) as ReadableStream, {
        headers: { 'content-type': 'application/x-ndjson' },
      });
    })
    .get('/picture', (c) => c.body(Buffer.alloc(5000), 200, { 'content-type': 'image/webp' }))
    .get('/teapot', () => {
      throw new HTTPException(422, { message: 'The mean of a text is nothing.' });
    })
    .get('/closed', () => {
      throw new HTTPException(403, { message: 'This table is closed.' });
    })
    .post('/ask', async (c) => c.json({ bytes: (await c.req.text()).length })),
  selftest: () => undefined,
  metrics: () => '# TYPE odd_work_total counter\nodd_work_total 3\n',
};

beforeAll(async () => {
  const folder = tempFolder();
  const file = join(folder, 'stationer');
  const content = await sampleContent(folder);
  content.files.set('files/notes/long.txt', Buffer.from(LONG));
  for (const one of content.parts) if (one.name === 'files') one.options = { files: ['manuals', 'notes'] };
  await packApp(file, content);
  const sample = openSample(file);
  app = { ...sample, parts: [...sample.parts, part] };
  server = createServer(app);
});

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  server.request(path, { headers, method });

describe('ETags', () => {
  it('spare the work of an answer that somebody has', async () => {
    const first = await ask('/api/work');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[\da-f-]+"$/);
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const before = worked;
    for (const method of ['GET', 'HEAD']) {
      const again = await ask('/api/work', { 'if-none-match': `"other", ${etag}` }, method);
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    }
    expect(worked).toBe(before);
    expect((await ask('/api/work', { 'if-none-match': 'W/"other"' })).status).toBe(200);
    expect(worked).toBe(before + 1);
  });

  it('are others for another address, language, appearance, kind of answer, and content', async () => {
    const tagOf = async (path: string, headers: Record<string, string> = {}) =>
      (await ask(path, headers)).headers.get('etag');
    const tags = await Promise.all([
      tagOf('/files/'),
      tagOf('/files/?x=1'),
      tagOf('/search?q=a'),
      tagOf('/files/', { 'accept-language': 'fr' }),
      tagOf('/files/', { cookie: 'theme=dark' }),
      tagOf('/files/', { accept: 'application/json' }),
    ]);
    expect(tags).not.toContain(null);
    expect(new Set(tags).size).toBe(tags.length);
    expect(await tagOf('/files/', { cookie: 'language=fr', 'accept-language': 'en' })).toBe(tags[3]);
    const other = createServer({ ...app, manifest: { ...app.manifest, content: 'other' } });
    expect((await other.request('/files/')).headers.get('etag')).not.toBe(tags[0]);
  });

  it('are not for what must not be kept', async () => {
    const paths = ['/api/random', '/healthz', '/metrics', '/settings?theme=dark', '/nowhere', '/api/teapot'];
    for (const path of paths) {
      const { headers } = await ask(path);
      expect([path, headers.get('etag'), headers.get('cache-control')]).toEqual([path, null, 'no-store']);
    }
  });

  it("of a file are the file's own", async () => {
    const etag = (await ask('/favicon.svg')).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\da-f]{64}"$/);
    expect((await ask('/favicon.svg', { 'if-none-match': etag })).status).toBe(304);
  });

  it('of quick answers need no variant', () => {
    const tag = makeTagger(app.manifest);
    expect(tag('/getRow/1')).toBe(tag('/getRow/1'));
    expect(tag('/getRow/1')).not.toBe(tag('/getRow/2'));
  });
});

describe('compression', () => {
  const gzip = { 'accept-encoding': 'br;q=1, gzip;q=0.8' };

  it('is for texts of more than 1 kB, streams and files too', async () => {
    for (const path of ['/', '/api/long', '/api/stream', '/assets/app.css']) {
      const plain = Buffer.from(await (await ask(path)).arrayBuffer());
      const packed = await ask(path, gzip);
      expect([path, packed.headers.get('content-encoding')]).toEqual([path, 'gzip']);
      expect(packed.headers.get('vary')).toContain('accept-encoding');
      expect(packed.headers.has('content-length')).toBe(false);
      const bytes = Buffer.from(await packed.arrayBuffer());
      expect(bytes.length).toBeLessThan(plain.length);
      expect(gunzipSync(bytes).equals(plain)).toBe(true);
    }
  });

  it('is not for what is short, no text, a range, or for who does not understand it', async () => {
    const plain = async (path: string, headers: Record<string, string>, method = 'GET') =>
      expect([path, (await ask(path, headers, method)).headers.get('content-encoding')]).toEqual([
        path,
        null,
      ]);
    await plain('/api/work', gzip);
    await plain('/api/files/nowhere', gzip);
    await plain('/api/picture', gzip);
    await plain('/files/download/notes/long.txt', gzip);
    await plain('/assets/app.css', { ...gzip, range: 'bytes=0-2000' });
    await plain('/api/long', {});
    await plain('/api/long', { 'accept-encoding': 'br, identity' });
    await plain('/api/long', { 'accept-encoding': 'gzip;q=0, *' });
    await plain('/api/long', gzip, 'HEAD');
    expect(await (await ask('/api/work', gzip)).json()).toHaveProperty('worked');
  });

  it('weakens an ETag, which is still understood', async () => {
    const etag = (await ask('/assets/app.css', gzip)).headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\//);
    expect((await ask('/assets/app.css', { ...gzip, 'if-none-match': etag })).status).toBe(304);
  });
});

describe('methods', () => {
  it('that an address does not know are 405 with those that it does', async () => {
    for (const [method, path, allow] of [
      ['POST', '/', 'GET, HEAD'],
      ['DELETE', '/files/', 'GET, HEAD'],
      ['PUT', '/api/files', 'GET, HEAD'],
      ['GET', '/api/ask', 'POST'],
      ['OPTIONS', '/api/files', 'GET, HEAD'],
    ] as const) {
      const response = await ask(path, { accept: 'application/json' }, method);
      expect([path, response.status, response.headers.get('allow')]).toEqual([path, 405, allow]);
      expect(await response.json()).toMatchObject({ status: 405, title: 'Not in this way' });
    }
    expect((await ask('/nowhere', {}, 'POST')).status).toBe(404);
  });

  it('HEAD is GET without the body', async () => {
    for (const path of ['/', '/healthz', '/metrics', '/api/openapi.json', '/search?q=a', '/nowhere']) {
      const [get, head] = [await ask(path), await ask(path, {}, 'HEAD')];
      expect([path, head.status, await head.text()]).toEqual([path, get.status, '']);
      expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
    }
  });
});

describe('failures', () => {
  it('are problems for who reads JSON and no pages, and pages for others', async () => {
    const type = async (path: string, accept: string) =>
      (await ask(path, { accept })).headers.get('content-type');
    expect(await type('/nowhere', 'application/json')).toBe('application/problem+json');
    expect(await type('/nowhere', 'application/problem+json, */*')).toBe('application/problem+json');
    expect(await type('/nowhere', 'text/html, application/json;q=0.9')).toBe('text/html; charset=utf-8');
    expect(await type('/nowhere', '*/*')).toBe('text/html; charset=utf-8');
    expect(await type('/api/nowhere', 'text/html')).toBe('application/problem+json');
  });

  it('have a title in the language of the reader, and one in English for programs', async () => {
    const page = await (await ask('/nowhere', { 'accept-language': 'fr' })).text();
    expect(page).toContain('<h1>Introuvable</h1><p>Il n’y a rien à cette adresse.</p>');
    const problem = await (await ask('/api/teapot', { 'accept-language': 'fr' })).json();
    expect(problem).toEqual({
      type: 'about:blank',
      title: 'That has no answer',
      status: 422,
      detail: 'The mean of a text is nothing.',
    });
  });

  it('of a part keep the frame, whatever their status', async () => {
    const odd = createServer({ ...app, parts: [{ ...part, pages: part.api ?? new Hono() }] });
    const page = await (await odd.request('/odd/closed')).text();
    expect(page).toContain('<h1>Not allowed</h1><p lang="en">This table is closed.</p>');
    expect(page).toContain('class="tabs"');
  });

  it('are 413 for more than 1 MB', async () => {
    const post = (body: string) => server.request('/api/ask', { method: 'POST', body });
    expect(await (await post('x'.repeat(1_000_000))).json()).toEqual({ bytes: 1_000_000 });
    const large = await post('x'.repeat(1_000_001));
    expect(await large.json()).toMatchObject({ status: 413, detail: 'The request is larger than 1 MB.' });
  });
});

describe('/metrics', () => {
  it('counts requests by method, route and status, never by address', async () => {
    const metrics = makeMetrics();
    const counted = createServer(app, { metrics });
    for (const path of ['/files/', '/files/?x=1', '/gallery/sets/products', '/nowhere/a', '/nowhere/b'])
      await counted.request(path);
    await counted.request('/files/', { method: 'HEAD' });
    await counted.request('/files/', { method: 'PROPFIND' });
    const response = await counted.request('/metrics');
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const lines = (await response.text()).split('\n');
    for (const line of [
      'http_requests_total{method="GET",route="/files",status="200"} 2',
      'http_requests_total{method="HEAD",route="/files",status="200"} 1',
      'http_requests_total{method="GET",route="/gallery/sets/:set",status="200"} 1',
      'http_requests_total{method="GET",route="none",status="404"} 2',
      'http_requests_total{method="other",route="none",status="405"} 1',
      'http_request_duration_seconds_count{method="GET",route="/files",status="200"} 2',
      'http_request_duration_seconds_bucket{method="GET",route="/files",status="200",le="+Inf"} 2',
      'http_requests_in_flight 1',
      'holdall_app_info{name="stationer",version="1.0.0"} 1',
      'odd_work_total 3',
    ])
      expect(lines).toContain(line);
    for (const name of [
      'http_sent_bytes_total',
      'process_resident_memory_bytes',
      'nodejs_heap_size_used_bytes',
      'process_uptime_seconds',
      'nodejs_eventloop_delay_seconds{quantile="0.99"}',
    ])
      expect(lines.filter((line) => line.startsWith(`${name} `))).toHaveLength(1);
    // Every line is a comment or a sample of a family that was announced; the last one ends.
    const samples = lines.filter((line) => line !== '' && !line.startsWith('#'));
    for (const line of samples) expect(line).toMatch(/^[a-z_]+(\{([a-z]+="[^"]*",?)+\})? [\d.e+-]+$/);
    expect(lines.at(-1)).toBe('');
    metrics.delay.disable();
  });
});
