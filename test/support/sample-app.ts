import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import sharp from 'sharp';
import { sha256 } from '../../src/base/hash.ts';
import { allParts, bundleApp } from '../../src/build/bundle-app.ts';
import type { ImageSetIndex } from '../../src/image/index-file.ts';
import { numberStatistics } from '../../src/numbers/statistics.ts';
import { bytesEntry } from '../../src/payload/entry.ts';
import type { Manifest } from '../../src/payload/manifest.ts';
import { writeExecutable } from '../../src/payload/write.ts';
import { searchColumn, searchTable } from '../../src/table/sqlite-layout.ts';
import type { ColumnSummary, ColumnType, NumberSummary, TableSummary } from '../../src/table/summary.ts';

/** What a packed app holds beside its code: files by their path, and the parts with their options. */
export interface AppContent {
  title: string;
  files: Map<string, Buffer>;
  parts: Manifest['parts'];
}

/** Names that addresses, SQL, file systems and terminals each have trouble with. */
export const ODD_NAMES = [
  'a b.txt',
  'ünïcödé ☃.txt',
  '100%41.txt',
  'c#d?e&f.txt',
  'quo"te\'s.txt',
  'sub/+x;y.txt',
];

/** Two tables, one of them with the worst of names; a set of pictures, and files with odd names. */
export async function sampleContent(folder: string): Promise<AppContent> {
  const files = new Map<string, Buffer>();
  const index: ImageSetIndex = { name: 'products', images: [], nearDuplicates: [] };
  for (const file of ['red-pen.png', 'pencils/HB_pencil 2.png', '50%+#1?.png']) {
    const bytes = await sharp({ create: { width: 8, height: 4, channels: 3, background: '#c33' } })
      .png()
      .toBuffer();
    files.set(`images/products/${file}`, bytes);
    const source = `pictures/${file}`;
    const size = bytes.length;
    index.images.push({
      file,
      source,
      width: 8,
      height: 4,
      format: 'png',
      size,
      sizeBefore: size * 2,
      sha256: sha256(bytes),
    });
  }
  files.set('images/products.json', Buffer.from(JSON.stringify(index)));
  files.set('images/products.stats.ndjson', Buffer.from('{"file":"red-pen.png","channels":[]}\n'));

  const sales = Array.from({ length: 120 }, (_, n) => [
    n + 1,
    n % 7 === 0 ? null : n / 4,
    n % 2,
    `2026-01-${String((n % 28) + 1).padStart(2, '0')}`,
  ]);
  const tables = [
    {
      name: 'sales',
      columns: { id: 'integer', 'price "net"': 'decimal', paid: 'boolean', day: 'date' },
      rows: sales,
    },
    {
      name: 'odd "; DROP --/ü',
      columns: { rowid: 'integer', text: 'text' },
      rows: [
        [2 ** 40, '<b>&amp;'],
        [9007199254740993n, 'é'],
      ],
    },
    { name: 'empty', columns: { a: 'text' }, rows: [] },
  ] as const;
  const { sqlite, summaries } = makeTables(join(folder, 'tables.sqlite'), tables);
  files.set('tables/tables.json', Buffer.from(JSON.stringify(summaries)));
  files.set('tables/tables.sqlite', sqlite);

  for (const name of ODD_NAMES)
    files.set(`files/manuals/${name}`, Buffer.from(`This is ${name}.\n`.repeat(20)));
  files.set('files/manuals/empty.bin', Buffer.alloc(0));
  const parts = [
    { name: 'gallery', options: { images: ['products'], pictures: 3 } },
    { name: 'dataset', options: { tables: tables.map((table) => table.name) } },
    { name: 'files', options: { files: ['manuals'] } },
  ];
  return { title: "The <Stationer's> catalogue", files, parts };
}

type Cell = string | number | bigint | null;

interface SampleTable {
  name: string;
  columns: Record<string, ColumnType>;
  rows: readonly (readonly Cell[])[];
}

/** A SQLite file as Holdall makes it; the statistics of its summaries are rough. */
export function makeTables(
  file: string,
  tables: readonly SampleTable[],
): { sqlite: Buffer; summaries: TableSummary[] } {
  const database = new DatabaseSync(file);
  const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
  // No column has chunks of its own: the app reads the rows then.
  database.exec('CREATE TABLE ":columns" ("table", place, name, type, title, unit, encoding)');
  const note = database.prepare('INSERT INTO ":columns" VALUES (?, ?, ?, ?, NULL, NULL, NULL)');
  const summaries = tables.map(({ name, columns, rows }) => {
    const names = Object.keys(columns);
    for (const [place, column] of names.entries()) note.run(name, place, column, columns[column] ?? 'text');
    database.exec(`CREATE TABLE ${quoted(name)} (${names.map(quoted).join(', ')})`);
    database.exec('BEGIN');
    const insert = database.prepare(
      `INSERT INTO ${quoted(name)} VALUES (${names.map(() => '?').join(', ')})`,
    );
    for (const row of rows) insert.run(...row);
    database.exec('COMMIT');
    const texts = names.flatMap((column, place) => (columns[column] === 'text' ? [{ column, place }] : []));
    if (texts.length > 0) {
      const search = quoted(searchTable(name));
      const to = texts.map(({ place }) => searchColumn(place)).join(', ');
      const from = texts.map(({ column }) => quoted(column)).join(', ');
      database.exec(`CREATE VIRTUAL TABLE ${search} USING fts5(${to}, content='', columnsize=0,
        tokenize='unicode61 remove_diacritics 2');
        INSERT INTO ${search} (rowid, ${to}) SELECT row_number() OVER (), ${from} FROM ${quoted(name)}`);
    }
    const summarize = (column: string, at: number): ColumnSummary => {
      const values = rows
        .map((row) => row[at] ?? null)
        .filter((value) => value !== null)
        .map((value) => (typeof value === 'bigint' ? String(value) : value));
      const sorted = values.toSorted((a, b) => (a < b ? -1 : 1));
      const numbers = sorted.filter((value) => typeof value === 'number');
      const isNumeric = columns[column] === 'integer' || columns[column] === 'decimal';
      return {
        name: column,
        type: columns[column] ?? 'text',
        ...(column === 'text' && { title: 'Weight', unit: 'kg' }),
        count: values.length,
        nulls: rows.length - values.length,
        min: sorted[0] ?? null,
        max: sorted.at(-1) ?? null,
        why: { by: 'values' },
        distinct: new Set(values).size,
        uniqueShare: values.length ? new Set(values).size / values.length : null,
        order: 'none',
        top: [],
        modes: sorted.slice(0, 1),
        modeCount: sorted.filter((value) => value === sorted[0]).length,
        ...(isNumeric && numbers.length > 0 && { numbers: numberSummaryOf(numbers) }),
      };
    };
    return { name, rows: rows.length, columns: names.map(summarize), sources: [`${name}.csv`] };
  });
  database.close();
  return { sqlite: readFileSync(file), summaries };
}

function numberSummaryOf(list: number[]): NumberSummary {
  const { count, distinct, min, max, top, modes, modeCount, ...numbers } = numberStatistics(list);
  return numbers;
}

/** Packs content and the app's code behind a stand-in for the shell. */
export async function packApp(out: string, { title, files, parts }: AppContent): Promise<void> {
  const { app } = await bundleApp(allParts());
  const all = [...app, ...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const manifest: Manifest = {
    name: 'stationer',
    title,
    version: '1.0.0',
    target: 'linux-x64',
    content: sha256(all.map(([path]) => path).join()),
    date: '2026-11-21',
    holdall: '0.1.0',
    node: process.versions.node,
    commit: '0123456789abcdef0123456789abcdef01234567',
    spec: { file: 'spec.json', sha256: sha256('spec') },
    sources: [{ path: 'sales.csv', size: 1234, sha256: sha256('sales') }],
    parts,
    files: all.map(([path, bytes]) => ({ path, size: bytes.length, sha256: sha256(bytes) })),
  };
  const shell = `${out}.shell`;
  writeFileSync(shell, 'not a real shell\n');
  const entries = [['manifest.json', Buffer.from(JSON.stringify(manifest))] as const, ...all];
  await writeExecutable(
    shell,
    entries.map(([path, bytes]) => bytesEntry(path, bytes)),
    out,
  );
}

/** Runs a packed file's own bundle in a process of its own, as the shell does. */
export async function runApp(
  file: string,
  args: string[],
  { input = '', ...options }: { cwd?: string; env?: Record<string, string>; input?: string } = {},
) {
  const child = startApp(file, args, options);
  child.stdin.end(input);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

/** Starts it and leaves it running. */
export function startApp(
  file: string,
  args: string[],
  { cwd, env }: { cwd?: string; env?: Record<string, string> } = {},
) {
  const runner = join(import.meta.dirname, 'run-app.ts');
  return spawn(process.execPath, [runner, file, ...args], {
    ...(cwd === undefined ? {} : { cwd }),
    env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}
