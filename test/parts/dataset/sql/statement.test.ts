import { describe, expect, it } from 'vitest';
import { checkNothingBehind, checkQuery } from '../../../../src/parts/dataset/sql/statement.ts';

describe('a query', () => {
  it.each([
    'SELECT 1',
    'select(1)',
    '  \n\t values (1)',
    'WITH a AS (SELECT 1) SELECT * FROM a',
    '-- what for\nSELECT 1',
    '/* what\n for */ /**/ SELECT 1',
    ';;SELECT 1',
    'EXPLAIN SELECT 1',
    'EXPLAIN QUERY PLAN SELECT 1',
    'explain /* why */ query -- slow\n plan values (1)',
    'SELECT /* left open',
  ])('may be %j', (sql) => {
    expect(() => checkQuery(sql)).not.toThrow();
  });

  it.each([
    ['PRAGMA user_version', 'PRAGMA is not allowed'],
    ['/* SELECT */ DELETE FROM sales', 'DELETE is not allowed'],
    ['-- SELECT\nvacuum', 'VACUUM is not allowed'],
    ['EXPLAIN QUERY PLAN DELETE FROM sales', 'DELETE is not allowed'],
    ['EXPLAIN EXPLAIN SELECT 1', 'EXPLAIN is not allowed'],
    ['SELECTED', 'SELECTED is not allowed'],
    ['(SELECT 1)', 'This is not allowed'],
    ['EXPLAIN', 'This is not allowed'],
    ['', 'There is no query'],
    [' ; -- nothing', 'There is no query'],
    ['SELECT 1\0', 'a NUL character'],
    [`SELECT ${'1'.repeat(100_000)}`, 'longer than 100,000 characters'],
  ])('may not be %j', (sql, sentence) => {
    expect(() => checkQuery(sql)).toThrow(sentence);
  });

  it('has nothing behind it but blanks and comments', () => {
    const check = (behind: string) => () => checkNothingBehind(`SELECT 1;${behind}`, 'SELECT 1;');
    for (const nothing of ['', ';', ' \n;; ', ' -- that is all', '/* that */ -- is all\n', '/* left open'])
      expect(check(nothing)).not.toThrow();
    for (const something of ['SELECT 2', '/**/DROP TABLE sales', "'", '-- a\nb'])
      expect(check(something)).toThrow('more than one statement');
  });

  it('of a hundred thousand blanks, comments or semicolons is read at once', () => {
    for (const piece of [' ', ';', '/**/', '--\n'])
      expect(() => checkQuery(piece.repeat(100_000 / piece.length))).toThrow('There is no query');
  });
});
