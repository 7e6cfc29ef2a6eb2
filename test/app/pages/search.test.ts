import { join } from 'node:path';
import { Hono } from 'hono';
import { beforeAll, describe, expect, it } from 'vitest';
import type { App, AppPart } from '../../../src/app/app.ts';
import { createServer } from '../../../src/app/server/server.tsx';
import type { SearchHits } from '../../../src/parts/run.ts';
import { openSample } from '../../support/open-app.ts';
import { packApp, sampleContent } from '../../support/sample-app.ts';
import { tempFolder } from '../../support/temp.ts';

let app: App;
let server: Hono;
const asked: [words: string, limit: number][] = [];

const partOf = (name: string, search?: () => SearchHits | Promise<SearchHits>): AppPart => ({
  name,
  tab: () => name.toUpperCase(),
  summary: () => '',
  pages: new Hono(),
  selftest: () => undefined,
  ...(search && {
    search(_reader, words, limit) {
      asked.push([words, limit]);
      return search();
    },
  }),
});

const hits = [
  { title: 'A <red> pen', address: '/pens/red?a=1&b=2', detail: 'In a box', picture: '/pens/red.webp' },
  { title: 'Another', address: '/pens/other' },
];

beforeAll(async () => {
  const folder = tempFolder();
  const file = join(folder, 'stationer');
  await packApp(file, await sampleContent(folder));
  const parts = [
    partOf('pens', async () => ({ hits, more: { count: 1234, address: '/pens/?q=red' } })),
    partOf('none', () => ({ hits: [] })),
    partOf('dumb'),
  ];
  app = { ...openSample(file), parts };
  server = createServer(app);
});

const page = async (query: string, language = 'en') => {
  const response = await server.request(`/search${query}`, { headers: { 'accept-language': language } });
  expect(response.status).toBe(200);
  return await response.text();
};

describe('/search', () => {
  it('shows what each part found, with pictures and a way to all of it', async () => {
    asked.length = 0;
    const html = await page('?q=+red++pen+');
    expect(asked).toEqual([
      ['red  pen', 8],
      ['red  pen', 8],
    ]);
    expect(html).toContain('<h1 class="as-written">Search for “red  pen”</h1>');
    expect(html).toContain('<h2 id="found-pens">PENS</h2><a href="/pens/?q=red">All 1,234 in PENS</a>');
    expect(html).toContain('<a href="/pens/red?a=1&amp;b=2">A &lt;red> pen</a><small>In a box</small>');
    expect(html).toContain('<img src="/pens/red.webp" alt loading="lazy" decoding="async"/>');
    expect(html).not.toContain('found-none');
    expect(html).toContain('type="search" name="q" value="red  pen"');
    expect(await page('?q=red', 'fr')).toContain('Les 1\u202f234 résultats dans PENS');
  });

  it('says what to do where nothing is asked for, or found', async () => {
    for (const query of ['', '?q=', '?q=+++']) expect(await page(query)).toContain('Type a word or two');
    expect(asked).not.toContainEqual(['', 8]);
    const fruitless = createServer({ ...app, parts: [partOf('none', () => ({ hits: [] }))] });
    const html = await (await fruitless.request('/search?q=xyz')).text();
    expect(html).toContain('<h2>Nothing was found</h2>');
  });

  it('is JSON for programs', async () => {
    const response = await server.request('/api/search?q=red');
    expect(await response.json()).toEqual({
      groups: [{ part: 'pens', title: 'PENS', hits, more: { count: 1234, address: '/pens/?q=red' } }],
    });
    const empty = await server.request('/api/search');
    expect(await empty.json()).toMatchObject({
      status: 400,
      detail: 'The words to look for are missing: ?q=.',
    });
  });
});
