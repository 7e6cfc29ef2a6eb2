import { randomInt } from 'node:crypto';
import { HTTPException } from 'hono/http-exception';
import { randomNumbers } from '../../../numbers/random.ts';

/** The most random numbers that are drawn here. */
export const mostRandom = 100_000;

/** A list to try with: decimals, signs and exponents, values that repeat, and an outlier. */
export const readyList = '1, 5, 22, 3.5, 4.25, -2, 7, 7, 6.1, 5, 8, 9.75, 3, 5, 48, 6, 2.2e1, 11';

/** A random list, and the seed that it was made by. */
export interface RandomList {
  text: string;
  seed: number;
}

/**
 * Whole numbers from 0 to 1000 by a seed, those of `worker ask numbers --random`; a blank seed is any.
 * Throws a 400 for a count or a seed that is none.
 */
export function drawList(count: string, seed: string): RandomList {
  const chosen = seed.trim() === '' ? randomInt(2 ** 32) : wholeNumber('The seed', seed, 0, 2 ** 53 - 1);
  const many = wholeNumber('How many numbers there are to be', count, 1, mostRandom);
  const values = randomNumbers({ count: many, seed: chosen, min: 0, max: 1000, whole: true });
  return { text: values.join(', '), seed: chosen };
}

function wholeNumber(what: string, text: string, from: number, to: number): number {
  const number = /^\d{1,16}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (number >= from && number <= to) return number;
  throw new HTTPException(400, {
    message: `${what} is a whole number from ${from} to ${to}, not "${text.slice(0, 40)}".`,
  });
}
