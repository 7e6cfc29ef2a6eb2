import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildTables } from '../../src/table/build.ts';
import type { TableOptions } from '../../src/table/options.ts';
import { columnsTable, rejectsTable, searchColumn, searchTable } from '../../src/table/sqlite-layout.ts';
import { tempFolder } from '../support/temp.ts';

/** The SQLite file of one table `t`. */
async function sqlite(name: string, text: string, options: TableOptions = {}): Promise<DatabaseSync> {
  const folder = tempFolder();
  const file = join(folder, 'source');
  writeFileSync(file, text);
  const out = join(folder, 'out.sqlite');
  await buildTables([{ name: 't', files: [{ file, source: name }], options }], out);
  const db = new DatabaseSync(out, { readOnly: true });
  onTestFinished(() => db.close());
  return db;
}

describe('the full-text index', () => {
  const goods = 'name,price,place\nCafé crème,2.5,shelf\nRed pencil,0.9,drawer\nred tea,3,café\n';
  const find = (db: DatabaseSync, query: string): unknown[] =>
    db
      .prepare(`SELECT rowid FROM "${searchTable('t')}" WHERE "${searchTable('t')}" MATCH ? ORDER BY rowid`)
      .all(query)
      .map(({ rowid }) => rowid);

  it('finds words in any text column, whatever their case and accents', async () => {
    const db = await sqlite('t.csv', goods);
    expect(find(db, 'cafe')).toEqual([1, 3]);
    expect(find(db, 'RED')).toEqual([2, 3]);
    expect(find(db, 'pen*')).toEqual([2]);
    expect(find(db, '"red tea"')).toEqual([3]);
    expect(find(db, 'tea red')).toEqual([3]);
  });

  it('finds words in one column', async () => {
    const db = await sqlite('t.csv', goods);
    expect(find(db, `${searchColumn(2)}: cafe`)).toEqual([3]);
    expect(find(db, `${searchColumn(0)}: cafe`)).toEqual([1]);
  });

  it('is left out where no column has texts', async () => {
    const db = await sqlite('t.csv', 'a\n1\n');
    const names = db.prepare('SELECT name FROM sqlite_schema ORDER BY name').all();
    expect(names.filter(({ name }) => String(name).startsWith('t'))).toEqual([{ name: 't' }]);
  });

  it('reaches the last of many rows', async () => {
    const rows = Array.from({ length: 120_001 }, (_, n) => `word${n % 7} ${n}`);
    const db = await sqlite('t.csv', `a\n${rows.join('\n')}\n`);
    expect(find(db, '"120000"')).toEqual([120_001]);
    expect(find(db, 'word3').length).toBe(17_143);
  });

  it('numbers rows by their order when columns have taken the names of the rowid', async () => {
    const db = await sqlite('t.csv', 'rowid,_ROWID_,oid\nx,1,a\ny,2,b\nz,3,c\n');
    expect(find(db, 'z')).toEqual([3]);
    expect(find(db, `${searchColumn(2)}: b`)).toEqual([2]);
  });
});

describe('indexes', () => {
  const rows = Array.from({ length: 1200 }, (_, n) => `${n * 7},A${n % 601},kind ${n % 5},${n / 8}`);
  const plan = (db: DatabaseSync, column: string): unknown =>
    db.prepare(`EXPLAIN QUERY PLAN SELECT * FROM t WHERE ${column} = ?`).get()?.['detail'];

  it('are on columns by which a row is looked up', async () => {
    const db = await sqlite('t.csv', `id,code,kind,weight\n${rows.join('\n')}\n`);
    expect(plan(db, 'id')).toBe('SEARCH t USING INDEX t:0 (id=?)');
    expect(plan(db, 'code')).toBe('SEARCH t USING INDEX t:1 (code=?)');
    expect(plan(db, 'kind')).toBe('SCAN t');
    expect(plan(db, 'weight')).toBe('SCAN t');
  });

  it('are left out of small tables', async () => {
    const db = await sqlite('t.csv', `id,code,kind,weight\n${rows.slice(0, 999).join('\n')}\n`);
    expect(plan(db, 'id')).toBe('SCAN t');
  });
});

describe('the SQLite file', () => {
  it('tells the types of columns that SQLite has none for', async () => {
    const db = await sqlite('t.csv', 'day,paid,n,x,who\n2026-01-02,true,1,0.5,me\n');
    const columns = db.prepare(`SELECT * FROM "${columnsTable}" ORDER BY place`).all();
    expect(columns.map(({ name, type }) => [name, type])).toEqual([
      ['day', 'date'],
      ['paid', 'boolean'],
      ['n', 'integer'],
      ['x', 'decimal'],
      ['who', 'text'],
    ]);
    expect(columns[0]).toEqual({
      table: 't',
      place: 0,
      name: 'day',
      type: 'date',
      title: null,
      unit: null,
      encoding: 'codes8',
    });
  });

  it('has the rejects of a table beside it, with what is wrong and where', async () => {
    const db = await sqlite('t.csv', 'who,n\nAnn,1\nBob,two\n,3\n', {
      columns: { n: { type: 'integer' }, who: { required: true } },
      onError: 'reject',
    });
    expect(db.prepare('SELECT * FROM t').all()).toEqual([{ who: 'Ann', n: 1 }]);
    expect(db.prepare(`SELECT * FROM "${rejectsTable('t')}"`).all()).toEqual([
      { source: 't.csv', line: 3, column: 'n', value: 'two', rule: 'type', reason: 'is no integer' },
      { source: 't.csv', line: 4, column: 'who', value: null, rule: 'required', reason: 'has no value' },
    ]);
  });

  it('has texts that repeat letter by letter', async () => {
    const odd = ['\ufeffa', '', ' ', "it's", 'a', 'é', '😀', '"'];
    const texts = Array.from({ length: 90 }, (_, n) => odd[n % odd.length]);
    const db = await sqlite('t.json', JSON.stringify([{ t: null }, ...texts.map((t) => ({ t }))]));
    const found = db.prepare('SELECT t FROM t ORDER BY rowid').all();
    expect(found.map(({ t }) => t)).toEqual([null, ...texts]);
  });

  it('has dates that repeat as texts', async () => {
    const days = Array.from({ length: 40 }, (_, n) => `2026-0${(n % 4) + 1}-07`);
    const times = days.map((day) => `${day} 10:00:00`);
    const db = await sqlite('t.csv', `day,at\n${days.map((day, n) => `${day},${times[n]}`).join('\n')}\n`);
    const found = db.prepare('SELECT day, at FROM t ORDER BY rowid').all();
    expect(found.map(({ day }) => day)).toEqual(days);
    expect(found.map(({ at }) => at)).toEqual(times);
  });
});
