import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TableSummary } from '../../../../src/table/summary.ts';
import { packTables, salesCsv } from '../../../support/dataset-app.ts';
import { runApp, startApp } from '../../../support/sample-app.ts';
import { tempFolder } from '../../../support/temp.ts';

const folder = tempFolder();
let file: string;
let tables: TableSummary[];

beforeAll(async () => {
  ({ file, tables } = await packTables(folder, {
    sales: salesCsv(),
    'odd "; DROP --/ü': 'rowid,1,"a/b"\n9007199254740993,x,1\n5,"",2\n',
    empty: 'a\n',
  }));
});

const run = (...args: string[]) =>
  runApp(file, args, { cwd: folder, env: { HOLDALL_CACHE: join(folder, 'cache') } });
const out = async (...args: string[]) => {
  const { code, stdout, stderr } = await run(...args);
  expect([args, code, stderr]).toEqual([args, 0, '']);
  return stdout;
};

describe('tables and stats', () => {
  it('tell of all tables and of columns', async () => {
    expect(await out('tables')).toBe(
      'table,rows,columns,from\r\nsales,240,10,sales.csv\r\n' +
        '"odd ""; DROP --/ü",2,3,"odd ""; DROP --/ü.csv"\r\nempty,0,1,empty.csv\r\n',
    );
    expect(JSON.parse(await out('tables', '--json'))).toEqual(tables);
    const table = await out('stats', '--format', 'table');
    expect(table.split('\n')[0]).toMatch(
      /^column +type +count +nulls +distinct +min +max +mean +median +mode +times$/,
    );
    expect(table).toMatch(/^paid +boolean +240 +0 +2 +false +true +false +120$/m);
    expect(JSON.parse(await out('stats', 'price', '--json'))).toEqual([tables[0]?.columns[2]]);
    expect(await out('stats', '2')).toBe(await out('stats', 'price'));
    expect(await out('stats', 'a/b', '--table', 'odd "; DROP --/ü')).toContain(
      'a/b,integer,2,0,2,1,2,1.5,1.5,1,1\r\n',
    );
  });
});

describe('rows', () => {
  it('are CSV in a pipe, and as an address has them', async () => {
    expect(await out('rows', '--where', 'id__lt=2', '--columns', 'id,shop,serial')).toBe(
      'id,shop,serial\r\n0,,9007199254740993\r\n1,South,1\r\n',
    );
    const found = await out(
      'rows',
      '--where',
      'shop=North',
      '--where',
      'price__notnull',
      '--sort',
      '-price,id',
      '--columns',
      'id',
      '--limit',
      '3',
      '--offset',
      '1',
      '--format',
      'json',
    );
    expect(JSON.parse(found)).toHaveLength(3);
    expect((await out('rows')).split('\r\n')).toHaveLength(242);
    expect(
      await out('rows', '--search', 'zoë', '--columns', 'shop', '--limit', '1', '--format', 'ndjson'),
    ).toBe('{"shop":"Café \\"Zoë\\""}\n');
  });

  it('are a table on a terminal, of which the first are shown', async () => {
    const { stdout, stderr } = await run('rows', '--format', 'table', '--columns', 'id,price,shop');
    expect(stdout.split('\n')).toHaveLength(52);
    expect(stdout.split('\n').slice(0, 3)).toEqual(['id  price  shop', ' 0', ' 1   9.25  South']);
    expect(stderr).toBe('50 rows of 240; more with --limit and --offset.\n');
  });

  it('may be read by a program that leaves early', async () => {
    const child = startApp(file, ['rows', '--format', 'ndjson'], {
      env: { HOLDALL_CACHE: join(folder, 'cache') },
    });
    child.stdout.destroy();
    let said = '';
    child.stderr.on('data', (chunk) => (said += chunk));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect([code, said]).toEqual([0, '']);
  });

  it('come one by one and at random', async () => {
    expect(await out('row', '1', '--table', 'odd "; DROP --/ü')).toBe('rowid,1,a/b\r\n5,,2\r\n');
    expect(await out('row', '1', '--format', 'table')).toMatch(/^column +value\nid +1\nshop +South\n/);
    const some = await out('random', '--n', '5', '--seed', 'x', '--columns', 'id');
    expect(some.split('\r\n')).toHaveLength(7);
    expect(await out('random', '--n', '5', '--seed', 'x', '--columns', 'id')).toBe(some);
    expect(await out('random', '--where', 'id=7', '--columns', 'id')).toBe('id\r\n7\r\n');
  });

  it('are put into groups', async () => {
    expect(await out('groups', 'paid')).toBe('paid,rows\r\nfalse,120\r\ntrue,120\r\n');
    const most = await out('groups', 'shop', '--value', 'price', '--order', '-value', '--limit', '1');
    expect(most).toMatch(/^shop,sum of price\r\n.+,[\d.]+\r\n$/);
  });
});

describe('export', () => {
  it('writes a file of the kind that its name says', async () => {
    expect(await out('export', '--to', 'all.csv')).toBe('Wrote 240 rows to all.csv.\n');
    expect(readFileSync(join(folder, 'all.csv'), 'utf8')).toBe(await out('rows'));
    await out('export', '--to', 'some.xlsx', '--where', 'id__lt=3', '--columns', 'id');
    const { sheets } = await readXlsx(readFileSync(join(folder, 'some.xlsx')));
    expect(sheets[0]?.rows).toEqual([['id'], [0], [1], [2]]);
    await out('export', '--to', 'some.json', '--where', 'id__lt=3', '--columns', 'id');
    expect(JSON.parse(readFileSync(join(folder, 'some.json'), 'utf8'))).toEqual([
      { id: 0 },
      { id: 1 },
      { id: 2 },
    ]);
    expect(await out('export', '--format', 'ndjson', '--where', 'id=1', '--columns', 'id')).toBe(
      '{"id":1}\n',
    );
    expect(await out('export', '--bom', '--where', 'id=1', '--columns', 'id')).toBe('\ufeffid\r\n1\r\n');
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('replaces nothing unless told so', async () => {
    writeFileSync(join(folder, 'mine.csv'), 'mine');
    expect(await run('export', '--to', 'mine.csv')).toMatchObject({
      code: 1,
      stderr: 'error: mine.csv is there already. Name another file, or replace it by --force.\n',
    });
    expect(readFileSync(join(folder, 'mine.csv'), 'utf8')).toBe('mine');
    await out('export', '--to', 'mine.csv', '--force', '--where', 'id=1', '--columns', 'id');
    expect(readFileSync(join(folder, 'mine.csv'), 'utf8')).toBe('id\r\n1\r\n');
  });

  it('says where it cannot write', async () => {
    const { code, stderr } = await run('export', '--to', 'nowhere/a.csv');
    expect([code, stderr]).toEqual([1, expect.stringContaining('nowhere. Make it, or name another one.')]);
  });
});

it.each([
  [['rows', '--table', 'slaes'], 'There is no table "slaes". Did you mean "sales"?'],
  [['rows', '--where', 'prise=1'], 'The table "sales" has no column "prise". Did you mean "price"?'],
  [
    ['rows', '--where', 'price__gt=x'],
    'gt of the column "price" cannot be "x": it should be a number, such as 12.5.',
  ],
  [['rows', '--limit', 'x'], 'A whole number from 0 on is wanted, not "x".'],
  [['row', '240'], 'There is no row 240; they go from 0 to 239.'],
  [['stats', 'prise'], 'There is no column "prise". Did you mean "price"?'],
  [['groups', 'shop', '--value', 'day'], 'The column "day" has no numbers'],
  [['export', '--to', 'a.doc'], 'What a file that ends in ".doc" should hold is not known.'],
])('%j is wrong usage', async (args, sentence) => {
  const { code, stderr } = await run(...args);
  expect([code, stderr]).toEqual([2, expect.stringContaining(`error: ${sentence}`)]);
});
