import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { codeOf, UserError } from '../../../../base/error.ts';
import { formatCount } from '../../../../base/format.ts';
import { explainSystemError } from '../../../../base/system-error.ts';
import { parseNumbers } from '../../../../numbers/parse.ts';
import { randomNumbers } from '../../../../numbers/random.ts';
import { formOf, saidIn } from '../../job/parse.ts';

/** Where a list of numbers comes from. */
export interface ListOptions {
  file?: string;
  /** So many numbers at random. */
  random?: number;
  seed?: number;
  /** Ask in JSON. */
  json?: true;
}

/** A list of numbers as the body of a job. Throws a `UserError` for what is none. */
export async function listBody(texts: readonly string[], options: ListOptions): Promise<string> {
  const { text, name } = await source(texts, options);
  if (text.trim() === '') throw wrongUsage(`There are no numbers in ${name}.`);
  if (formOf(text) === 'json') return text;
  if (options.json) return JSON.stringify({ kind: 'numbers', values: valuesIn(text, name) });
  // A worker takes for a picture's name what holds something that is no number; here it is told.
  if (saidIn(text).kind !== 'numbers') parseNumbers(text, name);
  return text;
}

/** Whole numbers from 0 to 1000 as a list; the same seed gives the same ones. */
export function randomList(count: number, seed = randomInt(2 ** 32)): string {
  process.stderr.write(`${formatCount(count, 'random number')}, 0 to 1000, --seed ${seed}\n`);
  return randomNumbers({ count, seed, min: 0, max: 1000, whole: true }).join(',');
}

async function source(
  texts: readonly string[],
  { file, random, seed }: ListOptions,
): Promise<{ text: string; name: string }> {
  const asked = [texts.length > 0, file !== undefined, random !== undefined].filter(Boolean).length;
  if (asked > 1) {
    throw wrongUsage(
      'The numbers come from the arguments, from --file or from --random, not from two of them.',
    );
  }
  if (seed !== undefined && random === undefined) {
    throw wrongUsage('--seed is for random numbers.', 'Say how many with --random.');
  }
  if (random !== undefined) return { text: randomList(random, seed), name: 'the random list' };
  if (file === '-' || (texts.length === 1 && texts[0] === '-')) {
    return { text: decode(await buffer(process.stdin), 'standard input'), name: 'standard input' };
  }
  if (file !== undefined) return { text: decode(await bytesOf(file), file), name: file };
  if (texts.length > 0) return { text: texts.join(' '), name: 'the arguments' };
  throw wrongUsage(
    'There are no numbers.',
    'Write some behind the command, "-" to read them from standard input, or use --file or --random.',
  );
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw wrongUsage(`There is no file ${file}.`, 'Check the path.');
    if (codeOf(error) === 'EISDIR') throw wrongUsage(`${file} is a folder.`, 'Name a file.');
    throw explainSystemError(error);
  }
}

function decode(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw wrongUsage(`${name} is no text in UTF-8.`, 'Save it as UTF-8.');
  }
}

/** Large integers as texts, which keep their digits. */
function valuesIn(text: string, name: string): (number | string)[] {
  return parseNumbers(text, name).map((value) => (typeof value === 'bigint' ? String(value) : value));
}

function wrongUsage(message: string, hint?: string): UserError {
  return new UserError(message, { exitCode: 2, ...(hint !== undefined && { hint }) });
}
