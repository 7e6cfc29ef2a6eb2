import type { Hono } from 'hono';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type App, closeApp } from '../../../../src/app/app.ts';
import { cacheFolder, extractToCache } from '../../../../src/app/disk/cache.ts';
import { createServer } from '../../../../src/app/server/server.tsx';
import { openRowTexts } from '../../../../src/parts/dataset/api/row-texts.ts';
import { packTables, salesCsv } from '../../../support/dataset-app.ts';
import { openSample } from '../../../support/open-app.ts';
import { tempFolder } from '../../../support/temp.ts';

const folder = tempFolder();
let app: App;
let server: Hono;

beforeAll(async () => {
  vi.stubEnv('HOLDALL_CACHE', `${folder}/cache`);
  const { file } = await packTables(folder, {
    sales: salesCsv(),
    'more ü&?': 'rowid,_rowid_,oid\n1,2,3\n',
    empty: 'a\n',
    blanks: 'name,city\n Ann ,  Bern\nBob ,Rome\nBob ,Rome\n',
  });
  app = openSample(file);
  server = createServer(app);
  return async () => {
    await closeApp(app);
    vi.unstubAllEnvs();
  };
});

const answer = async (path: string): Promise<[number, unknown]> => {
  const response = await server.request(path);
  const body = await response.json().catch(() => undefined);
  return [response.status, body];
};
const extracted = () => {
  const path = 'tables/tables.sqlite';
  return extractToCache(app.payload, path, app.hashOf(path), cacheFolder());
};
const quick = (address: string): unknown => {
  const found = app.parts[0]?.quick?.(address);
  return found === undefined ? undefined : JSON.parse(Buffer.from(found).toString());
};

describe('the short addresses', () => {
  it('give rows as arrays', async () => {
    // A program that reads no further than the row has it quickly from the second time on.
    expect(quick('/getRow/1')).toBe(undefined);
    const row = [1, 'South', 9.25, false, '2026-02-02', '2026-02-02 10:00:01', 1, 'note 1', 'x1', 1];
    expect(await answer('/getRow/1')).toEqual([200, row]);
    expect(quick('/getRow/1')).toEqual(row);
    for (const number of [0, 7, 11, 239]) {
      const [, slow] = await answer(`/getRow/${number}`);
      expect(quick(`/getRow/${number}`)).toEqual(slow);
    }
    expect(quick('/getRow/0')).toEqual([
      0,
      null,
      null,
      true,
      '2026-01-01',
      '2026-01-01 10:00:00',
      '9007199254740993',
      'note 0',
      'x0',
      0,
    ]);
    const [status, random] = await answer('/getRandomRow');
    expect([status, (random as unknown[]).length]).toEqual([200, 10]);
    expect((await server.request('/getRandomRow')).headers.get('cache-control')).toBe('no-store');
    // What is quick is cached by its address.
    expect(quick('/getRandomRow')).toBe(undefined);
  });

  it('give texts without blanks at their ends', async () => {
    expect(await answer('/getRow/0?table=blanks')).toEqual([200, ['Ann', 'Bern']]);
    const mode = { response: 'Bob' };
    expect(await answer('/getColumnMostFrequentValue/0?table=blanks')).toEqual([200, mode]);
    expect(quick('/getColumnMostFrequentValue/0?table=blanks')).toEqual(mode);
    const blanks = app.parts[0] && JSON.parse(app.payload.readSync('tables/tables.json').toString());
    const rows = openRowTexts(
      await extracted(),
      blanks.find(({ name }: { name: string }) => name === 'blanks'),
    );
    expect(rows.row(0)).toBe('["Ann","Bern"]');
    rows.close();
  });

  it('give statistics of columns by their numbers', async () => {
    const expected = {
      '/getColumnMeanValue/2': expect.any(Number),
      '/getColumnMedian/0': 119.5,
      '/getColumnMostFrequentValue/1': '=1+1',
      // Each occurs once: the smallest, as text.
      '/getColumnMostFrequentValue/0': '0',
      '/getColumnMostFrequentValue/3': 'false',
      '/getColumnMostFrequentValue/6': '9007199254740993',
      [`/getColumnMeanValue/1?table=${encodeURIComponent('more ü&?')}`]: 2,
      '/getColumnMostFrequentValue/0?table=empty': null,
    };
    for (const [path, response] of Object.entries(expected)) {
      expect([path, await answer(path)]).toEqual([path, [200, { response }]]);
      expect([path, quick(path)]).toEqual([path, { response }]);
    }
  });

  it('know the other tables, also where all names of the rowid are taken', async () => {
    expect(await answer(`/getRow/0?table=${encodeURIComponent('more ü&?')}`)).toEqual([200, [1, 2, 3]]);
  });

  it.each([
    ['/getRow/240', 404],
    ['/getRow/-1', 404],
    ['/getRow/99999999999999999999', 404],
    ['/getRow/x', 400],
    ['/getRow/1.5', 400],
    ['/getRow/0?table=sale', 404],
    ['/getRow/0?table=empty', 404],
    ['/getRandomRow?table=empty', 404],
    ['/getColumnMeanValue/10', 404],
    ['/getColumnMeanValue/-1', 404],
    ['/getColumnMeanValue/price', 400],
    ['/getColumnMeanValue/1', 422],
    ['/getColumnMedian/4', 422],
    ['/getColumnMedian/2?table=sale', 404],
    ['/getColumnMostFrequentValue/x', 400],
    ['/getColumnMostFrequentValue/99', 404],
  ])('%s is refused with %i', async (path, status) => {
    expect((await answer(path))[0]).toBe(status);
    expect(quick(path)).toBe(undefined);
  });

  it('answer nothing quickly that is not theirs', () => {
    for (const address of [
      '/',
      '/getRow/',
      '/getRow',
      '/getRow/1?x',
      '/getRow/1/',
      '/api/tables',
      '/getRow/%31',
    ])
      expect([address, quick(address)]).toEqual([address, undefined]);
  });
});
