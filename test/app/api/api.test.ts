import { join } from 'node:path';
import { Hono } from 'hono';
import { beforeAll, describe, expect, it } from 'vitest';
import { readAccess } from '../../../src/app/access/access.ts';
import type { OpenApi } from '../../../src/app/api/openapi.ts';
import type { App, AppPart } from '../../../src/app/app.ts';
import { createServer } from '../../../src/app/server/server.tsx';
import { openSample } from '../../support/open-app.ts';
import { packApp, sampleContent } from '../../support/sample-app.ts';
import { tempFolder } from '../../support/temp.ts';

let app: App;
let server: Hono;

/** A part with every kind of parameter. */
const part: AppPart = {
  name: 'odd',
  tab: () => 'Odd',
  summary: () => '',
  pages: new Hono(),
  api: new Hono()
    .get('/odd/:t', (c) => c.json({ t: c.req.param('t'), ...c.req.query() }))
    .post('/odd', async (c) => c.json(await c.req.json())),
  describeApi: () => ({
    paths: {
      '/api/odd/{t}': {
        get: {
          summary: 'Odd & ends',
          description: 'What is <odd>.',
          parameters: [
            { name: 't', in: 'path', required: true, schema: { type: 'string' }, example: 'a/b' },
            { name: 'n', in: 'query', schema: { type: 'integer', default: 10 }, description: 'How many.' },
            { name: 'order', in: 'query', schema: { type: 'string', enum: ['up', 'down'] } },
            { name: 'all', in: 'query', schema: { type: 'boolean' } },
            { name: 'x-odd', in: 'header', schema: { type: 'string' } },
          ],
          responses: { '200': { description: 'It.' } },
        },
      },
      '/api/odd': {
        post: {
          summary: 'Send',
          requestBody: { content: { 'application/json': { example: { a: 1 } } } },
          responses: { '200': { description: 'It.' } },
        },
      },
    },
    schemas: { Odd: { type: 'object' } },
  }),
  selftest: () => undefined,
};

beforeAll(async () => {
  const folder = tempFolder();
  const file = join(folder, 'stationer');
  await packApp(file, await sampleContent(folder));
  const sample = openSample(file);
  app = { ...sample, parts: [...sample.parts, part] };
  server = createServer(app);
});

const document = async (from = server): Promise<OpenApi> =>
  (await from.request('/api/openapi.json', { headers: { authorization: 'Bearer secret' } })).json();

describe('/api/openapi.json', () => {
  it('has what the frame and all parts answer', async () => {
    const api = await document();
    expect(api.openapi).toBe('3.1.0');
    expect(api.info).toMatchObject({ title: "The <Stationer's> catalogue", version: '1.0.0' });
    expect(api.servers).toEqual([{ url: '/' }]);
    for (const path of ['/api/odd/{t}', '/api/odd', '/api/files', '/api/search', '/healthz', '/metrics'])
      expect(Object.keys(api.paths)).toContain(path);
    expect(api.paths['/api/odd']?.['post']?.tags).toEqual(['odd']);
    expect(api.components['schemas']).toMatchObject({ Odd: { type: 'object' }, Problem: { type: 'object' } });
    for (const operation of Object.values(api.paths).flatMap((methods) => Object.values(methods)))
      expect(operation.responses?.['default']).toEqual({ $ref: '#/components/responses/Problem' });
    expect(api).not.toHaveProperty('security');
  });

  it('refers to nothing that is not in it', async () => {
    const api = await document();
    for (const [, pointer = ''] of JSON.stringify(api).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = pointer
        .split('/')
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], api);
      expect([pointer, typeof found]).toEqual([pointer, 'object']);
    }
  });

  it('says that a token is needed where one is', async () => {
    const api = await document(
      createServer(app, { access: readAccess('x', { host: '::1', token: 'secret' }) }),
    );
    expect(api.security).toEqual([{ token: [] }]);
    expect(api.components['securitySchemes']).toEqual({ token: { type: 'http', scheme: 'bearer' } });
  });

  it('describes only addresses that there are, by their own methods', async () => {
    const api = await document();
    for (const [path, methods] of Object.entries(api.paths)) {
      for (const method of Object.keys(methods)) {
        const filled = path.replace(/\{[^}]+\}/g, 'x');
        const { status } = await server.request(filled, {
          method: method.toUpperCase(),
          body: bodyOf(method),
        });
        expect([method, path, [404, 405].includes(status) && !path.includes('{')]).toEqual([
          method,
          path,
          false,
        ]);
      }
    }
  });
});

const bodyOf = (method: string) => (method === 'post' ? '{}' : null);

describe('/api/', () => {
  it('is a page with a form for every operation', async () => {
    const html = await (await server.request('/api/')).text();
    expect(html).toContain('<h2 id="api-odd">Odd</h2>');
    expect(html).toContain('<code>/api/odd/{t}</code>');
    expect(html).toContain('What is &lt;odd>.');
    expect(html).toMatch(/<input name="path\.t" required value="a\/b"/);
    expect(html).toMatch(/<input name="query\.n" placeholder="10" inputmode="numeric"/);
    expect(html).toContain(
      '<select name="query.order"><option value></option><option>up</option><option>down</option>',
    );
    expect(html).toContain('<select name="query.all"><option value></option><option>true</option>');
    expect(html).not.toContain('x-odd');
    expect(html).toMatch(/<textarea name="body"[^>]*>\{\n {2}&quot;a&quot;: 1\n\}<\/textarea>/);
    const french = await server.request('/api', { headers: { 'accept-language': 'fr' } });
    expect(await french.text()).toContain('Tout ce qui est ici peut aussi être demandé par des programmes');
  });

  it('opens the answer without a script', async () => {
    const query = new URLSearchParams({
      operation: '/api/odd/{t}',
      'path.t': 'a/b $&',
      'query.n': '5',
      'query.all': '',
    });
    const response = await server.request(`/api/try?${query}`);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/api/odd/a%2Fb%20%24%26?n=5']);
    const answer = await server.request(response.headers.get('location') ?? '');
    expect(await answer.json()).toEqual({ t: 'a/b $&', n: '5' });
    for (const operation of ['', '/api/odd', '//evil.example', '/api/nowhere'])
      expect((await server.request(`/api/try?operation=${operation}`)).status).toBe(404);
  });
});
