import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../../src/base/hash.ts';
import { openGuarded } from '../../../../src/parts/dataset/sql/database.ts';
import { makeDatabase } from '../../../support/sql-database.ts';
import { tempFolder } from '../../../support/temp.ts';

const folder = tempFolder();
const file = makeDatabase(join(folder, 'tables.sqlite'));
const before = sha256(readFileSync(file));
const { database, takeRefusal } = openGuarded(file);

describe('the guarded database', () => {
  // Nothing looks at these before: the authorizer alone must do.
  it.each([
    'INSERT INTO sales (id) VALUES (5)',
    'UPDATE sales SET id = 0',
    'DELETE FROM sales',
    'DROP TABLE sales',
    'CREATE TABLE x (y)',
    'CREATE TEMP TABLE x (y)',
    'CREATE VIEW x AS SELECT 1',
    'CREATE VIRTUAL TABLE x USING fts5(y)',
    'ALTER TABLE sales RENAME TO x',
    `ATTACH '${join(folder, 'other.sqlite')}' AS x`,
    'DETACH main',
    `VACUUM INTO '${join(folder, 'other.sqlite')}'`,
    'VACUUM',
    'ANALYZE',
    'REINDEX',
    'BEGIN',
    'SAVEPOINT x',
    'PRAGMA query_only = 0',
    'PRAGMA trusted_schema = 1',
    'PRAGMA writable_schema = 1',
    'PRAGMA temp_store_directory = "/tmp"',
    'PRAGMA journal_mode = WAL',
    'PRAGMA table_info(sales)',
    'SELECT load_extension(1)',
    'SELECT * FROM dbstat',
    'SELECT * FROM pragma_compile_options',
  ])('refuses %s', (sql) => {
    expect(() => database.prepare(sql).all()).toThrow(/not authorized|prohibited|authorization denied/);
    expect(takeRefusal()).toMatchObject({ code: 'refused' });
    expect(takeRefusal()).toBeUndefined();
    expect(sha256(readFileSync(file))).toBe(before);
    expect(readdirSync(folder)).toEqual(['tables.sqlite']);
  });

  it('could not write even if it were allowed to', () => {
    database.setAuthorizer(null);
    expect(() => database.exec('DELETE FROM sales')).toThrow('readonly database');
    expect(() => database.exec(`ATTACH ':memory:' AS x`)).toThrow('too many attached databases - max 0');
  });
});
