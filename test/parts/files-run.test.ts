import { join } from 'node:path';
import type { Hono } from 'hono';
import { beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '../../src/app/server/server.tsx';
import { openSample } from '../support/open-app.ts';
import { ODD_NAMES, packApp, sampleContent } from '../support/sample-app.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder();
let server: Hono;

beforeAll(async () => {
  const file = join(folder, 'stationer');
  await packApp(file, await sampleContent(folder));
  server = createServer(openSample(file));
});

const addressOf = (name: string) =>
  `/files/download/manuals/${name.split('/').map(encodeURIComponent).join('/')}`;

describe('the files', () => {
  it('are listed with their sizes', async () => {
    const page = await (await server.request('/files/')).text();
    expect(page).toContain('7 files');
    expect(page).toContain('<span class="quiet">sub/</span>');
    expect(page).toContain('0 B');
    for (const name of ODD_NAMES)
      expect(page).toContain(`href="${addressOf(name).replaceAll('&', '&amp;')}?v=`);
  });

  it.each(ODD_NAMES)('%s is downloaded under its own name', async (name) => {
    const response = await server.request(addressOf(name));
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(`This is ${name}.`);
    const disposition = response.headers.get('content-disposition') ?? '';
    const [, plain = '', escaped = ''] =
      /^attachment; filename="([^"\\]*)"; filename\*=UTF-8''([\w!#$&+.^`|~%-]+)$/.exec(disposition) ?? [];
    expect(plain).toMatch(/^[\x20-\x7e]+$/);
    expect(decodeURIComponent(escaped)).toBe(name.replace('sub/', ''));
  });

  it('that are empty come as they are', async () => {
    const response = await server.request(addressOf('empty.bin'));
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([
      200,
      '0',
      '',
    ]);
  });

  it('that are not there have a sentence', async () => {
    const misspelt = await server.request(addressOf('a c.txt'));
    expect(misspelt.status).toBe(404);
    expect(await misspelt.text()).toContain(
      'There is no file &quot;a c.txt&quot;. Did you mean &quot;a b.txt&quot;?',
    );
    const set = await server.request('/files/download/manual/a%20b.txt');
    expect(await set.text()).toContain(
      'There is no file set &quot;manual&quot;. Did you mean &quot;manuals&quot;?',
    );
  });

  it('are listed for programs, with where to get them', async () => {
    const { sets } = await (await server.request('/api/files')).json();
    expect(sets).toHaveLength(1);
    expect(sets[0].name).toBe('manuals');
    expect(sets[0].files.map((file: { path: string }) => file.path).toSorted()).toEqual(
      [...ODD_NAMES, 'empty.bin'].toSorted(),
    );
    expect(await (await server.request('/api/files/manuals')).json()).toEqual(sets[0]);
    for (const { address, size } of sets[0].files) {
      const response = await server.request(address);
      expect([address, response.status, response.headers.get('content-length')]).toEqual([
        address,
        200,
        String(size),
      ]);
      expect(response.headers.get('cache-control')).toContain('immutable');
    }
    const misspelt = await server.request('/api/files/manual');
    expect(await misspelt.json()).toMatchObject({
      status: 404,
      detail: 'There is no file set "manual". Did you mean "manuals"?',
    });
  });

  it('speak French', async () => {
    const page = await (await server.request('/files/', { headers: { 'accept-language': 'fr' } })).text();
    expect(page).toContain('<h1>Fichiers à télécharger</h1>');
    expect(page).toContain('7 fichiers, 2,6 ko');
  });
});

describe('the search in file names', () => {
  const found = async (words: string) => {
    const response = await server.request(`/api/search?q=${encodeURIComponent(words)}`);
    const { groups } = await response.json();
    const group = groups.find((one: { part: string }) => one.part === 'files');
    return group?.hits.map((hit: { title: string }) => hit.title);
  };

  it('finds all words in any order, case and accents aside, names before folders', async () => {
    expect(await found('unicode')).toEqual(['ünïcödé ☃.txt']);
    expect(await found('ÜNICODE TXT')).toEqual(['ünïcödé ☃.txt']);
    expect(await found('txt b')).toEqual(['a b.txt', '+x;y.txt']);
    expect(await found('sub')).toEqual(['+x;y.txt']);
    expect(await found('%41')).toEqual(['100%41.txt']);
    expect(await found('nothing of the kind')).toBeUndefined();
  });
});
