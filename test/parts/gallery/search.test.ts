import { beforeAll, expect, it } from 'vitest';
import type { App } from '../../../src/app/app.ts';
import { readerOf } from '../../../src/language/reader.ts';
import { openGalleryApp } from './pictures.ts';

let app: App;

beforeAll(async () => {
  const names = ['upstaple', 'stapler-red', 'stapler-teal', 'long-arm-stapler', 'pen'];
  app = await openGalleryApp({
    products: names.map((name) => ({ file: `${name}.png`, variants: { thumb: { width: 30, height: 20 } } })),
  });
});

const search = (words: string, limit: number) => app.parts[0]?.search?.(readerOf('en'), words, limit);

it('finds pictures, those first where a word begins so, with a small picture and the way to all', async () => {
  const found = await search('Staples', 3);
  expect(found?.hits.map(({ title }) => title)).toEqual(['Stapler red', 'Stapler teal', 'Long arm stapler']);
  expect(found?.hits[0]).toEqual({
    title: 'Stapler red',
    address: '/gallery/sets/products/stapler-red.png',
    picture: expect.stringMatching(/^\/images\/products~stapler-red\.png\/thumb\?v=[0-9a-f]{16}$/),
  });
  expect(found?.more).toEqual({ count: 4, address: '/gallery/?name=Staples' });
  expect(await search('stapler teal', 3)).toEqual({
    hits: [expect.objectContaining({ title: 'Stapler teal' })],
  });
});

it('finds nothing for nothing', async () => {
  for (const words of ['', ' ', '!?', 'scissors']) expect(await search(words, 3)).toEqual({ hits: [] });
});

it('is tested by its own selftest', async () => {
  expect(await app.parts[0]?.selftest()).toBeUndefined();
  const path = 'images/products/pen.png';
  const files = new Map(app.payload.files);
  files.delete(path);
  Object.defineProperty(app.payload, 'files', { value: files });
  expect(() => app.parts[0]?.selftest()).toThrow(`${path} is missing or not`);
});
