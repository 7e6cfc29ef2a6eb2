import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { buildTables } from '../../src/table/build.ts';
import { salesCsv } from '../support/dataset-app.ts';
import { type AppContent, packApp, sampleContent } from '../support/sample-app.ts';
import { buildExample, serveExecutable, serveSample } from '../support/served.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder();
const apps: Record<string, string> = {};

beforeAll(async () => {
  apps['example'] = await serveExecutable(await buildExample(folder), join(folder, 'cache'));
  const sample = join(folder, 'sample');
  await packApp(sample, await oddContent());
  apps['sample'] = await serveSample(sample, join(folder, 'cache'));
});

/** The sample with its odd names, and tables of such names as a build makes them. */
async function oddContent(): Promise<AppContent> {
  const content = await sampleContent(folder);
  const csv = { sales: salesCsv(), 'odd "; DROP --/ü': 'rowid,text\n1,<b>&amp;\n2,é\n', empty: 'a\n' };
  const sources = Object.entries(csv).map(([name, text], nth) => {
    const file = join(folder, `${nth}.csv`);
    writeFileSync(file, text);
    return { name, options: {}, files: [{ file, source: `${name}.csv` }] };
  });
  const sqlite = join(folder, 'odd.sqlite');
  const summaries = await buildTables(sources, sqlite);
  content.files.set('tables/tables.json', Buffer.from(JSON.stringify(summaries)));
  content.files.set('tables/tables.sqlite', readFileSync(sqlite));
  return content;
}

/** Addresses that differ in numbers and in the values of parameters are one kind; of each, this many are followed. */
const OF_A_KIND = 3;
/** Filters can be put together without end: so many addresses, the nearest to the first page, are looked at. */
const MOST = 300;

it.each(['example', 'sample'])('every link of the %s leads somewhere', async (name) => {
  const url = apps[name] ?? '';
  const kinds = new Map<string, number>();
  const seen = new Set<string>();
  const lost: string[] = [];
  const follow: [path: string, from: string][] = [['/', '']];
  for (const [path, from] of follow) {
    const response = await fetch(`${url}${path}`);
    if (response.status >= 400) lost.push(`${path} on ${from}: ${response.status}`);
    if (!response.headers.get('content-type')?.startsWith('text/html')) {
      await response.body?.cancel();
      continue;
    }
    for (const link of linksIn(await response.text(), response.url)) {
      if (link.origin !== url) lost.push(`${link.href} on ${path} leads out of the app`);
      const next = link.pathname + link.search;
      if (seen.has(next)) continue;
      seen.add(next);
      const kind = `${link.pathname.replaceAll(/\d+/g, '0')}?${[...link.searchParams.keys()].sort().join()}`;
      const known = kinds.get(kind) ?? 0;
      kinds.set(kind, known + 1);
      if (known < OF_A_KIND && follow.length < MOST) follow.push([next, path]);
    }
  }
  expect(lost).toEqual([]);
  expect(seen.size).toBeGreaterThan(20);
});

/** What a page links to and loads. */
function linksIn(html: string, base: string): URL[] {
  const found = html.matchAll(/<[a-z]+\s[^>]*?\b(?:href|src)="([^"]*)"/g);
  return [...found].map(
    ([, link = '']) => new URL(link.replaceAll('&amp;', '&').replaceAll('&quot;', '"'), base),
  );
}
