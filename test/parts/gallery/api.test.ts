import fc from 'fast-check';
import type { Hono } from 'hono';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createServer } from '../../../src/app/server/server.tsx';
import { describe as describeImages } from '../../../src/parts/gallery/api/describe.ts';
import { colourNames } from '../../../src/parts/gallery/filters/colours.ts';
import { choicesFor } from '../../../src/parts/gallery/filters/filter.ts';
import { openGalleryApp } from './pictures.ts';

let server: Hono;
const channel = { mean: 100, deviation: 5, entropy: 3, sharpness: 12, histogram: Array(256).fill(1) };
const hash = 'f'.repeat(64);

beforeAll(async () => {
  const app = await openGalleryApp(
    {
      pens: [
        {
          file: 'fine/red pen.png',
          dominant: '#ff0000',
          taken: '2026-03-14 10:00:00',
          camera: 'Canon EOS R5',
          orientation: 6,
          perceptualHash: 'ceda8026eb08a9f7',
          sha256Before: hash,
          variants: {
            thumb: { format: 'jpeg', width: 60, height: 40 },
            'thumb-webp': { format: 'webp', width: 60, height: 40 },
            'thumb-avif': { format: 'avif', width: 60, height: 40 },
            'large-webp': { format: 'webp', width: 1200, height: 800 },
            webp: { format: 'webp' },
          },
          stats: [{ name: 'red', ...channel }],
        },
        { file: 'blue.png', dominant: '#0000ff', width: 200, height: 300 },
        { file: 'b~c.png', problem: 'It is cut off.', width: 0, height: 0 },
      ],
      'odd set': [{ file: '50%+#1?.webp', format: 'webp', width: 3000, height: 1000 }],
    },
    { pens: [['fine/red pen.png', 'blue.png']] },
  );
  server = createServer(app);
});

const json = async (path: string) => (await server.request(path)).json();

/** A checker for a schema of the API's description, which refers to others by their names. */
function schemaOf(name: string) {
  const { schemas = {} } = describeImages(choicesFor(['pens', 'odd set'], ['png', 'webp']));
  const inlined = JSON.parse(
    JSON.stringify({ $ref: `#/$defs/${name}`, $defs: schemas }).replaceAll(
      '#/components/schemas/',
      '#/$defs/',
    ),
  );
  return z.fromJSONSchema(inlined);
}

describe('/api/images', () => {
  it('lists pictures as it is described', async () => {
    const list = await json('/api/images');
    expect(schemaOf('ImageList').safeParse(list).error).toBeUndefined();
    expect(list.count).toBe(4);
    expect(list.images[0]).toMatchObject({
      id: 'pens~fine/red pen.png',
      set: 'pens',
      title: 'Red pen',
      colour: 'red',
      shape: 'landscape',
      orientation: 6,
      page: '/gallery/sets/pens/fine/red%20pen.png',
      nearDuplicates: ['pens~blue.png'],
    });
    for (const { url, page, variants } of list.images) {
      const addresses = [url, page, ...Object.values<{ url: string }>(variants).map((one) => one.url)];
      for (const address of addresses) expect((await server.request(address)).status).toBe(200);
    }
  });

  it('filters and sorts as the gallery does', async () => {
    const ids = async (query: string) =>
      (await json(`/api/images?${query}`)).images.map(({ id }: { id: string }) => id);
    expect(await ids('colour=red&colour=blue')).toEqual(['pens~fine/red pen.png', 'pens~blue.png']);
    expect(await ids('set=odd+set')).toEqual(['odd set~50%+#1?.webp']);
    expect(await ids('from=2026-03&to=2026')).toEqual(['pens~fine/red pen.png']);
    expect(await ids('shape=portrait')).toEqual(['pens~blue.png']);
    expect(await ids('sort=-size&size=large&size=small')).toEqual([
      'odd set~50%+#1?.webp',
      'pens~fine/red pen.png',
      'pens~blue.png',
    ]);
    expect(await ids('group=duplicates&colour=blue&colour=red&sort=-name')).toEqual([
      'pens~fine/red pen.png',
    ]);
  });

  it('goes through all of them by cursor, whatever the limit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom('', '&sort=-name', '&set=pens'),
        async (limit, more) => {
          const all = (await json(`/api/images?limit=1000${more}`)).images;
          const found: unknown[] = [];
          for (let next: string | undefined = `/api/images?limit=${limit}${more}`; next; ) {
            const response: Response = await server.request(next);
            const page: { images: unknown[]; next?: string } = await response.json();
            expect(page.images.length).toBeLessThanOrEqual(limit);
            expect(response.headers.get('link')).toBe(page.next ? `<${page.next}>; rel="next"` : null);
            found.push(...page.images);
            next = page.next;
          }
          expect(found).toEqual(all);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('answers any query with pictures or with a problem, as it is described', async () => {
    const good = schemaOf('ImageList');
    const bad = schemaOf('ImageProblem');
    const word = fc.constantFrom(
      '',
      'red',
      'pens',
      'png',
      'large',
      'square',
      '-date',
      'duplicates',
      '2026',
      '0',
      '5',
      '\u0000',
      'é',
    );
    const key = fc.constantFrom(
      'name',
      'from',
      'to',
      'set',
      'colour',
      'size',
      'shape',
      'format',
      'sort',
      'group',
      'limit',
      'cursor',
      'x',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(key, word), { maxLength: 4 }), async (pairs) => {
        const response = await server.request(`/api/images?${new URLSearchParams(pairs)}`);
        expect([200, 400]).toContain(response.status);
        const schema = response.status === 200 ? good : bad;
        expect(schema.safeParse(await response.json()).error).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['/api/images?colour=gren', 400, '"colour" cannot be "gren". Did you mean "green"?'],
    ['/api/images?limit=0', 400, '"limit" is "0"; it takes a number from 1 to 1000.'],
    [
      '/api/images?cursor=pens~none',
      400,
      'The cursor "pens~none" is none of this list. Take it from "next", and keep the filters as they are.',
    ],
    [
      '/api/images?to=31.12.2026',
      400,
      '"to" is "31.12.2026"; it takes a day such as 2026-03-14, a month or a year.',
    ],
    ['/api/images/pens~blu.png', 404, 'There is no picture "pens~blu.png". Did you mean "pens~blue.png"?'],
  ])('%s is a problem', async (path, status, detail) => {
    const response = await server.request(path);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ status, detail });
  });

  it('has sets, facets, and pictures with statistics', async () => {
    expect(await json('/api/images/sets')).toEqual({
      sets: [
        { name: 'pens', images: 3 },
        { name: 'odd set', images: 1 },
      ],
    });
    const facets = await json('/api/images/facets?format=png');
    expect(schemaOf('ImageFacets').safeParse(facets).error).toBeUndefined();
    expect(facets).toMatchObject({
      count: 3,
      facets: { format: { png: 3, webp: 1 }, colour: { red: 1, blue: 1 } },
    });
    const one = await json('/api/images/pens~fine%2Fred%20pen.png');
    expect(schemaOf('ImageWithStatistics').safeParse(one).error).toBeUndefined();
    expect(one.channels).toEqual([{ name: 'red', ...channel }]);
    expect((await json('/api/images/pens~b~c.png')).problem).toBe('It is cut off.');
  });

  it('describes every address that it answers', () => {
    const { paths } = describeImages(choicesFor(['a'], ['png']));
    expect(Object.keys(paths)).toEqual([
      '/api/images',
      '/api/images/sets',
      '/api/images/facets',
      '/api/images/{id}',
      '/images/{id}',
      '/images/{id}/{variant}',
      '/gallery/zip',
    ]);
    const parameters = JSON.stringify(paths['/api/images']);
    for (const colour of colourNames) expect(parameters).toContain(`"${colour}"`);
  });
});

describe('/images/ID/VARIANT', () => {
  const id = '/images/pens~fine%2Fred%20pen.png';
  const typeOf = async (path: string, accept: string) => {
    const response = await server.request(path, { headers: { accept } });
    return [response.headers.get('content-type'), response.headers.get('vary')];
  };

  it('answers the format that is liked best, and says that it depends', async () => {
    expect(await typeOf(`${id}/thumb`, 'image/avif')).toEqual(['image/avif', 'Accept']);
    expect(await typeOf(`${id}/thumb`, 'image/webp,image/jpeg;q=0.5')).toEqual(['image/webp', 'Accept']);
    expect(await typeOf(`${id}/thumb`, 'image/webp;q=0.5,image/jpeg')).toEqual(['image/jpeg', 'Accept']);
    expect(await typeOf(`${id}/thumb`, 'image/avif;q=0, text/html')).toEqual(['image/jpeg', 'Accept']);
    expect(await typeOf(id, 'image/webp')).toEqual(['image/webp', 'Accept']);
    expect(await typeOf(id, 'image/png')).toEqual(['image/png', 'Accept']);
    // Named with its format, it is that one; and one format is no choice.
    expect(await typeOf(`${id}/thumb-avif`, 'image/webp')).toEqual(['image/avif', null]);
    expect(await typeOf(`${id}/large`, 'image/avif')).toEqual(['image/webp', null]);
  });

  it('may be kept for good with its hash, and is asked for again without', async () => {
    const { variants } = await json('/api/images/pens~fine%2Fred%20pen.png');
    for (const accept of ['image/avif', 'image/jpeg']) {
      const pinned = await server.request(variants.thumb.url, { headers: { accept } });
      expect(pinned.headers.get('content-type')).toBe(accept);
      expect(pinned.headers.get('cache-control')).toContain('immutable');
    }
    const plain = await server.request(`${id}/thumb`);
    expect(plain.headers.get('cache-control')).toBe('no-cache');
    const etag = plain.headers.get('etag') ?? '';
    expect((await server.request(`${id}/thumb`, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const wrong = await server.request(`${id}/thumb?v=0000000000000000`);
    expect(wrong.headers.get('cache-control')).toBe('no-cache');
    expect((await server.request(id, { headers: { range: 'bytes=0-3' } })).status).toBe(206);
  });

  it('is saved under its name', async () => {
    const saved = await server.request('/images/odd%20set~50%25%2B%231%3F.webp?download');
    expect(saved.headers.get('content-disposition')).toBe(
      `attachment; filename="50_+#1?.webp"; filename*=UTF-8''50%25%2B%231%3F.webp`,
    );
  });
});
