import { join } from 'node:path';
import type { Hono } from 'hono';
import { beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '../../src/app/server.tsx';
import { pictureTitle } from '../../src/parts/gallery/sets.ts';
import { openSample } from '../support/open-app.ts';
import { type AppContent, packApp, sampleContent } from '../support/sample-app.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder();
let server: Hono;
let content: AppContent;

async function serverFor(packed: AppContent): Promise<Hono> {
  const file = join(folder, crypto.randomUUID());
  await packApp(file, packed);
  return createServer(openSample(file));
}

const html = async (path: string) => (await server.request(path)).text();

beforeAll(async () => {
  content = await sampleContent(folder);
  server = await serverFor(content);
});

describe('the gallery', () => {
  it('shows every picture of a set in its own size, loaded when it comes into view', async () => {
    const page = await html('/gallery/');
    expect(
      page.match(
        /<img src="\/gallery\/files\/products\/[^"]+\?v=[0-9a-f]{16}" alt(?:="")? width="8" height="4" loading="lazy"/g,
      ),
    ).toHaveLength(3);
    expect(page).toContain('HB pencil 2');
    expect(page).toContain('3 pictures');
    expect(page).toContain('<a href="/gallery/" aria-current="page">Gallery</a>');
  });

  it('has a page for a picture, with the ones before and behind', async () => {
    const page = await html('/gallery/sets/products/pencils/HB_pencil%202.png');
    expect(page).toContain('alt="HB pencil 2"');
    expect(page).toContain('href="/gallery/sets/products/red-pen.png" rel="prev"');
    expect(page).toContain('href="/gallery/sets/products/50%25%2B%231%3F.png" rel="next"');
    expect(page).toContain('2 of 3');
    expect(page).toContain('8 × 4 pixels');
    expect(page).toContain('PNG');
    expect(page).toContain('50 % smaller');
    expect(page).toContain('pictures/pencils/HB_pencil 2.png');
    expect(await html('/gallery/sets/products/red-pen.png')).toContain('aria-disabled="true"');
  });

  it('sends the picture, to be kept for good', async () => {
    const [, address = ''] = /src="([^"]+50%25[^"]+)"/.exec(await html('/gallery/')) ?? [];
    const response = await server.request(address);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('cache-control')).toContain('immutable');
    const packed = content.files.get('images/products/50%+#1?.png');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(packed);
  });

  it('says what there is in place of what there is not', async () => {
    for (const [path, sentence] of [
      [
        '/gallery/sets/product',
        'There is no image set &quot;product&quot;. Did you mean &quot;products&quot;?',
      ],
      [
        '/gallery/sets/products/red-pin.png',
        'There is no picture &quot;red-pin.png&quot;. Did you mean &quot;red-pen.png&quot;?',
      ],
      ['/gallery/files/products/none.png', 'There is no picture'],
      ['/gallery/sets/products?page=2', 'There is no page 2; the last one is 1.'],
    ]) {
      const response = await server.request(path ?? '');
      expect(response.status).toBe(404);
      expect(await response.text()).toContain(sentence);
    }
    expect((await server.request('/gallery/sets/products?page=x')).status).toBe(400);
  });

  it('spreads a long set over pages', async () => {
    const [first] = JSON.parse(content.files.get('images/products.json')?.toString() ?? '').images;
    const images = Array.from({ length: 200 }, (_, n) => ({ ...first, file: `p${n}.png` }));
    const picture = content.files.get('images/products/red-pen.png') ?? Buffer.alloc(0);
    const files = new Map(images.map(({ file }) => [`images/many/${file}`, picture]));
    files.set('images/many.json', Buffer.from(JSON.stringify({ name: 'many', images, nearDuplicates: [] })));
    const many = await serverFor({
      title: 'Many',
      files,
      parts: [{ name: 'gallery', options: { images: ['many'], pictures: 200 } }],
    });
    const count = async (path: string) =>
      (await (await many.request(path)).text()).match(/loading="lazy"/g)?.length;
    expect(await count('/gallery/')).toBe(24);
    expect(await count('/gallery/sets/many')).toBe(96);
    expect(await count('/gallery/sets/many?page=3')).toBe(8);
    expect(await (await many.request('/gallery/sets/many?page=2')).text()).toMatch(
      /href="\/gallery\/sets\/many" rel="prev".*Page 2 of 3.*href="\/gallery\/sets\/many\?page=3" rel="next"/,
    );
    expect(await (await many.request('/gallery/')).text()).toContain('All 200 pictures');
  });
});

describe('pictures with variants, and pictures that look alike', () => {
  let gallery: Hono;
  const page = async (path: string) => (await gallery.request(path)).text();

  beforeAll(async () => {
    const picture = content.files.get('images/products/red-pen.png') ?? Buffer.alloc(0);
    const [first] = JSON.parse(content.files.get('images/products.json')?.toString() ?? '').images;
    const variant = (file: string, width: number) => ({ ...first, file, width, height: width / 2 });
    const images = [
      {
        ...first,
        file: 'a.png',
        variants: { large: variant('a.large.png', 600), thumb: variant('a.thumb.png', 20) },
        taken: '2026-11-21 10:00:00',
        camera: 'Canon EOS R5',
        dominant: '#c92526',
      },
      {
        ...first,
        file: 'b.png',
        variants: { small: variant('b.small.png', 30), more: variant('b.more.png', 40) },
      },
      { ...first, file: 'c.png', width: 0, height: 0, problem: 'It is cut off.' },
    ];
    const nearDuplicates = [{ images: ['a.png', 'b.png'].map((file) => ({ file, distance: 2 })) }];
    const names = ['a', 'a.large', 'a.thumb', 'b', 'b.small', 'b.more', 'c'];
    const files = new Map(names.map((name) => [`images/pens/${name}.png`, picture]));
    files.set('images/pens.json', Buffer.from(JSON.stringify({ name: 'pens', images, nearDuplicates })));
    files.set('images/pens.stats.ndjson', Buffer.from('{"file":"a.png","channels":[]}\n'));
    const parts = [{ name: 'gallery', options: { images: ['pens'], pictures: 3 } }];
    gallery = await serverFor({ title: 'Pens', files, parts });
  });

  it('are shown by their variant "thumb", else by their first one, else by themselves', async () => {
    const shown = [...(await page('/gallery/')).matchAll(/src="\/gallery\/files\/pens\/([^?"]+)/g)];
    expect(shown.map(([, file]) => file)).toEqual(['a.thumb.png', 'b.small.png', 'c.png']);
    expect((await gallery.request('/gallery/files/pens/a.large.png')).status).toBe(200);
    expect((await gallery.request('/gallery/files/pens/..%2Fpens.json')).status).toBe(404);
  });

  it('are counted as pictures, not as files', async () => {
    expect(await page('/')).toContain('3 pictures in 1 set');
  });

  it('have a page with their variants, what the camera noted, and those that look alike', async () => {
    const a = await page('/gallery/sets/pens/a.png');
    expect(a).toContain('href="/gallery/files/pens/a.large.png?v=');
    for (const fact of ['600 × 300', '2026-11-21 10:00:00', 'Canon EOS R5', '#c92526', 'Looks like'])
      expect(a).toContain(fact);
    expect(a).toContain('href="/gallery/sets/pens/b.png"');
    const c = await page('/gallery/sets/pens/c.png');
    expect(c).toContain('It is cut off.');
    expect(c).not.toContain('Looks like');
  });

  it('have statistics, a line each', async () => {
    const response = await gallery.request('/api/gallery/sets/pens/statistics');
    expect(await response.text()).toBe('{"file":"a.png","channels":[]}\n');
  });
});

describe('its API', () => {
  it('lists sets and pictures', async () => {
    expect(await (await server.request('/api/gallery/sets')).json()).toEqual({
      sets: [{ name: 'products', images: 3 }],
    });
    const set = await (await server.request('/api/gallery/sets/products')).json();
    expect(set).toEqual(JSON.parse(content.files.get('images/products.json')?.toString() ?? ''));
    const none = await server.request('/api/gallery/sets/prodcts');
    expect([none.status, await none.json()]).toEqual([
      404,
      expect.objectContaining({ detail: 'There is no image set "prodcts". Did you mean "products"?' }),
    ]);
  });
});

it.each([
  ['red-pen.webp', 'Red pen'],
  ['pens/HB_pencil--2.png', 'HB pencil 2'],
  ['éclair.jpg', 'Éclair'],
  ['ruler_0.5m.jpg', 'Ruler 0.5m'],
  ['---.png', '---.png'],
  ['plain', 'Plain'],
])('%s is called %s', (file, title) => {
  expect(pictureTitle({ file })).toBe(title);
});
