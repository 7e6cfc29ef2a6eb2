import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Hono } from 'hono';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { App } from '../../../src/app/app.ts';
import { createServer } from '../../../src/app/server/server.tsx';
import { UserError } from '../../../src/base/error.ts';
import { openSample } from '../../support/open-app.ts';
import { packApp, sampleContent } from '../../support/sample-app.ts';
import { tempFolder } from '../../support/temp.ts';

const folder = tempFolder();
let app: App;
let server: Hono;

beforeAll(async () => {
  const file = join(folder, 'stationer');
  await packApp(file, await sampleContent(folder));
  app = openSample(file);
  server = createServer(app);
});

describe('the first page', () => {
  it('names the app, its version and day, and leads to every part', async () => {
    const response = await server.request('/');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await response.text();
    expect(html).toMatch(/^<!doctype html><html lang="en" data-theme="auto">/);
    expect(html).toContain('The &lt;Stationer');
    expect(html).not.toContain('<Stationer');
    expect(html).toContain('Version 1.0.0');
    expect(html).toContain('21 November 2026');
    for (const part of ['gallery', 'dataset', 'files']) expect(html).toContain(`href="/${part}/"`);
    for (const summary of ['3 pictures in 1 set', '3 tables, 122 rows', '7 files'])
      expect(html).toContain(summary);
    expect(html).toContain('<a href="/" aria-current="page">Home</a>');
  });

  it('and all others have no script in them and no style but one that is named, and forbid both', async () => {
    const paths = [
      '/',
      '/gallery/',
      '/dataset/',
      '/dataset/sales',
      '/files/',
      '/search?q=a',
      '/api/',
      '/nowhere',
    ];
    for (const path of paths) {
      const response = await server.request(path);
      const html = await response.text();
      const [, style] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
      expect(html.replace(`<style>${style}</style>`, '')).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
      const named =
        style === undefined ? '' : ` 'sha256-${createHash('sha256').update(style).digest('base64')}'`;
      for (const [script] of html.matchAll(/<script.*?<\/script>/gs))
        expect(script).toMatch(
          /^<script type="module" src="\/assets\/(app|parts\/[a-z]+)\.js\?v=[\da-f]{16}"><\/script>$/,
        );
      expect(response.headers.get('content-security-policy')).toBe(
        `default-src 'none'; img-src 'self' data: blob:; script-src 'self'; connect-src 'self'; style-src 'self'${named}; font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      );
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
      });
    }
  });

  it('leads nowhere that there is nothing', async () => {
    const seen = new Set<string>();
    const follow = async (path: string): Promise<void> => {
      if (seen.has(path)) return;
      seen.add(path);
      const response = await server.request(path);
      if (path.startsWith('/settings')) {
        const back = new URLSearchParams(path.slice(path.indexOf('?'))).get('back');
        expect([path, response.status, response.headers.get('location')]).toEqual([path, 303, back]);
        return;
      }
      expect([path, response.status]).toEqual([path, 200]);
      if (!response.headers.get('content-type')?.startsWith('text/html')) return void response.body?.cancel();
      const html = await response.text();
      for (const [, link = ''] of html.matchAll(/(?:href|src)="([^"#]+)(?:#[^"]*)?"/g))
        await follow(link.replaceAll('&amp;', '&'));
    };
    await follow('/');
    // Home, three parts, a set, three pictures and their pages, tables, downloads, style and icon.
    expect(seen.size).toBeGreaterThan(22);
  });
});

it('/healthz says what runs', async () => {
  const response = await server.request('/healthz');
  expect(await response.json()).toEqual({
    status: 'ok',
    name: 'stationer',
    version: '1.0.0',
    parts: ['gallery', 'dataset', 'files'],
  });
});

it('style and icon are kept by their hash', async () => {
  const response = await server.request('/favicon.svg');
  expect(response.headers.get('content-type')).toContain('image/svg+xml');
  expect(await response.text()).toContain('>S</text>');
  const etag = response.headers.get('etag') ?? '';
  const again = await server.request('/favicon.svg', { headers: { 'if-none-match': etag } });
  // It takes the place of the headers that the browser has kept, so it has no policy of its own.
  expect([again.status, again.headers.get('content-security-policy')]).toEqual([304, null]);
  expect((await server.request('/assets/app.css')).headers.get('content-type')).toContain('text/css');
  expect((await server.request('/favicon.ico')).status).toBe(200);
});

describe('failures', () => {
  it('are pages in the frame', async () => {
    const response = await server.request('/nowhere');
    expect(response.status).toBe(404);
    const html = await response.text();
    expect(html).toContain('There is nothing at this address.');
    expect(html).toContain('class="tabs"');
  });

  it('are problems in JSON below /api', async () => {
    for (const path of ['/api/nowhere', '/api/nowhere/at/all']) {
      const response = await server.request(path);
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(await response.json()).toEqual({
        type: 'about:blank',
        title: 'Not found',
        status: 404,
        detail: 'There is nothing at this address.',
      });
    }
  });

  it('keep a bug to the console, and tell what the user can mend', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const routes = new Hono()
      .get('/bug', () => {
        throw new Error('secret detail');
      })
      .get('/full', () => {
        throw new UserError('There is no room left.', { hint: 'Free some.' });
      });
    const part = {
      name: 'odd',
      tab: () => 'Odd',
      summary: () => '',
      pages: routes,
      api: routes,
      selftest: () => undefined,
    };
    const odd = createServer({ ...app, parts: [part] });

    const bug = await odd.request('/odd/bug');
    expect(bug.status).toBe(500);
    expect(await bug.text()).not.toContain('secret');
    expect(error).toHaveBeenCalledOnce();
    error.mockClear();

    const full = await odd.request('/api/full');
    expect(await full.json()).toMatchObject({ status: 500, detail: 'There is no room left. Free some.' });
    expect(error).not.toHaveBeenCalled();
    error.mockRestore();
  });
});
