import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { writeName } from '../../../../src/parts/dataset/sql/name.ts';

describe('a name in a query', () => {
  it('has quotes only where it needs them', () => {
    expect(['sales', 'unit_price', 'Größe', 'order', 'a b', 'x"y', '1st', ''].map(writeName)).toEqual([
      'sales',
      'unit_price',
      '"Größe"',
      '"order"',
      '"a b"',
      '"x""y"',
      '"1st"',
      '""',
    ]);
  });

  it('is understood by SQLite, be it any of its own words', () => {
    const database = new DatabaseSync(':memory:');
    for (const word of [
      'select',
      'Group',
      'values',
      'index',
      'rowid',
      'true',
      'current_date',
      'window',
      'x',
    ]) {
      database.exec(`CREATE TABLE t ("${word}"); INSERT INTO t VALUES (7)`);
      expect(database.prepare(`SELECT ${writeName(word)} AS n FROM t`).get()).toEqual({ n: 7 });
      database.exec('DROP TABLE t');
    }
    database.close();
  });
});
