import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type App, closeApp } from '../../../src/app/app.ts';
import { createServer } from '../../../src/app/server/server.tsx';
import { readerOf } from '../../../src/language/reader.ts';
import { packTables, salesCsv } from '../../support/dataset-app.ts';
import { openSample } from '../../support/open-app.ts';
import { tempFolder } from '../../support/temp.ts';

const folder = tempFolder();
let app: App;

beforeAll(async () => {
  vi.stubEnv('HOLDALL_CACHE', `${folder}/cache`);
  const { file } = await packTables(folder, {
    sales: salesCsv(),
    notes: 'place,remark\nNorth,a north wind\nSouth,none\n',
    numbers: 'north pole\n1\n',
  });
  app = openSample(file);
  return async () => {
    await closeApp(app);
    vi.unstubAllEnvs();
  };
});

const search = async (words: string, limit: number, language: 'en' | 'fr' = 'en') =>
  (await app.parts[0]?.search?.(readerOf(language), words, limit)) ?? expect.fail();

describe('the search', () => {
  it('finds tables and columns by their names, then rows by their words, of each table in turn', async () => {
    const { hits, more } = await search('north', 4);
    expect(hits).toEqual([
      { title: 'north pole', address: '/dataset/numbers/columns/north%20pole', detail: 'column of numbers' },
      { title: 'North · note 5 · x1', address: '/dataset/sales/rows/5', detail: 'sales, row 6' },
      {
        title: 'North · a north wind',
        address: '/dataset/notes/rows/0',
        detail: 'notes, row 1',
      },
      {
        title: 'North · note 10 · x0',
        address: '/dataset/sales/rows/10',
        detail: 'sales, row 11',
      },
    ]);
    const { total } = await (await createServer(app).request('/api/tables/sales/rows?shop=North')).json();
    expect(more).toEqual({ count: total + 2, address: '/dataset/sales?_search=north' });
  });

  it('speaks the language of who reads it', async () => {
    const { hits } = await search('north wind', 5, 'fr');
    expect(hits.map(({ detail }) => detail)).toEqual(['notes, ligne 1']);
    expect((await search('notes', 5)).hits).toEqual([
      { title: 'notes', address: '/dataset/notes', detail: '2 rows' },
    ]);
  });

  it('finds nothing where there is nothing', async () => {
    expect(await search('', 5)).toEqual({ hits: [] });
    expect(await search('  ', 5)).toEqual({ hits: [] });
    expect(await search('xyzzy', 5)).toEqual({ hits: [] });
    expect((await search('"*', 5)).hits.length).toBeLessThanOrEqual(5);
  });
});
