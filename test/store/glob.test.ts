import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import picomatch from 'picomatch';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  escapeGlob,
  globBase,
  globMatcher,
  isGlob,
  matchGlob,
  splitGlob,
  unescapeGlob,
} from '../../src/store/glob.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store, StoredObject } from '../../src/store/store.ts';

describe('what a pattern is', () => {
  it.each(['*', 'a?', '[ab]', '{a,b}', 'a/**', '\\\\*', 'a/{b/c,d}'])('%s is a glob', (pattern) => {
    expect(isGlob(pattern)).toBe(true);
  });

  it.each(['a.jpg', 'photo (1).jpg', 'a\\*b', '\\[x\\]', '!a', 'a+b', '"a"', '@(x)', 'a]', 'a}', 'a\\\\b'])(
    '%s is no glob',
    (pattern) => {
      expect(isGlob(pattern)).toBe(false);
    },
  );

  it.each([
    ['pictures/*.jpg', 'pictures/', '*.jpg'],
    ['./pictures/*.jpg', 'pictures/', '*.jpg'],
    ['*.jpg', '', '*.jpg'],
    ['a/b/c*d/e', 'a/b/', 'c*d/e'],
    ['a\\*b/*', 'a*b/', '*'],
    ['a/b.jpg', 'a/', 'b.jpg'],
    ['../shared/*.jpg', '../shared/', '*.jpg'],
    ['a/{b/c,d}', 'a/', '{b/c,d}'],
  ])('%s lies in "%s"', (pattern, base, rest) => {
    expect(splitGlob(pattern)).toEqual({ base, rest });
    expect(globBase(pattern)).toBe(base);
  });
});

describe('matching', () => {
  it.each([
    ['*.{jpg,png}', ['a.jpg', 'b.png'], ['a.gif', 'x/a.jpg', '.jpg', 'a.JPG']],
    ['**/*.jpg', ['a.jpg', 'x/a.jpg', 'x/y/a.jpg', 'x\ny/a.jpg'], ['.x/a.jpg', 'x/.a.jpg']],
    ['.x/*', ['.x/a'], ['.x/.a']],
    ['[a-c]?', ['a1', 'bz'], ['d1', 'a', 'a/']],
    ['[!a-c]*', ['d1'], ['a1', 'c', '.d']],
    ['[^a-c]*', ['d1'], ['a1', 'c']],
    ['photo (*).jpg', ['photo (1).jpg'], ['photo 1.jpg']],
    ['"a"*', ['"a"b'], ['ab']],
    ['[0-9]+*', ['1+x'], ['11x']],
    ['@(a)*', ['@(a)b'], ['ab']],
    ['!a*', ['!ab'], ['b']],
    ['a\\d*', ['adx'], ['a1x']],
    ['a\\\\*', ['a\\b'], ['ab']],
    ['\\\\\\\\*', ['\\\\b'], ['\\b']],
    ['photo [1].jpg', ['photo [1].jpg', 'photo 1.jpg'], []],
    ['a|b*', ['a|bc'], ['a']],
    ['{a,b/c}/*', ['a/x', 'b/c/x'], ['b/x']],
    ['[\\\\(+]*', ['\\a', '(a', '+a'], ['a']],
    ['^^$$*', ['^^$$a'], ['^$a']],
  ])('%s', (pattern, matching, other) => {
    const matches = globMatcher(pattern);
    expect(matching.filter((path) => !matches(path))).toEqual([]);
    expect(other.filter((path) => matches(path))).toEqual([]);
  });

  it.each([
    ['a{b', /^The pattern a\{b cannot be understood: .*"}"/],
    ['a[b', /^The pattern a\[b cannot be understood: .*"]"/],
    ['a*]', /^The pattern a\*] cannot be understood: .*"\["/],
    ['a{1..12}', /^The pattern a\{1\.\.12} cannot be understood: it has a range such as \{1\.\.3}/],
  ])('%s is refused with a reason', (pattern, message) => {
    expect(() => globMatcher(pattern)).toThrow(
      expect.objectContaining({
        name: 'UserError',
        message: expect.stringMatching(message),
        hint: 'A bracket that belongs to a name has a backslash before it: \\[ or \\{.',
        exitCode: 2,
      }),
    );
  });

  it('takes any name as itself when it is escaped, also beside a wildcard', () => {
    const character = fc.oneof(
      fc.constantFrom(...'!"#$%&\'()*+,-.:;<=>?@[\\]^_`{|}~a0\n'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    const name = fc.string({ unit: character, minLength: 1, maxLength: 6 });
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map(toPath);
    const check = (one: string, other: string) => {
      expect(isGlob(escapeGlob(one))).toBe(false);
      expect(unescapeGlob(escapeGlob(one))).toBe(one);
      const [begins, ends] = [globMatcher(`${escapeGlob(one)}*`), globMatcher(`*${escapeGlob(one)}`)];
      expect(begins(`${one}x`)).toBe(true);
      expect(ends(`x${one}`)).toBe(true);
      expect(begins(other)).toBe(other.startsWith(one) && !other.slice(one.length).includes('/'));
    };
    fc.assert(
      fc.property(path, path, (one, other) => {
        if (one !== undefined && other !== undefined) check(one, other);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('matching in a store', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holdall-glob-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('finds what picomatch finds in a plain list, any names', async () => {
    const name = fc.oneof(
      fc.constantFrom('a', 'b', 'ab', '.a', 'a.jpg', 'b.png', 'c.JPG', 'A', '..a', 'a-b', 'a b'),
      fc.string({
        unit: fc.constantFrom('a', 'b', '.', 'é', '😀', '\uffff', '-', '_', '\n'),
        minLength: 1,
        maxLength: 4,
      }),
    );
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map(toPath);
    const piece = fc.constantFrom(
      '*',
      '**',
      '*.jpg',
      '*.{jpg,png}',
      'a*',
      '?',
      '??',
      '[ab]',
      '[!.a]*',
      '.*',
      '{a,b}',
      'a',
      '*b',
      '{a,.a}',
      '{a/b,a}',
      'b**',
    );
    const pattern = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join('/'));
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(path, { maxLength: 20 }), pattern, async (all, glob) => {
        const paths = all.filter((each) => each !== undefined);
        const matches = picomatch(glob, {
          windows: false,
          posix: true,
          noextglob: true,
          nonegate: true,
          flags: 's',
        });
        const expected = paths.filter((each) => matches(each));
        // `a/**` is what is in a, and not a file of the name a.
        const inBase = expected.filter((each) => each.startsWith(globBase(glob))).sort();
        const asked = isGlob(glob) ? inBase : paths.filter((each) => each === glob);
        expect(await pathsOf(matchGlob(listStore(paths), glob))).toEqual(asked);
      }),
      { numRuns: 1500 },
    );
  });

  it('looks only where something can match', async () => {
    const store = openStore(folder);
    for (const path of ['a.jpg', 'x/a.jpg', 'x/y/a.jpg', '.git/a.jpg', 'red-1.jpg'])
      await store.write(path, path);
    const seen: string[] = [];
    const watched: Store = {
      ...store,
      list: (prefix, options) => {
        seen.push(prefix ?? '');
        const skip = (path: string) => {
          const isSkipped = options?.skip?.(path) ?? false;
          seen.push(`${isSkipped ? '-' : '+'}${path}`);
          return isSkipped;
        };
        return store.list(prefix, { ...options, skip });
      },
    };
    expect(await pathsOf(matchGlob(watched, 'red-*'))).toEqual(['red-1.jpg']);
    expect(await pathsOf(matchGlob(watched, '*.jpg'))).toEqual(['a.jpg', 'red-1.jpg']);
    expect(await pathsOf(matchGlob(watched, './x/*'))).toEqual(['x/a.jpg']);
    expect(await pathsOf(matchGlob(watched, '**/a.jpg'))).toEqual(['a.jpg', 'x/a.jpg', 'x/y/a.jpg']);
    expect(seen).toEqual(['red-', '', '-.git/', '-x/', 'x/', '-x/y/', '', '-.git/', '+x/', '+x/y/']);
    expect(await pathsOf(matchGlob(store, '.git/*'))).toEqual(['.git/a.jpg']);
    expect(await pathsOf(matchGlob(store, '.g*/*'))).toEqual(['.git/a.jpg']);
    expect(await pathsOf(matchGlob(store, '{.git,x}/*'))).toEqual(['.git/a.jpg', 'x/a.jpg']);
  });

  it('takes a pattern without wildcards as a path', async () => {
    const store = openStore(folder);
    await store.write('a*b[1].jpg', '');
    expect(await pathsOf(matchGlob(store, './a\\*b\\[1].jpg'))).toEqual(['a*b[1].jpg']);
    expect(await pathsOf(matchGlob(store, 'missing.jpg'))).toEqual([]);
  });

  it('leaves the ways outside to its callers', async () => {
    const store = openStore(folder);
    await expect(pathsOf(matchGlob(store, '../*'))).rejects.toThrow('Not a path inside a store: "../"');
    await expect(pathsOf(matchGlob(store, '../a'))).rejects.toThrow('Not a path inside a store: "../a"');
    await expect(pathsOf(matchGlob(store, '/etc/*'))).rejects.toThrow('Not a path inside a store: "/etc/"');
  });
});

/** Names made into a path that a store can have; undefined when there is none. */
function toPath(names: string[]): string | undefined {
  const clean = names
    .map((name) => name.replace(/[/\0]/g, ''))
    .filter((name) => !['', '.', '..'].includes(name));
  return clean.length === 0 ? undefined : clean.join('/');
}

async function pathsOf(objects: AsyncIterable<StoredObject>): Promise<string[]> {
  const paths: string[] = [];
  for await (const { path } of objects) paths.push(path);
  return paths;
}

/** A store that can only list, out of a plain list; it listens to `skip` as the real ones do. */
function listStore(paths: string[]): Store {
  const describe = (path: string): StoredObject => ({ path, size: 0, etag: '', modified: new Date(0) });
  const folders = (path: string) =>
    path
      .split('/')
      .slice(0, -1)
      .map((_, i, all) => `${all.slice(0, i + 1).join('/')}/`);
  const base = openStore('/nonexistent');
  return {
    ...base,
    head: async (path) => (paths.includes(path) ? describe(path) : undefined),
    async *list(prefix = '', { skip } = {}) {
      for (const path of paths.toSorted()) {
        if (path.startsWith(prefix) && !folders(path).some((folder) => skip?.(folder))) yield describe(path);
      }
    },
  };
}
