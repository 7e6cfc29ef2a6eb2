import { randomInt } from 'node:crypto';
import { createReadStream, fstatSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { codeOf, UserError } from '../base/error.ts';
import { formatCount } from '../base/format.ts';
import { explainSystemError } from '../base/system-error.ts';
import { numberParser, type ParsedNumbers, parseArguments } from '../numbers/parse.ts';
import { randomNumbers } from '../numbers/random.ts';
import { numberStatistics } from '../numbers/statistics.ts';
import { numberFacts } from './profile/facts.ts';
import { factsText, histogramText } from './profile/text/facts.ts';
import { quantileList } from './quantiles.ts';
import { wrongUsage } from './usage.ts';

interface NumberFlags {
  file?: string;
  random?: string;
  seed?: string;
  min?: string;
  max?: string;
  whole?: boolean;
  quantiles?: string;
  json?: boolean;
}

/** `holdall numbers [NUMBER...]`: the statistics of numbers, as a table or as JSON. */
export async function numbersCommand(
  texts: string[],
  flags: NumberFlags,
  signal: AbortSignal,
): Promise<number> {
  const quantiles = flags.quantiles === undefined ? [] : quantileList(flags.quantiles);
  const values = await readNumbers(texts, flags, signal);
  const statistics = numberStatistics(values, { quantiles });
  if (flags.json) console.log(JSON.stringify(statistics, null, 2));
  else {
    process.stdout.write(factsText(numberFacts(statistics)));
    process.stdout.write(`\n${histogramText(statistics.histogram)}`);
  }
  return 0;
}

async function readNumbers(
  texts: string[],
  flags: NumberFlags,
  signal: AbortSignal,
): Promise<ParsedNumbers | Float64Array> {
  const { file, random } = flags;
  const asked = [texts.length > 0, file !== undefined, random !== undefined].filter(Boolean).length;
  if (asked > 1) {
    throw wrongUsage(
      'The numbers come from the arguments, from --file or from --random, not from two of them.',
    );
  }
  const needRandom = (['seed', 'min', 'max', 'whole'] as const).find((name) => flags[name] !== undefined);
  if (random === undefined && needRandom) {
    throw wrongUsage(`--${needRandom} is for random numbers.`, 'Say how many with --random.');
  }
  if (random !== undefined) return drawn(random, flags);
  if (file !== undefined) return readText(createReadStream(file), file, signal);
  if (texts.length === 1 && texts[0] === '-') return readText(process.stdin, 'standard input', signal);
  if (texts.length > 0) return parseArguments(texts);
  if (isPiped()) return readText(process.stdin, 'standard input', signal);
  throw wrongUsage(
    'There are no numbers.',
    'Write some behind the command, pipe them in, or use --file or --random.',
  );
}

/** Whether somebody has connected standard input to something that has content. */
function isPiped(): boolean {
  try {
    const stats = fstatSync(0);
    return stats.isFIFO() || stats.isFile() || stats.isSocket();
  } catch {
    return false;
  }
}

async function readText(stream: Readable, name: string, signal: AbortSignal): Promise<ParsedNumbers> {
  const parser = numberParser(name);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of stream) {
      signal.throwIfAborted();
      parser.add(decoder.decode(chunk, { stream: true }));
    }
    parser.add(decoder.decode());
  } catch (error) {
    if (codeOf(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      throw new UserError(`${name} is no text in UTF-8.`, { hint: 'Save it as UTF-8.', exitCode: 2 });
    }
    if (codeOf(error) === 'ENOENT') throw wrongUsage(`There is no file ${name}.`, 'Check the path.');
    if (codeOf(error) === 'EISDIR') throw wrongUsage(`${name} is a folder.`, 'Name a file.');
    throw explainSystemError(error);
  }
  return parser.end();
}

/** The most random numbers at once: as many as take 1 GB or so with their statistics. */
const mostRandom = 50_000_000;

function drawn(countText: string, flags: NumberFlags): Float64Array {
  const { whole = false } = flags;
  const count = numberFlag('--random', countText);
  if (!Number.isSafeInteger(count) || count < 1 || count > mostRandom) {
    throw wrongUsage(`--random takes a whole number from 1 to ${mostRandom}.`);
  }
  const seed = flags.seed === undefined ? randomInt(2 ** 32) : numberFlag('--seed', flags.seed);
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw wrongUsage(`--seed takes a whole number from 0 to ${Number.MAX_SAFE_INTEGER}.`);
  }
  const min = flags.min === undefined ? 0 : numberFlag('--min', flags.min);
  const max = flags.max === undefined ? 1 : numberFlag('--max', flags.max);
  if (whole ? max < min : max <= min) {
    throw wrongUsage(`--min ${min} must be ${whole ? 'no larger than' : 'less than'} --max ${max}.`);
  }
  if (whole && !(Number.isSafeInteger(min) && Number.isSafeInteger(max) && Number.isSafeInteger(max - min))) {
    throw wrongUsage('With --whole, --min and --max are whole numbers that are less than 2^53 apart.');
  }
  const range = whole ? `${min} to ${max}` : `${min} up to ${max}`;
  console.error(`${formatCount(count, 'random number')}, ${range}, --seed ${seed}`);
  return randomNumbers({ count, seed, min, max, whole });
}

function numberFlag(name: string, text: string): number {
  const value =
    /^[-+.\d]/.test(text.trim()) && !/^[-+]?0[xob]/i.test(text.trim()) ? Number(text) : Number.NaN;
  if (Number.isFinite(value)) return value;
  throw wrongUsage(`${name} takes a number, and "${text}" is none.`);
}
