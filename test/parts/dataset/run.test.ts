import { join } from 'node:path';
import type { Hono } from 'hono';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createServer } from '../../../src/app/server.tsx';
import { openSample } from '../../support/open-app.ts';
import { packApp, sampleContent } from '../../support/sample-app.ts';
import { tempFolder } from '../../support/temp.ts';

const folder = tempFolder();
const odd = encodeURIComponent('odd "; DROP --/ü');
let server: Hono;

beforeAll(async () => {
  vi.stubEnv('HOLDALL_CACHE', join(folder, 'cache'));
  const file = join(folder, 'stationer');
  await packApp(file, await sampleContent(folder));
  server = createServer(openSample(file));
  return () => vi.unstubAllEnvs();
});

const html = async (path: string) => (await server.request(path)).text();

describe('the tables', () => {
  it('are listed with their rows and sources', async () => {
    const page = await html('/dataset/');
    expect(page).toContain('120 rows, 4 columns');
    expect(page).toContain(`href="/dataset/${odd}"`);
    expect(page).toContain('sales.csv');
  });

  it('show a page of rows, the columns with their types, and the statistics', async () => {
    const page = await html('/dataset/sales?page=2');
    expect(page).toContain('price &quot;net&quot; <small>decimal</small>');
    expect(page.match(/<tr>/g)).toHaveLength(51);
    expect(page).toContain('<td class="number quiet">51</td><td class="number">51</td>');
    expect(page).toContain('Page 2 of 3');
    expect(page).toContain('<dt>Mean</dt><dd>60.5</dd>');
    expect(page).toContain('<dt>Most frequent</dt>');
    expect((await html('/dataset/sales?page=3')).match(/<tr>/g)).toHaveLength(21);
  });

  it('name columns by their titles, with their units', async () => {
    const heading = 'Weight <small>text, kg</small>';
    expect((await html(`/dataset/${odd}`)).split(heading)).toHaveLength(3);
  });

  it('set decimals below each other, truth as a word, and what is missing as a dash', async () => {
    const page = await html('/dataset/sales');
    expect(page).toContain(
      '<tr><td class="number quiet">1</td><td class="number">1</td><td class="number"><span class="quiet">–</span></td><td>false</td><td>2026-01-1</td></tr>',
    );
    expect(page).toContain('<td class="number">0.50</td>');
  });

  it('may have names and values that mean something in SQL and HTML', async () => {
    const page = await html(`/dataset/${odd}`);
    expect(page).toContain('&lt;b>&amp;amp;');
    expect(page).not.toContain('<b>');
    expect(page).toContain('9007199254740993');
  });

  it('may be empty', async () => {
    expect(await html('/dataset/empty')).toContain('This table has no rows.');
  });

  it('refuse what makes no sense', async () => {
    for (const [path, status, sentence] of [
      ['/dataset/slaes', 404, 'Did you mean &quot;sales&quot;?'],
      ['/dataset/sales?page=4', 404, 'There is no page 4; the last one is 3.'],
      ['/dataset/sales?page=0', 404, 'There is no page 0'],
      ['/dataset/sales?page=-1', 400, 'The page &quot;-1&quot; is no number.'],
      ['/dataset/sales?page=', 400, 'is no number'],
    ] as const) {
      const response = await server.request(path);
      expect([path, response.status]).toEqual([path, status]);
      expect(await response.text()).toContain(sentence);
    }
  });
});
