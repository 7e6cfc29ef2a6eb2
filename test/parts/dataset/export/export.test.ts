import { once } from 'node:events';
import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { readXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { closeApp } from '../../../../src/app/app.ts';
import { createServer } from '../../../../src/app/server/server.tsx';
import { openEngine } from '../../../../src/parts/dataset/engine/open.ts';
import { sendExport } from '../../../../src/parts/dataset/export/send.ts';
import type { Selection } from '../../../../src/parts/dataset/query.ts';
import { packTables, salesCsv } from '../../../support/dataset-app.ts';
import { openSample } from '../../../support/open-app.ts';
import { tempFolder } from '../../../support/temp.ts';

const folder = tempFolder();
let server: Hono;
let all: Selection;

const oddCsv = `text,day,at,flag,"quote""d"\r
"a,b",2026-03-01,2026-03-01 10:30:05,true,1\r
"say ""x""",1850-01-01,1850-01-01 00:00:00,false,2.5\r
"two
lines",,,,\r
=1+1,2026-03-02,2026-03-02 23:59:59,true,-3\r
_x0041_ \u0001é😀,2026-03-03,2026-03-03 00:00:00,true,1e21\r
`;

beforeAll(async () => {
  vi.stubEnv('HOLDALL_CACHE', `${folder}/cache`);
  const { file, tables } = await packTables(folder, {
    sales: salesCsv(3000),
    'Ködd [x]: a name that is longer than a sheet may have': oddCsv,
    empty: 'a,b\n',
  });
  const app = openSample(file);
  server = createServer(app);
  const engine = openEngine(`${folder}/tables.sqlite`, tables);
  all = engine.select(tables[0] ?? expect.fail(), { conditions: [], sort: [] });
  return async () => {
    engine.close();
    await closeApp(app);
    vi.unstubAllEnvs();
  };
});

const odd = encodeURIComponent('Ködd [x]: a name that is longer than a sheet may have');
const textOf = async (path: string) => {
  const response = await server.request(path);
  expect([path, response.status]).toEqual([path, 200]);
  return response.text();
};
const rowsOf = async (path: string) => (await (await server.request(`/api/tables/${path}`)).json()).rows;

describe('an export', () => {
  it('is CSV by RFC 4180, values as they are', async () => {
    expect(await textOf(`/dataset/${odd}/export?_format=csv`)).toBe(
      'text,day,at,flag,"quote""d"\r\n' +
        '"a,b",2026-03-01,2026-03-01 10:30:05,true,1\r\n' +
        '"say ""x""",1850-01-01,1850-01-01 00:00:00,false,2.5\r\n' +
        '"two\nlines",,,,\r\n' +
        '=1+1,2026-03-02,2026-03-02 23:59:59,true,-3\r\n' +
        '_x0041_ \u0001é😀,2026-03-03,2026-03-03 00:00:00,true,1e+21\r\n',
    );
    const response = await server.request(`/dataset/${odd}/export?_bom=1`);
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 7)
        .toString(),
    ).toBe('\ufefftext');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="Kodd [x]: a name that is longer than a sheet may have.csv"; ' +
        "filename*=UTF-8''K%C3%B6dd%20%5Bx%5D%3A%20a%20name%20that%20is%20longer%20than%20a%20sheet%20may%20have.csv",
    );
    expect(await textOf('/dataset/empty/export')).toBe('a,b\r\n');
  });

  it('is JSON and NDJSON with the rows of the API', async () => {
    const rows = await rowsOf(`${odd}/rows`);
    expect(JSON.parse(await textOf(`/dataset/${odd}/export?_format=json`))).toEqual(rows);
    const lines = (await textOf(`/dataset/${odd}/export?_format=ndjson`)).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(rows);
    expect(await textOf('/dataset/empty/export?_format=json')).toBe('[]\n');
    expect(await textOf('/dataset/empty/export?_format=ndjson')).toBe('');
    expect(JSON.parse(await textOf('/dataset/sales/export?_format=json'))).toHaveLength(3000);
  });

  it('is a workbook with numbers, dates and truth as such', async () => {
    const response = await server.request(`/dataset/${odd}/export?_format=xlsx`);
    const { sheets } = await readXlsx(new Uint8Array(await response.arrayBuffer()));
    expect(sheets.map(({ name }) => name)).toEqual(['Ködd  x   a name that is lo']);
    const rows = (sheets[0]?.rows ?? []).map((row) => Array.from({ length: 5 }, (_, at) => row[at] ?? null));
    expect(rows).toEqual([
      ['text', 'day', 'at', 'flag', 'quote"d'],
      ['a,b', new Date('2026-03-01'), new Date('2026-03-01T10:30:05Z'), true, 1],
      ['say "x"', '1850-01-01', '1850-01-01 00:00:00', false, 2.5],
      ['two\nlines', null, null, null, null],
      ['=1+1', new Date('2026-03-02'), new Date('2026-03-02T23:59:59Z'), true, -3],
      ['_x0041_ \u0001é😀', new Date('2026-03-03'), new Date('2026-03-03T00:00:00Z'), true, 1e21],
    ]);
    const empty = await server.request('/dataset/empty/export?_format=xlsx');
    expect((await readXlsx(new Uint8Array(await empty.arrayBuffer()))).sheets[0]?.rows).toEqual([['a', 'b']]);
  });

  it('has what is filtered and sorted, with the columns that are chosen', async () => {
    const query = 'shop=North&price__gt=10&_sort=-price,id&_columns=price,id';
    const expected = (await rowsOf(`sales/rows?${query}&_limit=1000&_shape=arrays`)).map((row: number[]) =>
      row.join(','),
    );
    const lines = (await textOf(`/dataset/sales/export?${query}`)).trimEnd().split('\r\n');
    expect(lines).toEqual(['price,id', ...expected]);
    const some = await textOf(`/dataset/sales/export?${query}&_offset=2&_limit=3`);
    expect(some.trimEnd().split('\r\n')).toEqual(['price,id', ...expected.slice(2, 5)]);
  });

  it('is what the API gives when it is asked for it', async () => {
    const csv = await textOf('/dataset/sales/export?shop=North');
    expect(await textOf('/api/tables/sales/rows?shop=North&_format=csv')).toBe(csv);
    const accepted = async (accept: string) => {
      const response = await server.request('/api/tables/sales/rows?shop=North', { headers: { accept } });
      expect(response.headers.get('vary')).toContain('accept');
      const type = response.headers.get('content-type');
      return [type, (await response.text()) === csv];
    };
    expect(await accepted('text/csv')).toEqual(['text/csv; charset=utf-8', true]);
    expect(await accepted('text/html, text/csv;q=0.9')).toEqual(['text/csv; charset=utf-8', true]);
    expect(await accepted('application/x-ndjson')).toEqual(['application/x-ndjson', false]);
    expect(await accepted('*/*')).toEqual(['application/json', false]);
  });

  it.each([
    ['/dataset/slaes/export', 404],
    ['/dataset/sales/export?_format=xls', 400],
    ['/dataset/sales/export?_columns=nope', 400],
    ['/dataset/sales/export?price__gt=cheap', 400],
    ['/dataset/sales/export?_limit=-1', 400],
    ['/dataset/sales/export?_bom=yes', 400],
  ])('%s is refused with %i', async (path, status) => {
    expect((await server.request(path)).status).toBe(status);
  });
});

/** The rows again and again, as if there were `rounds` times as many; tells what was read, and when it ended. */
function endless(rounds: number): { selection: Selection; read: () => number; ended: Promise<void> } {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  let read = 0;
  const selection: Selection = {
    ...all,
    count: all.count * rounds,
    async *batches() {
      try {
        for (let round = 0; round < rounds; round++)
          for await (const batch of all.batches()) {
            read += batch.length;
            yield batch;
          }
      } finally {
        resolve();
      }
    },
  };
  return { selection, read: () => read, ended };
}

describe('over HTTP', () => {
  const listen = async (app: Hono) => {
    const http = createAdaptorServer({ fetch: app.fetch });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    return { http, port: (http.address() as AddressInfo).port };
  };

  it.each(['csv', 'json', 'ndjson', 'xlsx'] as const)('%s stops when its receiver leaves', async (format) => {
    const { selection, read, ended } = endless(1000);
    const columns = selection.table.columns.map((_, place) => place);
    const { http, port } = await listen(
      new Hono().get('/', () => sendExport({ selection, columns, format })),
    );
    const request = get({ port, host: '127.0.0.1' });
    const [response] = await once(request, 'response');
    await once(response, 'data');
    response.destroy();
    await ended;
    expect(read()).toBeLessThan(selection.count);
    http.close();
  });

  it('others are answered meanwhile, and nothing is read that nobody takes', async () => {
    const { selection, read, ended } = endless(1000);
    const { http, port } = await listen(
      new Hono()
        .get('/', () => sendExport({ selection, columns: [0, 1], format: 'csv' }))
        .get('/other', (c) => c.text('here')),
    );
    const request = get({ port, host: '127.0.0.1' });
    const [response] = await once(request, 'response');
    response.pause();
    for (let n = 0; n < 20; n++)
      expect(await (await fetch(`http://127.0.0.1:${port}/other`)).text()).toBe('here');
    // Whatever fits into the sockets has been read, and no more.
    expect(read()).toBeLessThan(selection.count);
    response.destroy();
    await ended;
    http.close();
  });

  it('a workbook goes on in further sheets where one is full', async () => {
    const { selection } = endless(350);
    const response = sendExport({ selection, columns: [0], format: 'xlsx' });
    const { sheets } = await readXlsx(new Uint8Array(await response.arrayBuffer()));
    expect(sheets.map(({ rows }) => rows.length)).toEqual([1_048_576, 1_050_000 - 1_048_575 + 1]);
    expect(sheets.map(({ rows }) => rows[0])).toEqual([['id'], ['id']]);
  }, 60_000);
});
