import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type App, closeApp } from '../../../../src/app/app.ts';
import { listen } from '../../../../src/app/server/serve.ts';
import { createServer } from '../../../../src/app/server/server.tsx';
import { openSample } from '../../../support/open-app.ts';
import { packApp, runApp, sampleContent } from '../../../support/sample-app.ts';
import { tempFolder } from '../../../support/temp.ts';

const folder = tempFolder();
const file = join(folder, 'stationer');
const cache = { HOLDALL_CACHE: join(folder, 'cache') };
const forever = 'WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) FROM c';
let app: App;
let served: Awaited<ReturnType<typeof listen>>;

beforeAll(async () => {
  vi.stubEnv('HOLDALL_CACHE', cache.HOLDALL_CACHE);
  await packApp(file, await sampleContent(folder));
  app = openSample(file);
  served = await listen(app, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await served.close();
  await closeApp(app);
  vi.unstubAllEnvs();
});

const address = (path: string, parameters: Record<string, string> = {}) =>
  `${served.url}${path}?${new URLSearchParams(parameters)}`;
const api = (parameters: Record<string, string>) => fetch(address('api/sql', parameters));
const page = async (parameters: Record<string, string>, headers: Record<string, string> = {}) => {
  const response = await fetch(address('dataset/sql', parameters), { headers });
  return { status: response.status, html: await response.text() };
};

describe('/api/sql', () => {
  const query = 'SELECT id, day FROM sales WHERE id <= 2 ORDER BY id';

  it('answers with columns and rows', async () => {
    const response = await api({ query });
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({
      columns: [
        { name: 'id', type: 'decimal' },
        { name: 'day', type: 'date' },
      ],
      rows: [
        [1, '2026-01-01'],
        [2, '2026-01-02'],
      ],
      truncated: false,
      milliseconds: expect.any(Number),
    });
    expect(await (await api({ query, limit: '1' })).json()).toMatchObject({
      rows: [[1, '2026-01-01']],
      truncated: true,
    });
  });

  it('takes a long query in the body, as text or as JSON', async () => {
    const long = `SELECT '${'x'.repeat(50_000)}' AS x`;
    const post = async (body: string, type: string) => {
      const response = await fetch(address('api/sql'), {
        method: 'POST',
        body,
        headers: { 'content-type': type },
      });
      return { status: response.status, ...((await response.json()) as object) };
    };
    expect(await post(long, 'text/plain')).toMatchObject({ status: 200, columns: [{ name: 'x' }] });
    expect(await post(JSON.stringify({ query: long, limit: 1 }), 'application/json')).toMatchObject({
      status: 200,
    });
    expect(await post('{', 'application/json')).toMatchObject({
      status: 400,
      detail: 'The body is not JSON. Send {"query": "SELECT ..."}, or the query as text/plain.',
    });
    expect(await post('[]', 'application/json')).toMatchObject({ status: 400 });
    expect(await post('{"query": 1}', 'application/json')).toMatchObject({ status: 400 });
    const tooLong = {
      status: 413,
      detail: 'The query is longer than 100,000 characters. Make it shorter.',
    };
    expect(await post('x'.repeat(100_001), 'text/plain')).toMatchObject(tooLong);
    // One that is not even read closes its connection, so it gets none.
    const body = 'x'.repeat(700_000);
    const unread = await createServer(app).request('/api/sql', { method: 'POST', body });
    expect(await unread.json()).toMatchObject(tooLong);
  });

  it.each([
    [400, { query: 'DROP TABLE sales' }, 'DROP is not allowed here: the tables can only be read.'],
    [400, { query: 'SELECT dya FROM sales' }, 'no such column: dya. Did you mean “day”?'],
    [400, {}, 'There is no query.'],
    [400, { query, limit: '0' }, '"limit" is a whole number from 1 to 10000, not "0".'],
    [400, { query, limit: '10001' }, '"limit" is a whole number'],
    [400, { query, limit: '' }, '"limit" is a whole number'],
    [400, { query, timeout: '61' }, '"timeout" is a number of seconds from 0.1 to 60, not "61".'],
    [400, { query, format: 'xml' }, '"format" is csv, json, ndjson, xlsx, not "xml".'],
    [413, { query: 'SELECT zeroblob(100000000)' }, 'A value became larger than 8 MB.'],
    [422, { query: forever, timeout: '0.2' }, 'The query was stopped after 0.2 s.'],
    [400, { query: 'DROP TABLE sales', format: 'csv' }, 'DROP is not allowed here'],
  ] as [number, Record<string, string>, string][])('says %d to %j', async (status, parameters, sentence) => {
    const response = await api(parameters);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const problem = (await response.json()) as { status: number; detail: string };
    expect([response.status, problem.status]).toEqual([status, status]);
    expect(problem.detail).toContain(sentence);
  });

  it('sends the whole answer as a file', async () => {
    const all = { query: "SELECT id, id AS id, 'a, \"b\"' AS t, NULL AS n, '' AS e FROM sales LIMIT 2" };
    const csv = await api({ ...all, format: 'csv' });
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('content-disposition')).toContain('attachment; filename="query.csv"');
    expect(await csv.text()).toBe('id,id_2,t,n,e\r\n1,1,"a, ""b""",,""\r\n2,2,"a, ""b""",,""\r\n');
    const first = { id: 1, id_2: 1, t: 'a, "b"', n: null, e: '' };
    expect(await (await api({ ...all, format: 'json' })).json()).toEqual([
      first,
      { ...first, id: 2, id_2: 2 },
    ]);
    const lines = (await (await api({ ...all, format: 'ndjson' })).text()).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toHaveLength(2);
    expect(await (await api({ query: 'SELECT 1 WHERE 0', format: 'json' })).text()).toBe('[]\n');
    const workbook = await readXlsx(
      new Uint8Array(await (await api({ ...all, format: 'xlsx' })).arrayBuffer()),
    );
    expect(workbook.sheets[0]?.rows.slice(0, 2)).toEqual([
      ['id', 'id_2', 't', 'n', 'e'],
      [1, 1, 'a, "b"', null, expect.toBeOneOf([null, ''])],
    ]);
    const many =
      'WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c LIMIT 200000';
    const text = await (await api({ query: many, format: 'ndjson' })).text();
    expect(text.endsWith('{"n":200000}\n')).toBe(true);
  });

  it('breaks a file off that fails in its middle, so that nobody takes it for whole', async () => {
    const query = `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 20000)
      SELECT iif(n = 15000, json('{'), n) FROM c`;
    await expect(api({ query, format: 'csv' }).then((response) => response.text())).rejects.toThrow();
  });

  it('ends the query of a client that goes away, and the export too', async () => {
    const endless = 'WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c';
    for (const parameters of [
      { query: forever, timeout: '60' },
      { query: endless, format: 'csv' },
      { query: endless, format: 'csv' },
      { query: endless, format: 'csv' },
    ]) {
      const client = request(address('api/sql', parameters));
      client.on('error', () => undefined);
      client.end();
      if ('format' in parameters) {
        const [response] = await once(client, 'response');
        await once(response, 'data');
        response.on('error', () => undefined);
      } else await sleep(200);
      const closed = new Promise((resolve) => client.once('close', resolve));
      client.destroy();
      await closed;
    }
    // One query runs at a time, and two exports: all of them must have ended for these.
    const next = await api({ query: 'SELECT 1', timeout: '60' });
    expect(next.status).toBe(200);
    let status = 503;
    while (status === 503) status = (await api({ query: 'SELECT 1', format: 'csv' })).status;
    expect(status).toBe(200);
  });

  it('runs nothing for one who asks for the headers of a file alone', async () => {
    const response = await fetch(address('api/sql', { query: forever, format: 'csv' }), { method: 'HEAD' });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  });
});

describe('/dataset/sql', () => {
  it('shows a field, examples of the table, and the tables with their columns', async () => {
    const { status, html } = await page({});
    expect(status).toBe(200);
    expect(html).toContain('<form class="panel" action="/dataset/sql" method="get">');
    expect(html).toMatch(/<textarea id="query" name="q"[^>]*>SELECT \*\nFROM sales\nLIMIT 100<\/textarea>/);
    expect(html).toContain('<code data-insert="true">&quot;price &quot;&quot;net&quot;&quot;&quot;</code>');
    expect(html).not.toContain('id="result"');
    expect((await page({ table: 'empty' })).html).toContain('>SELECT *\nFROM empty\nLIMIT 100<');
  });

  it('has examples that give an answer', async () => {
    const { html } = await page({ table: 'sales' });
    const links = [...html.matchAll(/href="(\/dataset\/sql\?[^"]*)"/g)].map(([, link = '']) =>
      link.replaceAll('&amp;', '&').slice(1),
    );
    expect(links.length).toBeGreaterThan(2);
    for (const link of links) {
      const response = await fetch(served.url + link);
      expect([link, response.status]).toEqual([link, 200]);
      expect(await response.text()).toContain('id="result"');
    }
  });

  it('shows the answer with a chart and ways to export it', async () => {
    const query = 'SELECT paid, count(*) AS times, NULL AS "<none>" FROM sales GROUP BY paid';
    const { html } = await page({ q: query });
    expect(html).toContain('>SELECT paid, count(*) AS times');
    expect(html).toContain('2 rows, in ');
    expect(html).toContain('<th scope="col" class="number">paid <small>decimal</small></th>');
    expect(html).toContain('&lt;none>');
    expect(html).toContain(
      `/api/sql?${new URLSearchParams({ format: 'csv', query })}`.replaceAll('&', '&amp;'),
    );
    const named = await page({ q: "SELECT 'p' || paid AS name, count(*) AS times FROM sales GROUP BY paid" });
    expect(named.html).toContain('<figcaption>times by name</figcaption>');
  });

  it('cuts long texts in cells, says what was left out, and takes no HTML', async () => {
    const { html } = await page({
      q: `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n, '<b>' || hex(zeroblob(500)) FROM c`,
    });
    expect(html).toContain('These are the first 1,000 rows. Export the answer to have all.');
    expect(html).toContain(`<td class="long">&lt;b>${'0'.repeat(297)}…</td>`);
    expect((await page({ q: 'SELECT 1 WHERE 0' })).html).toContain('The answer has no rows.');
  });

  it('says what is wrong at the field, in the language of the reader', async () => {
    const wrong = await page({ q: 'DELETE FROM sales' }, { 'accept-language': 'fr' });
    expect(wrong.status).toBe(400);
    expect(wrong.html).toMatch(
      /<textarea[^>]*aria-invalid="true"[^>]*aria-describedby="problem"[^>]*>DELETE FROM sales</,
    );
    expect(wrong.html).toContain('DELETE n’est pas permis ici : on ne peut que lire les tables.');
    expect((await page({ q: '' })).html).toContain('There is no query.');
  });
});

describe('the command sql', () => {
  const run = (...args: string[]) => runApp(file, ['sql', ...args], { env: cache });

  it('prints CSV in a pipe', async () => {
    expect(await run('SELECT id, day FROM sales LIMIT 2')).toEqual({
      code: 0,
      stdout: 'id,day\r\n1,2026-01-01\r\n2,2026-01-02\r\n',
      stderr: '',
    });
  });

  it('prints a table, JSON or a line of JSON for each row when asked', async () => {
    const query = 'SELECT id, day FROM sales';
    const table = await run(query, '--format', 'table', '--limit', '2');
    expect(table.stdout).toBe('id  day\n 1  2026-01-01\n 2  2026-01-02\n');
    expect(table.stderr).toBe('These are the first 2 rows. There are more: --limit N, or --format csv.\n');
    const json = await run(query, '--format', 'json', '--limit', '1');
    expect(JSON.parse(json.stdout)).toEqual([{ id: 1, day: '2026-01-01' }]);
    expect((await run(query, '--format', 'ndjson')).stdout.trimEnd().split('\n')).toHaveLength(120);
  });

  it('says what is wrong', async () => {
    expect(await run('DROP TABLE sales')).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'error: DROP is not allowed here: the tables can only be read. Start with SELECT, WITH, VALUES or EXPLAIN.\n',
    });
    expect((await run(forever, '--timeout', '0.2')).stderr).toContain('The query was stopped after 0.2 s.');
    expect(await run('SELECT 1', '--format', 'xml')).toMatchObject({ code: 2 });
    expect(await run('SELECT 1', '--limit', 'all')).toMatchObject({ code: 2 });
    expect(await run('SELECT 1', '--timeout', '-1')).toMatchObject({ code: 2 });
    expect(await run()).toMatchObject({ code: 2 });
  });
});
