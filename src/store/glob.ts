import picomatch from 'picomatch';
import { messageOf, UserError } from '../base/error.ts';
import type { Store, StoredObject } from './store.ts';

/**
 * All objects that a pattern matches, in the order of their paths. A pattern has `*`, `?`, `**`,
 * `[a-z]`, `[!a-z]` and `{jpg,png}`; a backslash takes the meaning from the character after it.
 * Small and capital letters differ, and names that begin with a dot match only a dot. A pattern
 * without any of these is a plain path.
 */
export async function* matchGlob(
  store: Store,
  pattern: string,
  options: { signal?: AbortSignal } = {},
): AsyncGenerator<StoredObject> {
  if (!isGlob(pattern)) {
    const object = await store.head(unescapeGlob(withoutDot(pattern)), options);
    if (object) yield object;
    return;
  }
  const matches = globMatcher(pattern);
  for await (const object of store.list(globPrefix(pattern), { ...options, skip: unreachable(pattern) })) {
    if (matches(object.path)) yield object;
  }
}

/** True when a pattern can match other paths than the one it spells. */
export function isGlob(pattern: string): boolean {
  return firstWild(pattern) < pattern.length;
}

/** The folder that everything that a pattern matches lies in: a path that ends in a slash, or `''`. */
export function globBase(pattern: string): string {
  return splitGlob(pattern).base;
}

/** A pattern as the folder that everything lies in, with nothing escaped, and the pattern inside that folder. */
export function splitGlob(pattern: string): { base: string; rest: string } {
  const plain = withoutDot(pattern);
  const end = plain.lastIndexOf('/', firstWild(plain) - 1) + 1;
  return { base: unescapeGlob(plain.slice(0, end)), rest: plain.slice(end) };
}

/** A pattern that matches this path and no other. */
export function escapeGlob(path: string): string {
  return path.replace(/[\\*?[\]{}]/g, '\\$&');
}

/** What a pattern without wildcards spells. */
export function unescapeGlob(pattern: string): string {
  return pattern.replace(/\\(.)/gs, '$1');
}

/** A test of paths against a pattern; throws a `UserError` for one that cannot be understood. */
export function globMatcher(pattern: string): (path: string) => boolean {
  try {
    const matches = picomatch(forPicomatch(withoutDot(pattern)), {
      windows: false,
      dot: false,
      posix: true,
      nonegate: true,
      noextglob: true,
      strictBrackets: true,
      // A dot of a regular expression is any character, a line break in a name too.
      flags: 's',
      expandRange: () => {
        throw new SyntaxError('it has a range such as {1..3}; list the values instead: {1,2,3}');
      },
    });
    return (path) => matches(path.replaceAll('\\', BACKSLASH));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UserError(`The pattern ${pattern} cannot be understood: ${messageOf(error)}.`, {
      hint: 'A bracket that belongs to a name has a backslash before it: \\[ or \\{.',
      exitCode: 2,
      cause: error,
    });
  }
}

/** What every matching path begins with; a folder's listing need look at nothing else. */
function globPrefix(pattern: string): string {
  const plain = withoutDot(pattern);
  return unescapeGlob(plain.slice(0, firstWild(plain)));
}

/** Folders in which nothing can match: below the pattern's depth, or hidden and not asked for. */
function unreachable(pattern: string): (folder: string) => boolean {
  const { base, rest } = splitGlob(pattern);
  const depth = pattern.includes('**') ? Number.POSITIVE_INFINITY : withoutDot(pattern).split('/').length - 1;
  const asksForHidden = /(^|[/{,[\\])\./.test(rest);
  return (folder) =>
    folder.split('/').length - 1 > depth ||
    (!asksForHidden && folder.startsWith(base) && /(^|\/)\./.test(folder.slice(base.length)));
}

/** The index of the first character with a meaning; the pattern's length when there is none. */
function firstWild(pattern: string): number {
  for (let i = 0; i < pattern.length; i++) {
    if (pattern[i] === '\\') i++;
    else if ('*?[{'.includes(pattern.charAt(i))) return i;
  }
  return pattern.length;
}

function withoutDot(pattern: string): string {
  return pattern.replace(/^(\.\/+)+/, '');
}

/**
 * Stands for a backslash in a name, of which picomatch would take two for one: half of a character,
 * which no path has.
 */
const BACKSLASH = '\ud800';

/** An escaped character, a bracket with all that is in it, or a character that means more to picomatch. */
const TOKEN = /\\(.)|(\[[!^]?\]?(?:\\.|[^\]\\])*\])|[()"+|^$]/gs;

/**
 * Takes away what means more to picomatch than the wildcards above: quotes, parentheses, plus signs
 * and the like, and escaped letters, which would be classes of a regular expression. And adds the
 * dot to what `[!a]` at the beginning of a name does not match.
 */
function forPicomatch(pattern: string): string {
  return pattern
    .replace(TOKEN, (text, escaped: string | undefined, bracket: string | undefined) => {
      if (bracket !== undefined) return bracket.replaceAll('\\\\', BACKSLASH);
      if (escaped === undefined) return `\\${text}`;
      if (escaped === '\\') return BACKSLASH;
      return /[a-z0-9]/i.test(escaped) ? escaped : text;
    })
    .replace(/(^|[/{,])(\[[!^])(?![\]-])/g, '$1$2.');
}
