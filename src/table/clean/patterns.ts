import { messageOf } from '../../base/error.ts';
import type { Duck } from '../duckdb.ts';
import { literal } from '../duckdb.ts';
import { escaped } from '../pointer.ts';
import { wrongSpec } from './fault.ts';
import type { CleanOptions } from './options.ts';

/** Throws a `UserError` for a regular expression that DuckDB does not take, or a group that it has not. */
export async function checkPatterns(duck: Duck, options: CleanOptions, pointer: string): Promise<void> {
  for (const [name, { pattern }] of Object.entries(options.columns ?? {})) {
    if (pattern !== undefined) await check(duck, pattern, '', `${pointer}/columns/${escaped(name)}/pattern`);
  }
  for (const [index, { replace }] of (options.clean ?? []).entries()) {
    if (!replace?.regex) continue;
    const at = `${pointer}/clean/${index}/replace`;
    if (await check(duck, replace.find, replace.with, `${at}/find`)) continue;
    throw wrongSpec(
      `"${replace.with}" names a group that the regular expression ${replace.find} does not have.`,
      `${at}/with`,
      '\\1 is what its first pair of brackets has matched, and \\0 all of it.',
    );
  }
}

/** Whether the expression has the groups that what stands in its place names. */
async function check(duck: Duck, pattern: string, by: string, at: string): Promise<boolean> {
  try {
    await duck.rows(`SELECT regexp_matches('', ${literal(pattern)})`);
  } catch (error) {
    const reason = /(?:Error|Exception): ([^\n]*)/.exec(messageOf(error))?.[1] ?? messageOf(error);
    throw wrongSpec(
      `The regular expression ${pattern} is not understood: ${reason}.`,
      at,
      'Regular expressions are those of RE2, which has no look-around and no references back.',
    );
  }
  // Where there is no such group DuckDB says nothing and replaces nothing.
  const [[replaced] = []] = await duck.rows(
    `SELECT regexp_replace('x', ${literal(`^x$|(?:${pattern})`)}, ${literal(`-${by}`)})`,
  );
  return replaced !== 'x';
}
