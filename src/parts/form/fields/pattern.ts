import type { Reader } from '../../../language/reader.ts';

const known = new Map<string, RegExp | undefined>();

/** A field's pattern, for the whole answer; undefined for what is no regular expression. */
export function patternOf(pattern: string): RegExp | undefined {
  if (!known.has(pattern)) known.set(pattern, compiled(pattern));
  return known.get(pattern);
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
