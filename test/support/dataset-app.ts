import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildTables } from '../../src/table/build.ts';
import type { TableSource } from '../../src/table/describe.ts';
import type { TableSummary } from '../../src/table/summary.ts';
import { packApp } from './sample-app.ts';

/** A table of each type of column, with missing values, ties, large integers, and texts of all kinds. */
export function salesCsv(rows = 240): string {
  const shops = ['North', 'South', 'Café "Zoë"', 'a,b', '=1+1'];
  const head = 'id,shop,price,paid,day,at,serial,_note,price__gt,p\n';
  const lines = Array.from({ length: rows }, (_, n) => {
    const day = `2026-${String((n % 12) + 1).padStart(2, '0')}-${String((n % 28) + 1).padStart(2, '0')}`;
    const shop = n % 11 === 0 ? '' : `"${shops[n % 5]?.replaceAll('"', '""')}"`;
    const price = n % 7 === 0 ? '' : ((n * 37) % 100) / 4;
    const serial = n % 3 === 0 ? '9007199254740993' : n;
    return `${n},${shop},${price},${n % 2 === 0},${day},${day} 10:00:${String(n % 60).padStart(2, '0')},${serial},note ${n % 13},x${n % 2},${n % 4}\n`;
  });
  return head + lines.join('');
}

/** Builds tables out of CSV as Holdall does, and packs an app with them. */
export function packTables(folder: string, csv: Record<string, string>) {
  const sources = Object.entries(csv).map(([name, text], nth) => {
    const file = join(folder, `${nth}.csv`);
    writeFileSync(file, text);
    return { name, options: {}, files: [{ file, source: `${name}.csv` }] };
  });
  return packSources(folder, sources);
}

/** Builds tables of any kind, and packs an app with them. */
export async function packSources(
  folder: string,
  sources: TableSource[],
): Promise<{ file: string; tables: TableSummary[] }> {
  const sqlite = join(folder, 'tables.sqlite');
  const tables = await buildTables(sources, sqlite);
  const files = new Map([
    ['tables/tables.json', Buffer.from(JSON.stringify(tables))],
    ['tables/tables.sqlite', readFileSync(sqlite)],
  ]);
  const file = join(folder, 'stationer');
  const parts = [{ name: 'dataset', options: { tables: tables.map(({ name }) => name) } }];
  await packApp(file, { title: 'Sales', files, parts });
  return { file, tables };
}
