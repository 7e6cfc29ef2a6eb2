import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../../../src/base/hash.ts';
import { SqlError } from '../../../../src/parts/dataset/sql/error.ts';
import { openSqlRunner } from '../../../../src/parts/dataset/sql/runner.ts';
import { fromSources, makeDatabase } from '../../../support/sql-database.ts';
import { tempFolder } from '../../../support/temp.ts';

const folder = tempFolder();
const file = makeDatabase(join(folder, 'tables.sqlite'));
const hash = () => sha256(readFileSync(file));
const before = hash();
const runner = openSqlRunner(fromSources, async () => file);
const other = join(folder, 'other.sqlite');

afterAll(() => runner.close());

/** What an attack is answered with: the rows, or the code and the sentence. */
async function attack(sql: string, timeout = 60_000): Promise<string> {
  try {
    const { rows } = await runner.run(sql, { limit: 1000, timeout });
    return JSON.stringify(rows).slice(0, 200);
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return `${error.code}: ${error.message}`;
  }
}

afterEach(async () => {
  expect(await attack('SELECT count(*) FROM sales')).toBe('[[4]]');
  expect(hash()).toBe(before);
  expect(readdirSync(folder)).toEqual(['tables.sqlite']);
});

const many = (value: string) =>
  `WITH RECURSIVE c(n, v) AS (SELECT 1, ${value} UNION ALL SELECT n + 1, ${value} FROM c WHERE n < 100)`;
const endless = (value: string) =>
  `WITH RECURSIVE c(n, v) AS (SELECT 1, ${value} UNION ALL SELECT n + 1, ${value} FROM c)`;

describe('refused before it does anything', () => {
  it.each([
    `ATTACH '${other}' AS other`,
    'DETACH main',
    'PRAGMA user_version',
    'PRAGMA writable_schema = 1',
    'PRAGMA query_only = 0',
    'PRAGMA data_version',
    "SELECT * FROM pragma_table_info('sales')",
    "SELECT count(*) FROM Pragma_Table_Info('sales')",
    'SELECT * FROM pragma_database_list',
    'SELECT * FROM pragma_function_list',
    'SELECT * FROM sales, pragma_user_version',
    "SELECT load_extension('/tmp/x.so')",
    "SELECT Load_Extension('/tmp/x.so')",
    "SELECT fts3_tokenizer('simple', x'00')",
    "SELECT fts5('x')",
    "SELECT rtreecheck('main', 'sales')",
    'SELECT optimize("sales:search") FROM "sales:search"',
    "SELECT count(*) FROM sales WHERE id IN (SELECT load_extension('x'))",
    'INSERT INTO sales (id) VALUES (5)',
    'REPLACE INTO sales (id) VALUES (5)',
    'UPDATE sales SET id = 0',
    'DELETE FROM sales',
    'DROP TABLE sales',
    'ALTER TABLE sales RENAME TO x',
    'CREATE TABLE x (y)',
    'CREATE TEMP TABLE x AS SELECT 1',
    'CREATE TEMP VIEW x AS SELECT 1',
    'CREATE INDEX x ON sales (id)',
    'CREATE TRIGGER x DELETE ON sales BEGIN SELECT 1; END',
    "CREATE VIRTUAL TABLE temp.x USING fts5vocab('sales:search', 'row')",
    'WITH x AS (SELECT 1) INSERT INTO sales (id) SELECT * FROM x',
    'WITH x AS (SELECT 1) DELETE FROM sales',
    'WITH x AS (SELECT 1) UPDATE sales SET id = 0',
    'EXPLAIN DELETE FROM sales',
    'EXPLAIN WITH x AS (SELECT 1) DELETE FROM sales',
    `VACUUM INTO '${other}'`,
    'VACUUM',
    'REINDEX',
    'ANALYZE',
    'BEGIN EXCLUSIVE',
    'SAVEPOINT x',
    'COMMIT',
    'INSERT INTO "sales:search" ("sales:search") VALUES (\'rebuild\')',
    'WITH x AS (SELECT 1) INSERT INTO "sales:search" ("sales:search") VALUES (\'delete-all\')',
    'SELECT * FROM dbstat',
    'SELECT count(*) FROM DBSTAT',
    'SELECT * FROM sqlite_temp_schema',
    'SELECT 1; SELECT 2',
    'SELECT 1; DROP TABLE sales',
    'SELECT 1;; /* */ PRAGMA user_version',
    '/* SELECT */ DROP TABLE sales',
    '-- SELECT 1\nDROP TABLE sales',
    '; DROP TABLE sales',
  ])('%s', async (sql) => {
    expect(await attack(sql)).toMatch(/^refused: [\s\S]+\.$/);
  });
});

describe('not understood', () => {
  it.each([
    ["SELECT 'left open", 'unrecognized token'],
    ['SELECT "left open', 'unrecognized token'],
    ['SELECT 1 FROM', 'incomplete input'],
    ["WITH x AS (SELECT 1) UPDATE sqlite_schema SET sql = ''", 'may not be modified'],
    ['SELECT * FROM fts5vocab', 'no such table: fts5vocab'],
    ["SELECT writefile('x', 'y'), edit('x')", 'no such function: writefile'],
    ["SELECT readfile('/etc/passwd')", 'no such function: readfile'],
    ['SELECT * FROM generate_series(1, 10)', 'no such table'],
    ['SELECT * FROM other.sales', 'no such table'],
    [`SELECT ${'('.repeat(20_000)}1${')'.repeat(20_000)}`, 'Expression tree is too large|Recursion limit'],
    [`SELECT ${'-'.repeat(1)}${'+ -'.repeat(20_000)}1`, 'Expression tree is too large|Recursion limit'],
    [`SELECT 1${' UNION ALL SELECT 1'.repeat(4000)}`, 'too many terms in compound SELECT'],
    [`SELECT ${'1,'.repeat(3000)}1`, 'too many columns in result set'],
    [`SELECT ${'abs('.repeat(5000)}1${')'.repeat(5000)}`, 'Expression tree is too large|Recursion limit'],
    ['SELECT 1\0; DROP TABLE sales', 'NUL character'],
  ])('%.60s', async (sql, sentence) => {
    expect(await attack(sql)).toMatch(new RegExp(`^syntax: .*(?:${sentence})`));
  });
});

describe('too large', () => {
  it.each([
    ['zeroblob', 'SELECT zeroblob(1000000000)'],
    ['randomblob', 'SELECT length(randomblob(1000000000))'],
    ['printf of one character', "SELECT printf('%.*c', 1000000000, 'x')"],
    ['printf of a width', "SELECT printf('%1000000000d', 1)"],
    ['replace', `SELECT length(replace(hex(zeroblob(100000)), '0', hex(zeroblob(1000))))`],
    ['group_concat', `${many('hex(zeroblob(100000))')} SELECT length(group_concat(v)) FROM c`],
    ['json_group_array', `${many('hex(zeroblob(100000))')} SELECT length(json_group_array(v)) FROM c`],
    ['concatenation', `SELECT length(${Array(9).fill('hex(zeroblob(500000))').join(' || ')})`],
    ['a row', `SELECT v, v FROM (SELECT printf('%.*c', 5000000, 'x') AS v)`],
    ['the query', `SELECT '${'x'.repeat(100_000)}'`],
  ])('%s', async (_, sql) => {
    expect(await attack(sql)).toMatch(/^size: [\s\S]+\.$/);
  });
});

describe('more than the memory', () => {
  it.each([
    ['sorting', `${endless('randomblob(4000000)')} SELECT length(v) FROM c ORDER BY v`],
    ['grouping', `${endless('randomblob(4000000)')} SELECT count(*) FROM c GROUP BY v`],
    [
      'a UNION',
      `WITH RECURSIVE c(v) AS (SELECT randomblob(4000000) UNION SELECT randomblob(4000000) FROM c) SELECT count(*) FROM c`,
    ],
    ['a wide row of blobs', `SELECT ${Array(2000).fill('v').join()} FROM (SELECT randomblob(7000000) AS v)`],
    [
      'a wide row of texts',
      `SELECT ${Array(2000).fill('v').join()} FROM (SELECT hex(zeroblob(3500000)) AS v)`,
    ],
  ])('%s', async (_, sql) => {
    expect(await attack(sql)).toMatch(/^memory: [\s\S]+\.$/);
  });
});

describe('without an end', () => {
  const doubling = Array.from({ length: 40 }, (_, n) => `c${n + 1} AS (SELECT 1 FROM c${n}, c${n})`).join();
  it.each([
    ['counting', `${endless('1')} SELECT count(*) FROM c`],
    ['looking for what never comes', `${endless('1')} SELECT n FROM c WHERE n < 0`],
    ['joining', `SELECT count(*) FROM ${Array.from({ length: 30 }, (_, n) => `sales AS s${n}`).join()}`],
    ['doubling', `WITH c0 AS (SELECT 1 UNION ALL SELECT 2), ${doubling} SELECT count(*) FROM c40`],
  ])('%s', async (_, sql) => {
    expect(await attack(sql, 500)).toMatch(/^(time|memory): [\s\S]+\.$/);
  });

  it('ends where the rows end that are wanted', async () => {
    const { rows, truncated } = await runner.run(`${endless('1')} SELECT n FROM c`, {
      limit: 10,
      timeout: 60_000,
    });
    expect([rows.length, truncated]).toEqual([10, true]);
  });

  it('ends where the bytes end that an answer can have', async () => {
    const sql = `${endless('hex(zeroblob(50000))')} SELECT v FROM c`;
    const { rows, truncated } = await runner.run(sql, { limit: 10_000, timeout: 60_000 });
    expect([rows.length, truncated]).toEqual([80, true]);
  });
});

describe('allowed, for it does no harm', () => {
  it.each([
    ['SELECT count(*) FROM sqlite_schema', '[[6]]'],
    ["SELECT name FROM sqlite_master WHERE name = 'sales'", '[["sales"]]'],
    ["SELECT value FROM json_each('[1, 2]')", '[[1],[2]]'],
    ['WITH c AS (SELECT 1) SELECT count(*) FROM c', '[[1]]'],
    ['SELECT count(*) FROM (SELECT 1)', '[[1]]'],
    ['SELECT count(*) FROM SALES', '[[4]]'],
    ['SELECT median(price), percentile(price, 100) FROM sales', '[[1.5,12]]'],
    ['SELECT rowid FROM "sales:search" WHERE "sales:search" MATCH \'pen*\'', '[[1],[2]]'],
    ['SELECT ?, :name', '[[null,null]]'],
  ])('%s', async (sql, rows) => {
    expect(await attack(sql)).toBe(rows);
  });
});
