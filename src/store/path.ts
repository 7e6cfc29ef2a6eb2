import { sep } from 'node:path';
import { UserError } from '../base/error.ts';

/**
 * Throws unless a path names something inside a store: names with `/` between them, none of them
 * empty, `.` or `..`. Callers check what users write; this is the last line of defence.
 */
export function checkPath(path: string): void {
  if (!isInside(path.split('/')) || !path.isWellFormed() || path.includes('\0')) throw outside(path);
}

/** The same for a prefix, whose last name may be a beginning only. */
export function checkPrefix(prefix: string): void {
  if (!isInside(prefix.split('/').slice(0, -1)) || prefix.includes('\0')) throw outside(prefix);
}

/** True when an object's path is one that `checkPath` lets through: keys in a bucket need not be. */
export function isPath(path: string): boolean {
  return isInside(path.split('/'));
}

/** The prefix of a place relative to the place at `prefix`; throws where the way leads out of the bucket. */
export function resolvePrefix(bucket: string, prefix: string, relative: string): string {
  if (relative.startsWith('/')) throw new Error(`Not a relative path: ${relative}`);
  const names = prefix.split('/').slice(0, -1);
  for (const name of relative.split('/')) {
    if (name === '..' && names.pop() === undefined) {
      throw new UserError(`${relative} leads out of the bucket ${bucket}.`, {
        hint: 'Write the whole address: s3://bucket/prefix/.',
        exitCode: 2,
      });
    }
    if (name !== '' && name !== '.' && name !== '..') names.push(name);
  }
  return names.map((name) => `${name}/`).join('');
}

/** Orders paths as listings are: by UTF-16 code unit. */
export function byPath(a: { path: string }, b: { path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

function isInside(names: string[]): boolean {
  return names.every((name) => name !== '' && name !== '.' && name !== '..' && !hasOtherSeparator(name));
}

/** On Windows a backslash separates too, and a colon names a drive or a stream of a file. */
function hasOtherSeparator(name: string): boolean {
  return sep === '\\' && /[\\:]/.test(name);
}

function outside(path: string): Error {
  return new Error(`Not a path inside a store: ${JSON.stringify(path)}`);
}
