import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readXlsx } from 'hucre/xlsx';
import { expect, it } from 'vitest';
import { rejectsSql } from '../../../src/table/clean/rejects.ts';
import { type CorrectedTable, writeCorrected } from '../../../src/table/correct/publish.ts';
import { withDuck } from '../../../src/table/duckdb.ts';
import type { RawColumn, RowPlace } from '../../../src/table/raw.ts';
import { tempFolder } from '../../support/temp.ts';
import { writeBook } from './books.ts';
import { sampleParts, sampleRows } from './sample.ts';

const names = ['name', 'code', 'amount', 'day', 'twice'];
const columns = names.map((name): RawColumn => ({ name, kind: 'any' }));

/** Publishes a table of three rows, to which something was done, out of one file. */
async function publish(
  source: string,
  place: (row: number) => RowPlace,
  over: Partial<CorrectedTable> = {},
): Promise<{ folder: string; paths: string[] }> {
  const temp = tempFolder();
  const folder = join(temp, 'data');
  const file = await writeBook(join(temp, 'in'), sampleParts(sampleRows));
  const paths = await withDuck(temp, undefined, async (duck) => {
    await duck.run(`
      CREATE TABLE clean (c0 VARCHAR, c1 VARCHAR); INSERT INTO clean VALUES ('Eva, "2"', '002'), ('', NULL);
      CREATE TABLE ch (row BIGINT, col INTEGER, before VARCHAR, after VARCHAR, rule VARCHAR);
      INSERT INTO ch VALUES (1, 2, '3.5', '4.5', 'last'), (0, 0, ' Eva2 ', 'Eva2', 'trim'),
        (0, 0, 'Eva2', 'EVA2', 'case'), (0, 1, 'a', 'b', 'there'), (0, 1, 'b', 'a', 'back'), (0, NULL, NULL, '1', 'compute');
      CREATE TABLE re (row BIGINT, col INTEGER, value VARCHAR, rule VARCHAR, reason VARCHAR);
      INSERT INTO re VALUES (1, 1, '003', 'pattern', 'does not fit'), (1, NULL, NULL, 'validate', 'is odd');
      CREATE TABLE dr (row BIGINT, rule VARCHAR); INSERT INTO dr VALUES (2, 'dropDuplicates')`);
    const table: CorrectedTable = {
      name: 'people',
      files: [{ file, source }],
      read: { columns, locate: async (rows) => rows.map(place) },
      cleaned: { table: 'clean', columns: columns.slice(0, 2) },
      done: { changes: 'ch', rejects: 're', dropped: 'dr', told: 'told' },
      types: ['text', 'text', 'decimal', 'date', undefined],
      ...over,
    };
    if (table.done) {
      await duck.run(`CREATE TABLE told AS ${await rejectsSql(duck, table.read, table.done)}`);
    }
    const documents = await writeCorrected({ duck, table: 't0', temp, signal: undefined }, folder, table);
    return documents.map(({ path }) => path);
  });
  expect(readdirSync(folder).sort()).toEqual([...paths].sort());
  return { folder, paths };
}

const inCsv = (row: number): RowPlace => ({ source: 'people.csv', line: row + 2 });
const inSheet = (row: number): RowPlace => ({
  source: 'people.xlsx',
  line: row + 2,
  sheet: { name: 'Sales', columns: ['A', 'B', 'C', 'D', undefined] },
});

it('writes the rows, the changes and the rejects as CSV', async () => {
  const { folder, paths } = await publish('people.csv', inCsv);
  expect(paths).toEqual(['people.csv', 'people.changes.csv', 'people.rejects.csv']);
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
  expect(read('people.csv')).toBe('name,code\r\n"Eva, ""2""",002\r\n"",\r\n');
  expect(read('people.changes.csv')).toBe(
    [
      'source,line,column,before,after,rule',
      'people.csv,2,name, Eva2 ,Eva2,trim',
      'people.csv,2,name,Eva2,EVA2,case',
      'people.csv,2,code,a,b,there',
      'people.csv,2,code,b,a,back',
      'people.csv,2,,,1,compute',
      'people.csv,3,amount,3.5,4.5,last',
      'people.csv,4,,,,dropDuplicates',
      '',
    ].join('\r\n'),
  );
  expect(read('people.rejects.csv')).toBe(
    [
      'source,line,column,value,rule,reason',
      'people.csv,3,code,003,pattern,does not fit',
      'people.csv,3,,,validate,is odd',
      '',
    ].join('\r\n'),
  );
});

it('corrects the workbook that the table came from', async () => {
  const { folder, paths } = await publish('people.xlsx', inSheet);
  expect(paths).toEqual(['people.csv', 'people.changes.csv', 'people.rejects.csv', 'people.xlsx']);
  const { sheets } = await readXlsx(readFileSync(join(folder, 'people.xlsx')));
  expect(sheets[0]?.rows.slice(1, 3)).toEqual([
    ['EVA2', '002', 2.5, new Date('2024-12-26'), 5],
    [' Eva3 ', '003', 4.5, new Date('2024-12-27'), 7],
  ]);
  expect(sheets[2]?.rows.slice(1)).toEqual([
    ['people.xlsx', 3, 'B', '003', 'pattern', 'does not fit'],
    ['people.xlsx', 3, null, null, 'validate', 'is odd'],
  ]);
  const listed = sheets[3]?.rows.filter(([cell]) => /^[A-E]\d$|^row/.test(String(cell)));
  expect(listed).toEqual([
    ['A2', ' Eva2 ', 'EVA2', 'trim, case', null],
    ['C3', '3.5', '4.5', 'last', null],
    ['row 4', null, null, 'dropDuplicates', 'The row was dropped.'],
  ]);
});

it('corrects each of several workbooks, packed ones too, and takes over the one in which nothing was done', async () => {
  const folder = tempFolder();
  const one = await writeBook(join(folder, 'one'), sampleParts(sampleRows));
  const packed = join(folder, 'two');
  writeFileSync(packed, gzipSync(readFileSync(one)));
  const files = [
    { file: one, source: 'a.xlsx' },
    { file: packed, source: 'b.xlsx.gz' },
    { file: packed, source: 'c.XLSX.gz' },
    { file: one, source: 'd.csv' },
  ];
  const sources = ['a.xlsx', 'b.xlsx.gz', 'd.csv'];
  const places = (row: number): RowPlace => ({ ...inSheet(row), source: sources[row] ?? '' });
  const { folder: data, paths } = await publish('', places, { files });
  expect(paths.slice(3)).toEqual(['people.1.xlsx', 'people.2.xlsx', 'people.3.xlsx']);
  const cells = async (path: string): Promise<unknown[]> => {
    const { sheets } = await readXlsx(readFileSync(join(data, path)));
    return [sheets.length, sheets[0]?.rows[1]?.[0], sheets[0]?.rows[2]?.[2]];
  };
  expect(await cells('people.1.xlsx')).toEqual([4, 'EVA2', 3.5]);
  expect(await cells('people.2.xlsx')).toEqual([4, ' Eva2 ', 4.5]);
  expect(readFileSync(join(data, 'people.3.xlsx')).equals(readFileSync(one))).toBe(true);
});

it('writes the rows alone for a table without rules', async () => {
  const { paths } = await publish('people.xlsx', inSheet, { done: undefined });
  expect(paths).toEqual(['people.csv']);
});

it('tells an empty line from a missing value where there is one column', async () => {
  const one = { table: 'clean', columns: columns.slice(0, 1) };
  const { folder } = await publish('people.csv', inCsv, { cleaned: one });
  expect(readFileSync(join(folder, 'people.csv'), 'utf8')).toBe('name\r\n"Eva, ""2"""\r\n""\r\n');
});
