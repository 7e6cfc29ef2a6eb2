import { SqlError } from './error.ts';

/** The most characters of a query: one that a person or a program wrote for a reason is shorter. */
export const maxSqlLength = 100_000;

/** What a query can start with. */
const readers = new Set(['SELECT', 'WITH', 'VALUES']);

/**
 * Throws an `SqlError` unless this begins as a query that reads. The authorizer is what keeps all else
 * out, by itself; this is for a sentence that names what was tried.
 */
export function checkQuery(sql: string): void {
  if (sql.length > maxSqlLength) throw new SqlError('long');
  if (sql.includes('\0')) throw new SqlError('nul');
  const { word, behind } = readWord(sql);
  if (word === '' && behind === '') throw new SqlError('empty');
  const kind = word === 'EXPLAIN' ? explained(behind) : word;
  if (!readers.has(kind)) throw new SqlError('statement', kind);
}

/** Throws an `SqlError` where something stands behind the first statement of a query. */
export function checkNothingBehind(sql: string, statement: string): void {
  if (skipBlanks(sql.slice(statement.length)) !== '') throw new SqlError('several');
}

/** The word that a statement behind EXPLAIN or EXPLAIN QUERY PLAN starts with. */
function explained(sql: string): string {
  const { word, behind } = readWord(sql);
  return word === 'QUERY' ? readWord(readWord(behind).behind).word : word;
}

/** The first word in capitals, and all that is behind it; no word where something else comes first. */
function readWord(sql: string): { word: string; behind: string } {
  const start = skipBlanks(sql);
  const word = /^[a-z]*/i.exec(start)?.[0] ?? '';
  return { word: word.toUpperCase(), behind: start.slice(word.length) };
}

/** What is left behind leading blanks, semicolons and comments; a comment may be left open. */
function skipBlanks(sql: string): string {
  const blank = /[\s;]+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
  let end = 0;
  while (blank.test(sql)) end = blank.lastIndex;
  return sql.slice(end);
}
