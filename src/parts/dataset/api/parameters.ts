import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { cannotBe } from '../../unknown.ts';

/** What a whole number may be, and what is taken when none is given. */
export interface Range {
  usual: number;
  least: number;
  most: number;
}

/** Rows of one answer. */
export const rowLimit: Range = { usual: 100, least: 1, most: 1000 };

/** Any place in a list. */
export const anyPlace: Range = { usual: 0, least: 0, most: Number.MAX_SAFE_INTEGER };

/** A whole number out of the address. Throws a 400 for anything else. */
export function readNumber(name: string, text: string | undefined, { usual, least, most }: Range): number {
  if (text === undefined) return usual;
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} on` : `from ${least} to ${most}`;
  throw new HTTPException(400, { message: `"${name}" is a whole number ${range}, not "${text}".` });
}

/** One of a few words. Throws a 400 for any other. */
export function readChoice<Word extends string>(
  name: string,
  text: string | undefined,
  words: readonly Word[],
  usual: Word,
): Word {
  if (text === undefined) return usual;
  const word = words.find((one) => one === text);
  if (word !== undefined) return word;
  throw cannotBe(name, text, words);
}

/**
 * A row's number out of a path, from 0. Throws a 400 for what is no whole number, and a 404 for a row
 * that there is not.
 */
export function readRowNumber(text: string, rows: number): number {
  if (!/^-?\d+$/.test(text))
    throw new HTTPException(400, { message: `A row has a whole number from 0 on, not "${text}".` });
  const number = Number(text);
  if (number >= 0 && !text.startsWith('-') && number < rows) return number;
  const all = rows === 0 ? 'this table has none' : `they go from 0 to ${rows - 1}`;
  throw new HTTPException(404, { message: `There is no row ${text}; ${all}.` });
}

/** The parameters of a request, as its address has them. */
export function parametersOf(c: Context): URLSearchParams {
  return new URL(c.req.url).searchParams;
}
