import { literal } from '../duckdb.ts';

/** Unicode's white space, and the byte order mark that editors leave behind. */
export const whiteSpace = [
  ...'\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a',
  ...'\u2028\u2029\u202f\u205f\u3000\ufeff',
].join('');

/** A text without white space at its ends, in SQL. Most texts have none, which is fast to see. */
export function trimmed(text: string): string {
  return `CASE WHEN regexp_full_match(${text}, '[!-~](.*[!-~])?') THEN ${text}
    ELSE trim(${text}, ${literal(whiteSpace)}) END`;
}
