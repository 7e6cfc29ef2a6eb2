import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { extractFiles, selectFiles, whyUnsafePath } from '../../../src/app/disk/extract.ts';
import { UserError } from '../../../src/base/error.ts';
import { manifestOf, memoryPayload } from '../../support/memory-payload.ts';
import { ODD_NAMES } from '../../support/sample-app.ts';
import { tempFolder } from '../../support/temp.ts';

const contents = {
  'manifest.json': '{}',
  'app/main.cjs': 'code',
  'native/sharp/lib/sharp.node': 'machine code',
  'images/products.json': '[]',
  'images/products/pen.webp': 'pen',
  'images/products/[a].webp': 'odd',
  'files/m/.hidden': 'h',
  ...Object.fromEntries(ODD_NAMES.map((name) => [`files/m/${name}`, name])),
};
const isProgram = (path: string) => /^(app|native)\//.test(path);
const payload = memoryPayload(contents);
const manifest = manifestOf(payload);

function extract(paths: string[], to: string, force = false, from = payload) {
  return extractFiles(from, manifestOf(from), paths, { to, force });
}

/** All files below a folder, with their content. */
function tree(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [file.slice(folder.length + 1), readFileSync(file, 'utf8')];
    }),
  );
}

describe('a pattern picks', () => {
  it.each([
    [undefined, Object.keys(contents).filter((path) => !isProgram(path))],
    ['app/**', ['app/main.cjs']],
    ['images/products', ['images/products/pen.webp', 'images/products/[a].webp']],
    ['images/products/', ['images/products/pen.webp', 'images/products/[a].webp']],
    ['images/products/[a].webp', ['images/products/[a].webp']],
    ['**/*.json', ['manifest.json', 'images/products.json']],
    ['files/m/.h*', ['files/m/.hidden']],
    ['**/c#d?e*', ['files/m/c#d?e&f.txt']],
  ])('%s', (pattern, paths) => {
    expect(selectFiles(payload, pattern)).toEqual(paths);
  });

  it('nothing, which is an error that says what there is', () => {
    expect(() => selectFiles(payload, 'imgs/*')).toThrow('Nothing inside matches "imgs/*".');
    try {
      selectFiles(payload, 'imgs/*');
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      expect((error as UserError).hint).toBe(
        'Try one of "manifest.json", "app/**", "native/**", "images/**", "files/**".',
      );
    }
  });
});

describe('extracting', () => {
  it('writes every file with its folders, whatever its name', async () => {
    const to = join(tempFolder(), 'new', 'folder');
    const paths = selectFiles(payload);
    expect(await extract(paths, to)).toEqual({
      written: paths.length,
      unchanged: 0,
      bytes: paths.reduce((sum, path) => sum + (payload.files.get(path)?.size ?? 0), 0),
    });
    const data = Object.entries(contents).filter(([path]) => !isProgram(path));
    expect(tree(to)).toEqual(Object.fromEntries(data));
  });

  it('leaves what is there already and the same', async () => {
    const to = tempFolder();
    await extract(['images/products.json'], to);
    const { ino } = statSync(join(to, 'images/products.json'));
    expect(await extract(['manifest.json', 'images/products.json'], to)).toMatchObject({
      written: 1,
      unchanged: 1,
    });
    expect(statSync(join(to, 'images/products.json')).ino).toBe(ino);
  });

  it.each(['no', '{}!', '[]'])(
    'refuses to replace another file (%j) and writes nothing then',
    async (other) => {
      const to = tempFolder();
      mkdirSync(join(to, 'images'));
      writeFileSync(join(to, 'images/products.json'), other);
      const paths = ['manifest.json', 'images/products.json'];
      if (other === '[]') {
        expect(await extract(paths, to)).toMatchObject({ written: 1, unchanged: 1 });
        return;
      }
      await expect(extract(paths, to)).rejects.toThrow(
        `${join(to, 'images/products.json')} exists already and is different.`,
      );
      expect(tree(to)).toEqual({ 'images/products.json': other });
      expect(await extract(paths, to, true)).toMatchObject({ written: 2 });
      expect(tree(to)).toEqual({ 'manifest.json': '{}', 'images/products.json': '[]' });
    },
  );

  it.each(['../evil', 'a/../../evil', '/etc/evil', 'a//b', './a', 'a/.', '..', 'nul\0l'])(
    'refuses %j',
    async (path) => {
      const folder = tempFolder();
      const bad = memoryPayload({ good: 'good', [path]: 'bad' });
      await expect(extract(['good', path], join(folder, 'to'), true, bad)).rejects.toThrow(
        'leads out of the folder',
      );
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('knows what Windows makes of a name', () => {
    for (const path of [
      'C:/evil',
      'a\\..\\evil',
      'a:stream',
      'dir/NUL',
      'con.txt',
      'dot.',
      'blank ',
      'a?b',
      'a|b',
    ])
      expect([path, whyUnsafePath(path, 'win32')]).toEqual([path, 'is no name for a file on Windows']);
    for (const path of [
      'images/products/pen.webp',
      'ünïcödé ☃.txt',
      'console.txt',
      '.hidden',
      `${'ä'.repeat(100)}.txt`,
    ])
      expect(whyUnsafePath(path, 'win32')).toBeUndefined();
    expect(whyUnsafePath('a?b:c', 'linux')).toBeUndefined();
  });

  it('follows no link, on the way or in the place, and takes no folder for a file', async () => {
    const to = tempFolder();
    const outside = tempFolder();
    writeFileSync(join(outside, 'precious'), 'precious');
    symlinkSync(outside, join(to, 'images'));
    symlinkSync(join(outside, 'precious'), join(to, 'manifest.json'));
    mkdirSync(join(to, 'app', 'main.cjs'), { recursive: true });
    writeFileSync(join(to, 'files'), 'a file');
    for (const [path, why] of [
      ['images/products.json', `${join(to, 'images')} is a symbolic link`],
      ['manifest.json', `${join(to, 'manifest.json')} is a symbolic link`],
      ['app/main.cjs', `${join(to, 'app/main.cjs')} is not a file`],
      ['files/m/.hidden', `${join(to, 'files')} is not a folder`],
    ] as const)
      await expect(extract([path], to, true)).rejects.toThrow(why);
    expect(readdirSync(outside)).toEqual(['precious']);
    expect(readFileSync(join(outside, 'precious'), 'utf8')).toBe('precious');
  });

  it('may write to a folder that is a link itself', async () => {
    const real = tempFolder();
    const link = join(tempFolder(), 'link');
    symlinkSync(real, link);
    await extract(['manifest.json'], link);
    expect(tree(real)).toEqual({ 'manifest.json': '{}' });
  });

  it('writes no file whose content is not what was packed', async () => {
    const to = tempFolder();
    const altered = memoryPayload({ ...contents, 'manifest.json': '{"evil":1}' });
    await expect(extractFiles(altered, manifest, ['manifest.json'], { to })).rejects.toThrow(
      'manifest.json inside this file is not what was packed.',
    );
    expect(readdirSync(to)).toEqual([]);
  });

  it('leaves whole files only when it is interrupted', async () => {
    const to = tempFolder();
    const interrupt = new AbortController();
    const stream = (path: string) => {
      if (path === 'second') interrupt.abort(new UserError('Interrupted.'));
      return two.stream(path);
    };
    const two = memoryPayload({ first: 'first', second: 'second' });
    const extraction = extractFiles({ ...two, stream }, manifestOf(two), ['first', 'second'], {
      to,
      signal: interrupt.signal,
    });
    await expect(extraction).rejects.toThrow('Interrupted.');
    expect(tree(to)).toEqual({ first: 'first' });
  });

  it('says that a folder cannot be written to', async () => {
    const file = join(tempFolder(), 'file');
    writeFileSync(file, '');
    const to = join(file, 'below');
    await expect(extract(['manifest.json'], to)).rejects.toThrow(`${to} cannot be written to: ENOTDIR`);
  });
});
