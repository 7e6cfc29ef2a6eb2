import { join } from 'node:path';
import type { Hono } from 'hono';
import { beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '../../../src/app/server/server.tsx';
import { titleOf } from '../../../src/parts/gallery/catalogue/names.ts';
import { openSample } from '../../support/open-app.ts';
import { type AppContent, packApp, sampleContent } from '../../support/sample-app.ts';
import { tempFolder } from '../../support/temp.ts';
import { openGalleryApp } from './pictures.ts';

const folder = tempFolder();
let server: Hono;
let content: AppContent;

const html = async (path: string, headers: Record<string, string> = {}) =>
  (await server.request(path, { headers })).text();

beforeAll(async () => {
  content = await sampleContent(folder);
  const file = join(folder, 'sample');
  await packApp(file, content);
  server = createServer(openSample(file));
});

describe('the gallery', () => {
  it('shows every picture with its ratio known beforehand', async () => {
    const page = await html('/gallery/');
    expect(page.match(/<img src="\/images\/products~[^"/]+\?v=[0-9a-f]{16}" alt/g)).toHaveLength(3);
    expect(page).toContain('.p0{--ratio:2}');
    expect(page).toContain('HB pencil 2</a>');
    expect(page).toContain('3 pictures');
    expect(page).toContain('<a href="/gallery/" aria-current="page">Gallery</a>');
  });

  it('finds by name, and says what is on', async () => {
    const page = await html('/gallery/?name=PÉNCILS');
    expect(page).toContain('1 of 3 pictures');
    expect(page).toMatch(/aria-label="Remove the filter: name: PÉNCILS"/);
    expect(page).toContain('/gallery/sets/products/pencils/HB_pencil%202.png?name=P%C3%89NCILS');
    expect(await html('/gallery/?name=stapler')).toContain('No picture is like that.');
  });

  it('is read in French', async () => {
    const page = await html('/gallery/?name=pen', { 'accept-language': 'fr' });
    expect(page).toContain('Retirer le filtre «\u202fnom\u202f: pen\u202f»');
    expect(page).toContain('Télécharger en ZIP');
  });

  it('has a page for a picture, with the ones before and behind', async () => {
    const page = await html('/gallery/sets/products/pencils/HB_pencil%202.png');
    expect(page).toContain('alt="HB pencil 2"');
    expect(page).toMatch(/rel="prev" href="\/gallery\/sets\/products\/red-pen.png"/);
    expect(page).toMatch(/rel="next" href="\/gallery\/sets\/products\/50%25%2B%231%3F.png"/);
    expect(page).toContain('2 of 3');
    expect(page).toContain('8 × 4');
    expect(page).toContain('PNG');
    expect(page).toContain('50 % smaller');
    expect(page).toContain('pictures/pencils/HB_pencil 2.png');
    expect(await html('/gallery/sets/products/red-pen.png')).toContain('aria-disabled="true"');
  });

  it('leafs through the pictures of its filter', async () => {
    const page = await html('/gallery/sets/products/red-pen.png?name=pen&sort=-name');
    expect(page).toContain('1 of 2');
    expect(page).toMatch(
      /rel="next" href="\/gallery\/sets\/products\/pencils\/HB_pencil%202.png\?name=pen&amp;sort=-name"/,
    );
    expect(page).toMatch(/rel="up" href="\/gallery\/\?name=pen&amp;sort=-name"/);
  });

  it('says what there is in place of what there is not', async () => {
    for (const [path, sentence, status] of [
      ['/gallery/sets/product', 'no image set &quot;product&quot;. Did you mean &quot;products&quot;?', 404],
      [
        '/gallery/sets/products/red-pin.png',
        'There is no picture &quot;red-pin.png&quot;. Did you mean &quot;red-pen.png&quot;?',
        404,
      ],
      ['/images/products~none.png', 'There is no picture', 404],
      ['/images/products~red-pen.png/thumb', '"detail":"There is no variant \\\\"thumb\\\\"."', 404],
      ['/gallery/sets/products?page=2', 'There is no page 2; the last one is 1.', 404],
      ['/gallery/?page=x', 'is no number', 400],
      [
        '/gallery/?colour=gren',
        '&quot;colour&quot; cannot be &quot;gren&quot;. Did you mean &quot;green&quot;?',
        400,
      ],
      ['/gallery/?from=yesterday', 'it takes a day such as 2026-03-14', 400],
      ['/gallery/?sort=-nam', 'Did you mean', 400],
      ['/gallery/?group=all', 'Did you mean|There is', 400],
    ] as const) {
      const response = await server.request(path);
      expect([path, response.status]).toEqual([path, status]);
      expect(await response.text()).toMatch(new RegExp(sentence.replace(/[?.]/g, '\\$&')));
    }
  });

  it('spreads many pictures over pages for who has no script', async () => {
    const app = await openGalleryApp({
      many: Array.from({ length: 200 }, (_, n) => ({ file: `p${n}.png` })),
    });
    const many = createServer(app);
    const page = async (path: string) => (await many.request(path)).text();
    const count = async (path: string) => (await page(path)).match(/decoding="async"/g)?.length;
    expect(await count('/gallery/')).toBe(72);
    expect(await count('/gallery/sets/many?page=3')).toBe(56);
    expect(await page('/gallery/?page=2&name=p')).toMatch(
      /href="\/gallery\/\?name=p" rel="prev".*Page 2 of 3.*href="\/gallery\/\?name=p&amp;page=3" rel="next"/,
    );
    const index = await (await many.request('/gallery/index.json')).json();
    expect(index.file).toHaveLength(200);
  });
});

describe('pictures with variants, and pictures that look alike', () => {
  let gallery: Hono;
  const page = async (path: string) => (await gallery.request(path)).text();
  const channel = { mean: 100, deviation: 5, entropy: 3, sharpness: 12, histogram: Array(256).fill(1) };

  beforeAll(async () => {
    gallery = createServer(
      await openGalleryApp(
        {
          pens: [
            {
              file: 'a.png',
              variants: { large: { width: 1200, height: 800 }, thumb: { width: 20, height: 13 } },
              taken: '2026-11-21 10:00:00',
              camera: 'Canon EOS R5',
              dominant: '#c92526',
              stats: ['red', 'green', 'blue'].map((name) => ({ name, ...channel })),
            },
            { file: 'b.png', variants: { more: { width: 40 }, small: { width: 30 }, original: {} } },
            { file: 'c.png', width: 0, height: 0, problem: 'It is cut off.' },
          ],
        },
        { pens: [['a.png', 'b.png']] },
      ),
    );
  });

  it('are shown by their variant "thumb", else by their smallest one, else by themselves', async () => {
    const shown = [...(await page('/gallery/')).matchAll(/<img src="\/images\/pens~([^?"]+)/g)];
    expect(shown.map(([, file]) => file)).toEqual(['a.png/thumb', 'b.png/small', 'c.png']);
  });

  it('are counted as pictures, not as files', async () => {
    expect(await page('/')).toContain('3 pictures in 1 set');
  });

  it('are grouped when that is asked for', async () => {
    const grouped = await page('/gallery/?group=duplicates');
    expect(grouped).toContain('A (2)</a>');
    expect(grouped).toContain('2 of 3 pictures');
    expect(await page('/gallery/sets/pens/a.png?group=duplicates')).toContain('1 of 2');
  });

  it('have a page with their variants, what the camera noted, a histogram, and those that look alike', async () => {
    const a = await page('/gallery/sets/pens/a.png');
    expect(a).toContain('href="/images/pens~a.png/large?v=');
    for (const fact of [
      '1,200 × 800',
      '21 November 2026',
      '10:00:00',
      'Canon EOS R5',
      '#c92526',
      'Looks like',
    ])
      expect(a).toContain(fact);
    expect(a).toContain('href="/gallery/?colour=red"');
    expect(a).toContain('href="/gallery/sets/pens/b.png"');
    expect(a).toMatch(/<svg class="histogram".*<path class="red" d="M0 100V0.0h1/);
    expect(a.match(/<td>5<\/td>/g)).toHaveLength(3);
    const c = await page('/gallery/sets/pens/c.png');
    expect(c).toContain('It is cut off.');
    for (const none of ['Looks like', 'histogram', 'slider']) expect(c).not.toContain(none);
  });

  it('are shown with the picture before them where there is a variant "original"', async () => {
    const b = await page('/gallery/sets/pens/b.png');
    expect(b).toContain('<img src="/images/pens~b.png/original?v=');
    expect(b).toMatch(/<input type="range" min="0" max="100"/);
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
  expect(titleOf(file)).toBe(title);
});
