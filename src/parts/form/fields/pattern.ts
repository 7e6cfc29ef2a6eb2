import type { Context, Script } from 'node:vm';
import { codeOf } from '../../../base/error.ts';
import type { Reader } from '../../../language/reader.ts';

const known = new Map<string, RegExp | undefined>();

/**
 * Whether a text, as a whole, fits the pattern of a field. What is no regular expression fits all. One
 * that takes too long over a text does not fit it: `(a+)+` takes years, and all others would wait.
 */
export function fitsPattern(pattern: string, text: string): boolean {
  if (!known.has(pattern)) known.set(pattern, compiled(pattern));
  const expression = known.get(pattern);
  if (!expression) return true;
  return mayTakeLong(pattern) ? testInTime(expression, text) : expression.test(text);
}

/** What repeats a part for as often as it can, or a part that has parts. */
function mayTakeLong(pattern: string): boolean {
  return /[*+]|,\}|\)\{/.test(pattern);
}

/** In milliseconds. */
const longest = 100;

let place: { script: Script; context: Context } | undefined;

function testInTime(expression: RegExp, text: string): boolean {
  const { Script, createContext } = process.getBuiltinModule('node:vm');
  place ??= { script: new Script('expression.test(text)'), context: createContext() };
  Object.assign(place.context, { expression, text });
  try {
    return place.script.runInContext(place.context, { timeout: longest }) === true;
  } catch (error) {
    if (codeOf(error) === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
    throw error;
  }
}

/** What an answer should look like, in words where the pattern is a simple one. */
export function patternMessage(pattern: string, reader: Reader): string {
  const texts = reader.text.formFields.pattern;
  const [, exactly, least, most] = /^\^?(?:\\d|\[0-9\])(?:\{(\d+)\}|\{(\d+),(\d+)\})\$?$/.exec(pattern) ?? [];
  if (exactly !== undefined) return texts.digits(exactly);
  if (least !== undefined && most !== undefined) return texts.digitsBetween(least, most);
  return texts.other(pattern);
}

function compiled(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(`^(?:${pattern})$`, flags);
    } catch {
      // Next: old patterns escape more than `u` allows.
    }
  }
  return undefined;
}
