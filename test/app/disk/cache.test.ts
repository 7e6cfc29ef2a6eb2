import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { cacheFolder, extractFolderToCache, extractToCache } from '../../../src/app/disk/cache.ts';
import { UserError } from '../../../src/base/error.ts';
import { sha256 } from '../../../src/base/hash.ts';
import { memoryPayload } from '../../support/memory-payload.ts';
import { tempFolder } from '../../support/temp.ts';

const text = 'rows'.repeat(1000);
const hash = sha256(text);
const path = 'tables/tables.sqlite';

function countedPayload() {
  const payload = memoryPayload({ [path]: text });
  const stream = vi.spyOn(payload, 'stream');
  return { payload, stream };
}

describe('extracting to the cache', () => {
  it('writes a file once, under its hash, and uses it again', async () => {
    const folder = join(tempFolder(), 'deep', 'cache');
    const { payload, stream } = countedPayload();
    const file = await extractToCache(payload, path, hash, folder);
    expect(file).toBe(join(folder, hash, 'tables.sqlite'));
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(statSync(dirname(file)).mode & 0o077).toBe(0);
    expect(await extractToCache(payload, path, hash, folder)).toBe(file);
    expect(stream).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['was written to', (file: string) => appendFileSync(file, 'x')],
    ['was replaced by one of its size', (file: string) => writeFileSync(file, 'X'.repeat(text.length))],
    ['has another time', (file: string) => utimesSync(file, 1, 1)],
  ])('writes it anew when it %s', async (_, change) => {
    const folder = tempFolder();
    const { payload, stream } = countedPayload();
    change(await extractToCache(payload, path, hash, folder));
    expect(readFileSync(await extractToCache(payload, path, hash, folder), 'utf8')).toBe(text);
    expect(stream).toHaveBeenCalledTimes(2);
  });

  it('may be done by many at once', async () => {
    const folder = tempFolder();
    const files = await Promise.all(
      Array.from({ length: 20 }, () => extractToCache(countedPayload().payload, path, hash, folder)),
    );
    expect(new Set(files).size).toBe(1);
    expect(readFileSync(files[0] ?? '', 'utf8')).toBe(text);
    expect(readdirSync(join(folder, hash))).toEqual(['tables.sqlite']);
  });

  it('leaves nothing of a file that is not what was packed', async () => {
    const folder = tempFolder();
    const altered = memoryPayload({ [path]: 'other' });
    await expect(extractToCache(altered, path, hash, folder)).rejects.toThrow('is not what was packed');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('clears away what a killed process left long ago, and nothing that is being written', async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, hash));
    const [old, young] = [join(folder, hash, '.old.part'), join(folder, hash, '.young.part')];
    writeFileSync(old, 'half');
    writeFileSync(young, 'half');
    utimesSync(old, 1, 1);
    await extractToCache(countedPayload().payload, path, hash, folder);
    expect(readdirSync(join(folder, hash)).sort()).toEqual([basename(young), 'tables.sqlite']);
  });

  it('says where it cannot write, and what to do', async () => {
    const file = join(tempFolder(), 'file');
    writeFileSync(file, '');
    const error = await extractToCache(countedPayload().payload, path, hash, file).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toBe(`The app's data cannot be written to ${file} (ENOTDIR).`);
    expect(error.hint).toBe('Set HOLDALL_CACHE to a folder that you can write to.');
  });

  it('says that the disk is full', async () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    const { payload, stream } = countedPayload();
    stream.mockImplementation(() => {
      throw full;
    });
    const folder = tempFolder();
    await expect(extractToCache(payload, path, hash, folder)).rejects.toThrow(
      `There is no room left for the app's data in ${folder}.`,
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('extracting a folder to the cache', () => {
  const files = { 'native/a/lib/a.node': 'a', 'native/b/lib/b.so': 'b', 'native/c.txt': 'c' };
  const hashIn = (content: Record<string, string>) => (name: string) => sha256(content[name] ?? '');
  const extract = (folder: string, content: Record<string, string> = files) =>
    extractFolderToCache(
      memoryPayload({ 'other/x': 'x', ...content }),
      'native/',
      hashIn({ 'other/x': 'x', ...content }),
      folder,
    );
  const below = (root: string) =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      .sort();

  it('keeps how the files lie, and leaves out all others', async () => {
    const root = await extract(tempFolder());
    expect(below(root)).toEqual(['a/lib/a.node', 'b/lib/b.so', 'c.txt']);
    expect(readFileSync(join(root, 'b/lib/b.so'), 'utf8')).toBe('b');
  });

  it('is another folder when one byte of it is another', async () => {
    const folder = tempFolder();
    const roots = [await extract(folder), await extract(folder, { ...files, 'native/c.txt': 'C' })];
    expect(new Set(roots).size).toBe(2);
    expect(await extract(folder)).toBe(roots[0]);
  });

  it('writes again what was changed, and nothing else', async () => {
    const folder = tempFolder();
    const root = await extract(folder);
    appendFileSync(join(root, 'c.txt'), 'x');
    const { ino } = statSync(join(root, 'a/lib/a.node'));
    expect(await extract(folder)).toBe(root);
    expect(readFileSync(join(root, 'c.txt'), 'utf8')).toBe('c');
    expect(statSync(join(root, 'a/lib/a.node')).ino).toBe(ino);
  });

  it('may be done by many at once', async () => {
    const folder = tempFolder();
    const roots = await Promise.all(Array.from({ length: 20 }, () => extract(folder)));
    expect(new Set(roots).size).toBe(1);
    expect(below(folder)).toHaveLength(3);
  });

  it('refuses what is not as it was packed', async () => {
    const payload = memoryPayload(files);
    await expect(extractFolderToCache(payload, 'native/', () => hash, tempFolder())).rejects.toThrow(
      'is not what was packed',
    );
  });
});

it('the cache lies where the user says', () => {
  vi.stubEnv('HOLDALL_CACHE', '/elsewhere');
  expect(cacheFolder()).toBe('/elsewhere');
  vi.stubEnv('HOLDALL_CACHE', '');
  vi.stubEnv('XDG_CACHE_HOME', '/xdg');
  if (process.platform === 'linux') expect(cacheFolder()).toBe('/xdg/holdall/app');
  vi.unstubAllEnvs();
});
