import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AccessOptions, readAccess } from '../../../src/app/access/access.ts';
import type { App, AppPart } from '../../../src/app/app.ts';
import { listen } from '../../../src/app/server/serve.ts';
import { itNeeds } from '../../support/needs.ts';
import { openSample } from '../../support/open-app.ts';
import { rawGet, rawHttp } from '../../support/raw-http.ts';
import { packApp, sampleContent } from '../../support/sample-app.ts';
import { tempFolder } from '../../support/temp.ts';

let app: App;
const closing: (() => Promise<void>)[] = [];

/** A part with quick answers, and a route for those that are asked in another way. */
const quick: AppPart = {
  name: 'quick',
  tab: () => 'Quick',
  summary: () => '',
  pages: new Hono(),
  root: new Hono().get('/quick-row', (c) => c.json({ quick: false })),
  quick: (address) => (address.startsWith('/quick-row') ? '{"quick":true}' : undefined),
  selftest: () => undefined,
};

beforeAll(async () => {
  const folder = tempFolder();
  const file = join(folder, 'stationer');
  await packApp(file, await sampleContent(folder));
  const sample = openSample(file);
  app = { ...sample, parts: [...sample.parts, quick] };
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(options: AccessOptions): Promise<string> {
  const access = readAccess(app.manifest.name, options);
  const { url, close } = await listen(app, { host: options.host, port: 0 }, access);
  closing.push(close);
  return url;
}

/** Status of a page, a picture, an address of the API and a quick answer: the same for all. */
async function statuses(url: string, headers: Record<string, string> = {}, from?: string) {
  const found = await Promise.all(
    ['/', '/favicon.ico?', '/assets/parts/none.js', '/api/files', '/healthz', '/quick-row', '/nowhere'].map(
      async (path) => {
        const answer = await rawHttp(url, rawGet(path, headers), from === undefined ? {} : { from });
        return Number(answer.slice(9, 12));
      },
    ),
  );
  return found;
}

const LET_IN = [200, 200, 404, 200, 200, 200, 404];
const REFUSED = LET_IN.map(() => 403);

describe('on loopback', () => {
  it('a foreign Host or Origin is refused everywhere, the quick answers included', async () => {
    const url = await serve({ host: '127.0.0.1' });
    expect(await statuses(url)).toEqual(LET_IN);
    expect(await statuses(url, { host: 'evil.example' })).toEqual(REFUSED);
    expect(await statuses(url, { origin: 'http://evil.example' })).toEqual(REFUSED);
    expect(await statuses(url, { origin: 'null' })).toEqual(REFUSED);
    expect(await statuses(url, { origin: 'http://localhost' })).toEqual(LET_IN);
  });

  it('who is refused is told nothing of the app', async () => {
    const url = await serve({ host: '127.0.0.1' });
    const page = await rawHttp(url, rawGet('/', { host: 'evil.example' }));
    expect(page).toContain('This app answers under 127.0.0.1 and localhost only.');
    expect(page).not.toMatch(/Stationer|Gallery|sales/);
    const french = await rawHttp(url, rawGet('/', { origin: 'null', 'accept-language': 'fr' }));
    expect(french).toContain('Cette application ne répond pas aux pages d’autres origines.');
    const problem = await rawHttp(url, rawGet('/api/files', { origin: 'null' }));
    expect(problem).toContain('"This app does not answer pages of other origins."');
  });
});

describe('--cors', () => {
  it('lets some origins read the answers and no others', async () => {
    const url = await serve({ host: '127.0.0.1', cors: ['https://shop.example'] });
    expect(await statuses(url, { origin: 'https://shop.example' })).toEqual(LET_IN);
    expect(await statuses(url, { origin: 'https://other.example' })).toEqual(REFUSED);
    const answer = await fetch(`${url}api/files`, { headers: { origin: 'https://shop.example' } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(answer.headers.get('access-control-expose-headers')).toContain('etag');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    expect(answer.headers.get('vary')?.toLowerCase()).toContain('origin');
    const same = await fetch(`${url}api/files`);
    expect(same.headers.get('access-control-allow-origin')).toBeNull();
    expect(same.headers.get('vary')?.toLowerCase()).toContain('origin');
  });

  it('answers what a browser asks beforehand, without a token too', async () => {
    const url = await serve({ host: '127.0.0.1', cors: ['https://shop.example'], token: 'secret' });
    const ask = (origin: string) =>
      fetch(`${url}api/files`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    const allowed = await ask('https://shop.example');
    expect(allowed.status).toBe(204);
    expect(Object.fromEntries(allowed.headers)).toMatchObject({
      'access-control-allow-origin': 'https://shop.example',
      'access-control-allow-methods': 'GET,HEAD,POST',
      'access-control-allow-headers': expect.stringContaining('authorization'),
    });
    expect((await ask('https://other.example')).status).toBe(403);
    const answer = await fetch(`${url}api/files`, { headers: { origin: 'https://shop.example' } });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example');
  });
});

describe('--allow', () => {
  it('lets in the addresses that it names and no others', async () => {
    const url = await serve({ host: '0.0.0.0', allow: ['127.0.0.2', '127.0.1.0/24'] });
    for (const from of ['127.0.0.2', '127.0.1.9'])
      expect([from, await statuses(url, {}, from)]).toEqual([from, LET_IN]);
    for (const from of ['127.0.0.1', '127.0.0.3', '127.0.2.1'])
      expect([from, await statuses(url, {}, from)]).toEqual([from, REFUSED]);
    expect(await statuses(url, { host: 'shop.example' }, '127.0.0.2')).toEqual(LET_IN);
    expect(await statuses(url, { 'x-forwarded-for': '127.0.0.2' }, '127.0.0.3')).toEqual(REFUSED);
  });

  const hasIpv6 = Object.values(networkInterfaces()).some((some) =>
    some?.some((one) => one.family === 'IPv6'),
  );

  itNeeds('IPv6', hasIpv6)('knows an IPv4 address where the server speaks IPv6', async () => {
    const url = await serve({ host: '::', allow: ['127.0.0.2'] });
    expect(await statuses(url, {}, '127.0.0.2')).toEqual(LET_IN);
    expect(await statuses(url, {}, '127.0.0.3')).toEqual(REFUSED);
  });
});

describe('--public', () => {
  it('lets in everyone under any name, but not pages of other origins', async () => {
    const url = await serve({ host: '0.0.0.0', public: true });
    expect(await statuses(url, { host: 'shop.example' }, '127.0.0.9')).toEqual(LET_IN);
    expect(await statuses(url, { host: 'shop.example', origin: 'http://evil.example' })).toEqual(REFUSED);
  });
});

describe('--token', () => {
  const withoutToken = [401, 200, 401, 401, 401, 401, 401];

  it('lets in who brings it, by header or cookie', async () => {
    const url = await serve({ host: '127.0.0.1', token: 'secret' });
    expect(await statuses(url)).toEqual(withoutToken);
    for (const scheme of ['Bearer', 'bearer', 'BEARER '])
      expect(await statuses(url, { authorization: `${scheme} secret` })).toEqual(LET_IN);
    for (const authorization of [
      'Bearer secre',
      'Bearer secrets',
      'Bearer',
      'Basic secret',
      'secret',
      'Bearer ',
    ])
      expect([authorization, await statuses(url, { authorization })]).toEqual([authorization, withoutToken]);
    expect(await statuses(url, { cookie: 'token-stationer=secret' })).toEqual(withoutToken);
  });

  it('in an address becomes a cookie and is gone from it', async () => {
    const url = await serve({ host: '127.0.0.1', token: 'se&c=r%t' });
    const token = encodeURIComponent('se&c=r%t');
    const answer = await fetch(`${url}api/search?q=a+b&token=${token}`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/api/search?q=a+b']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^token-stationer=[\da-f]{64}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(await statuses(url, { cookie: `theme=dark; ${cookie.split(';')[0]}` })).toEqual(LET_IN);
    expect(await statuses(url, { cookie: cookie.replace(/=./, '=x').split(';')[0] ?? '' })).toEqual(
      withoutToken,
    );
    const quickly = await fetch(`${url}quick-row?token=${token}`, { redirect: 'manual' });
    expect([quickly.status, quickly.headers.get('location')]).toEqual([303, '/quick-row']);
    const away = await rawHttp(url, rawGet(`//evil.example/?token=${token}`));
    expect(away).toMatch(/^location: \/evil\.example\/\r$/im);
  });

  it('that is wrong or missing is asked for on a page of its own', async () => {
    const url = await serve({ host: '127.0.0.1', token: 'secret' });
    const answer = await fetch(`${url}gallery/?page=2&token=wrong`, { redirect: 'manual' });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const html = await answer.text();
    expect(html).toContain('That is not the token of this app.');
    expect(html).toContain(
      '<form class="fields" action="/gallery/"><input type="hidden" name="page" value="2"/>',
    );
    expect(html).toContain('href="/gallery/?page=2"');
    expect(html).not.toMatch(/Stationer|wrong"/);
    const bare = await (await fetch(url, { headers: { 'accept-language': 'fr' } })).text();
    expect(bare).toContain('Cette application est réservée à ceux qui connaissent son jeton.');
  });

  it('and --allow must both hold', async () => {
    const url = await serve({ host: '0.0.0.0', token: 'secret', allow: ['127.0.0.2'] });
    const authorization = 'Bearer secret';
    expect(await statuses(url, { authorization }, '127.0.0.2')).toEqual(LET_IN);
    expect(await statuses(url, {}, '127.0.0.2')).toEqual(withoutToken);
    expect(await statuses(url, { authorization }, '127.0.0.3')).toEqual(REFUSED);
  });
});
