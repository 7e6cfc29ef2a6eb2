import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { buildTables, tableEngineVersion } from '../../src/table/build.ts';
import { tempFolder } from '../support/temp.ts';
import { build, leftovers, problem, problemOf } from './tables.ts';

/** A file of the test's own folder. */
function source(text: string, name = 't.csv') {
  const file = join(tempFolder(), 'file');
  writeFileSync(file, text);
  return { file, source: name };
}

const many = Array.from(
  { length: 60_000 },
  (_, n) =>
    `${n},name ${n % 977},${Math.sin(n) * 10 ** (n % 9)},2026-01-${String((n % 28) + 1).padStart(2, '0')}`,
).join('\n');

describe('building tables', () => {
  it('puts all tables into one file that opens read-only, and nothing beside it', async () => {
    const folder = tempFolder();
    const out = join(folder, 'out.sqlite');
    const summaries = await buildTables(
      [
        { name: 'odd "name"', files: [source('a\n1\n')], options: {} },
        { name: 'select', files: [source('[{"b":"x"}]', 'u.json')], options: {} },
      ],
      out,
    );
    expect(summaries.map(({ name, rows, sources }) => ({ name, rows, sources }))).toEqual([
      { name: 'odd "name"', rows: 1, sources: ['t.csv'] },
      { name: 'select', rows: 1, sources: ['u.json'] },
    ]);
    const database = new DatabaseSync(out, { readOnly: true });
    expect(database.prepare('SELECT * FROM "odd ""name"""').all()).toEqual([{ a: 1 }]);
    expect(
      database
        .prepare('SELECT name, strict FROM pragma_table_list WHERE schema = ? AND name = ?')
        .all('main', 'select'),
    ).toEqual([{ name: 'select', strict: 1 }]);
    expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    database.close();
    expect(leftovers(folder)).toEqual(['out.sqlite']);
  });

  it('gives the same bytes and statistics each time, also over a file that is there', async () => {
    const folder = tempFolder();
    const once = async () => {
      const out = join(folder, 'out.sqlite');
      const summaries = await buildTables(
        [{ name: 't', files: [source(`a,b,c,d\n${many}\n`)], options: {} }],
        out,
      );
      return { summaries, bytes: readFileSync(out) };
    };
    const first = await once();
    const second = await once();
    expect(second.summaries).toEqual(first.summaries);
    expect(second.bytes.equals(first.bytes)).toBe(true);
  });

  it('appends files in order, whatever the order of their columns', async () => {
    const { summary, rows } = await build({
      'b.csv': 'x,y\n2,a\n1,b\n',
      'a.csv': 'y;x\nc;0.5\n',
      'c.csv': 'x,y\n',
    });
    expect(rows).toEqual([
      [2, 'a'],
      [1, 'b'],
      [0.5, 'c'],
    ]);
    expect(summary).toMatchObject({ rows: 3, sources: ['b.csv', 'a.csv', 'c.csv'] });
    expect(summary.columns.map(({ type }) => type)).toEqual(['decimal', 'text']);
  });

  it('lets JSON bring and leave out columns', async () => {
    const { rows } = await build({ 'a.ndjson': '{"x":1,"y":2}\n', 'b.json': '[{"z":true,"x":3}]' });
    expect(rows).toEqual([
      [1, 2, null],
      [3, null, 1],
    ]);
  });

  it('tells what it does', async () => {
    const told: string[] = [];
    const out = join(tempFolder(), 'out.sqlite');
    const onProgress = (text: string) => void told.push(text);
    await buildTables([{ name: 't', files: [source('a\n1\n')], options: {} }], out, { onProgress });
    expect(told).toEqual(['reading t', 'statistics of t: a', 'statistics of t: correlations', 't: 1 row']);
  });

  it('changes its version with the versions of its readers', () => {
    const require = createRequire(import.meta.url);
    const { dependencies } = require('../../package.json');
    expect(tableEngineVersion()).toContain(
      `duckdb ${dependencies['@duckdb/node-api']}, yauzl ${dependencies.yauzl}, yazl ${dependencies.yazl}`,
    );
    expect(tableEngineVersion()).toContain(`sqlite ${process.versions['sqlite']}`);
  });
});

describe('tables with a fault', () => {
  it('an unknown extension, or none', async () => {
    const hint =
      'These are understood, each also with .gz or .zst: .csv, .tsv, .json, .ndjson, .jsonl, .parquet, .xlsx.';
    expect(await problem({ 'a/t.XLS': '' })).toBe(
      'a/t.XLS: A table cannot be read from a .xls file. Open it in a spreadsheet and save it as .xlsx.',
    );
    expect(await problem({ 'a.b/t': '' })).toBe(
      `a.b/t: The file has no extension that says what kind of table it is. ${hint}`,
    );
  });

  it('a sheet of what is no workbook', async () => {
    expect(await problem({ 't.csv': 'a\n1\n' }, { sheet: 1 })).toBe(
      't.csv: "sheet" is for XLSX, and this file is none. Take "sheet" out of the table.',
    );
  });

  it('files with other columns', async () => {
    const hint = 'Files of one table need the same columns; make it a table of its own otherwise.';
    expect(await problem({ 'a.csv': 'x,y\n1,2\n', 'b.csv': 'x,z,w\n1,2,3\n' })).toBe(
      `b.csv: The columns differ from those of a.csv: this file lacks "y" and has "z", "w" in addition. ${hint}`,
    );
    expect(await problem({ 'a.csv': 'x,y\n1,2\n', 'b.csv': 'x\n1\n' })).toBe(
      `b.csv: The columns differ from those of a.csv: this file lacks "y". ${hint}`,
    );
    expect(await problem({ 'a.ndjson': '{"x":1}', 'b.ndjson': '{"X":1}' })).toBe(
      'b.ndjson: Columns 1 "x" and 2 "X" have the same name but for the case of letters. Give each column a name of its own.',
    );
  });

  it('names that SQLite does not take', async () => {
    const folder = tempFolder();
    const named = (...names: string[]) =>
      problemOf(
        folder,
        buildTables(
          names.map((name) => ({ name, files: [source('a\n1\n')], options: {} })),
          join(folder, 'out.sqlite'),
        ),
      );
    expect(await named('Sales', 'sales')).toBe(
      '(/tables/sales): The tables "Sales" and "sales" have the same name but for the case of letters. Give each table a name of its own.',
    );
    expect(await named('a', 'SQLite_a/b')).toBe(
      '(/tables/SQLite_a~1b): The table "SQLite_a/b" has a name that SQLite keeps to itself. Choose a name that does not begin with "sqlite_".',
    );
  });

  it('in the second table leaves nothing of the first', async () => {
    const folder = tempFolder();
    const tables = ['a\n1\n', 'a,a\n'].map((text, n) => ({
      name: `t${n}`,
      files: [source(text)],
      options: {},
    }));
    expect(await problemOf(folder, buildTables(tables, join(folder, 'out.sqlite')))).toMatch(
      /both named "a"/,
    );
  });
});

describe('an interruption', () => {
  const tables = [{ name: 't', files: [source(`a,b,c,d\n${many}\n`)], options: {} }];

  it.each(['before it begins', 'reading t', 'statistics of t', 't: '])(
    '%s ends the work with its reason and leaves nothing',
    async (when) => {
      const folder = tempFolder();
      const out = join(folder, 'out.sqlite');
      const reason = new Error('enough');
      const stop = new AbortController();
      if (when === 'before it begins') stop.abort(reason);
      const onProgress = (text: string) => {
        if (text.startsWith(when)) stop.abort(reason);
      };
      await expect(buildTables(tables, out, { signal: stop.signal, onProgress })).rejects.toBe(reason);
      expect(existsSync(out)).toBe(false);
      expect(leftovers(folder)).toEqual([]);
    },
  );

  it('in the middle of a query does not wait for its end', async () => {
    const folder = tempFolder();
    const stop = new AbortController();
    const reason = new Error('enough');
    const { withDuck } = await import('../../src/table/duckdb.ts');
    const query = withDuck(folder, stop.signal, async (duck) => {
      setTimeout(() => stop.abort(reason), 50);
      // Some hours of work.
      await duck.rows('SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b');
    });
    await expect(query).rejects.toThrow(/INTERRUPT|enough/);
  });
});
