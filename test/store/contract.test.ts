import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/error.ts';
import { AlreadyExistsError } from '../../src/store/exists.ts';
import { matchGlob } from '../../src/store/glob.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store, StoredObject } from '../../src/store/store.ts';
import { startS3, type TestS3 } from '../support/s3.ts';

/** Names that some layer between here and the disk or the server could take for something else. */
const ODD_NAMES = [
  'a b.txt',
  ' a ',
  'é.txt',
  'e\u0301.txt',
  '漢字.txt',
  '😀.txt',
  '\uffff.txt',
  'a+b.txt',
  'a%20b.txt',
  '100%.txt',
  'a#b.txt',
  'a?b=c.txt',
  '~a.txt',
  'a&b;c.txt',
  "a'b.txt",
  'a"b.txt',
  '<a>.txt',
  'a:b.txt',
  'a,b.txt',
  'a=b.txt',
  'a@b!$.txt',
  '(a)[b]{c}*.txt',
  'a\\b.txt',
  '-a',
  '.a',
  '...',
  '.holdall',
  `${'long '.repeat(40)}/${'é'.repeat(100)}/${'x'.repeat(250)}/${'y'.repeat(240)}`,
];

let s3: TestS3;
let folder: string;
let count = 0;
beforeAll(async () => {
  s3 = await startS3({ buckets: ['contract'] });
  folder = await mkdtemp(join(tmpdir(), 'holdall-store-'));
});
afterAll(async () => {
  await s3.stop();
  await rm(folder, { recursive: true, force: true });
});

describe.each(['folder', 's3'] as const)('a store of the kind %s', (kind) => {
  const slash = kind === 's3' ? '/' : sep;
  let store: Store;
  let address: string;
  beforeEach(() => {
    count += 1;
    address = kind === 's3' ? `s3://contract/tests/${count}/` : join(folder, `${count}`) + sep;
    store = openStore(address);
  });

  it('knows its kind and its address', () => {
    expect(store.kind).toBe(kind);
    expect(store.address).toBe(address);
    expect(openStore(address.slice(0, -1)).address).toBe(address);
    expect(store.addressOf('a/b c.txt')).toBe(`${address}a${slash}b c.txt`);
  });

  it('lists nothing where nothing is', async () => {
    expect(await all(store.list())).toEqual([]);
    expect(await all(store.list('a/b'))).toEqual([]);
  });

  it('lists in the order of UTF-16 code units, below a prefix that may end within a name', async () => {
    const paths = [
      'a',
      'a-b/x',
      'a.txt',
      'b/a/x',
      'b/a.txt',
      'b/b',
      'b0',
      'B',
      '\uffff',
      '😀',
      'é',
      'b/é/1',
      'b/é1',
    ];
    for (const path of paths) await store.write(path, path);
    expect(await pathsOf(store.list())).toEqual(paths.toSorted());
    expect(paths.toSorted().slice(-2)).toEqual(['😀', '\uffff']);
    expect(await pathsOf(store.list('b/'))).toEqual(['b/a.txt', 'b/a/x', 'b/b', 'b/é/1', 'b/é1']);
    expect(await pathsOf(store.list('b/a'))).toEqual(['b/a.txt', 'b/a/x']);
    expect(await pathsOf(store.list('b/é/'))).toEqual(['b/é/1']);
    expect(await pathsOf(store.list('b'))).toEqual(['b/a.txt', 'b/a/x', 'b/b', 'b/é/1', 'b/é1', 'b0']);
    expect(await pathsOf(store.list('a/'))).toEqual([]);
    expect(await pathsOf(store.list('x/y/z'))).toEqual([]);
    expect(await pathsOf(store.list('', { skip: (path) => path === 'b/a/' || path === 'a-b/' }))).toEqual(
      paths.filter((path) => path !== 'b/a/x' && path !== 'a-b/x').toSorted(),
    );
  });

  it('lists and finds with a glob', async () => {
    for (const path of ['p/a.jpg', 'p/b.png', 'p/B.JPG', 'p/q/c.jpg', 'p/.d.jpg', 'r.jpg'])
      await store.write(path, '');
    expect(await pathsOf(matchGlob(store, 'p/*.{jpg,png}'))).toEqual(['p/a.jpg', 'p/b.png']);
    expect(await pathsOf(matchGlob(store, '**/*.jpg'))).toEqual(['p/a.jpg', 'p/q/c.jpg', 'r.jpg']);
    expect(await pathsOf(matchGlob(store, 'p/q/c.jpg'))).toEqual(['p/q/c.jpg']);
    expect(await pathsOf(matchGlob(store, 'p/x/*'))).toEqual([]);
  });

  it('says the same of an object in a listing, a HEAD and after a write', async () => {
    const written = await store.write('a/b.txt', 'hello');
    expect(written).toMatchObject({ path: 'a/b.txt', size: 5, etag: expect.stringMatching(/^[0-9a-f-]+$/) });
    const [listed] = await all(store.list());
    expect(listed).toMatchObject({ path: 'a/b.txt', size: 5, etag: written.etag });
    expect(await store.head('a/b.txt')).toMatchObject({ path: 'a/b.txt', size: 5, etag: written.etag });
    expect(Math.abs((listed?.modified.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    const changed = await store.write('a/b.txt', 'hello!');
    expect(changed.etag).not.toBe(written.etag);
    expect((await store.head('a/b.txt'))?.etag).toBe(changed.etag);
  });

  it('has no HEAD of what is not there', async () => {
    await store.write('a', '');
    expect(await store.head('b')).toBeUndefined();
    expect(await store.head('a/b')).toBeUndefined();
    expect(await store.head('x/y/z')).toBeUndefined();
  });

  it('reads all, or a range', async () => {
    await store.write('a', '0123456789');
    expect(await text(await store.read('a'))).toBe('0123456789');
    expect(await text(await store.read('a', { range: { start: 0, end: 0 } }))).toBe('0');
    expect(await text(await store.read('a', { range: { start: 3, end: 5 } }))).toBe('345');
    expect(await text(await store.read('a', { range: { start: 8, end: 1000 } }))).toBe('89');
    await expect(store.read('a', { range: { start: 10, end: 10 } })).rejects.toThrow(
      expect.objectContaining({ name: 'UserError', message: `${address}a is too short: it has no byte 10.` }),
    );
    await expect(store.read('a', { range: { start: 2, end: 1 } })).rejects.toThrow(
      'Not a range of bytes: 2-1',
    );
  });

  it('says which object it is that cannot be read because it is not there', async () => {
    const error = await store.read('no/such.txt').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/^There is no (file|object) .*no[/\\]such\.txt\.$/),
    });
  });

  it('writes bytes, text, files and streams, small, empty and in many parts', async () => {
    const big = randomBytes(20_000_001);
    const file = join(folder, `body-${kind}`);
    for (const bytes of [Buffer.alloc(0), Buffer.from('é'), big]) {
      await writeFile(file, bytes);
      const bodies = { bytes, file: { file }, stream: Readable.from(chunksOf(bytes)) };
      for (const [name, body] of Object.entries(bodies)) {
        const progress: number[] = [];
        const written = await store.write(name, body, { onProgress: (done) => progress.push(done) });
        expect(written.size).toBe(bytes.length);
        expect((await store.head(name))?.size).toBe(bytes.length);
        expect(hash(await buffer(await store.read(name)))).toBe(hash(bytes));
        expect(progress.at(-1) ?? 0).toBe(bytes.length);
        expect(progress).toEqual(progress.toSorted((a, b) => a - b));
      }
    }
    await store.write('text', 'é');
    expect(await text(await store.read('text'))).toBe('é');
  });

  it('keeps every name as it is', async () => {
    const names = kind === 'folder' && sep === '\\' ? ODD_NAMES.filter(isNameOnWindows) : ODD_NAMES;
    for (const name of names) {
      await store.write(name, name);
      expect(await store.head(name)).toMatchObject({ path: name });
      expect(await text(await store.read(name))).toBe(name);
    }
    expect(await pathsOf(store.list())).toEqual(names.toSorted());
    for (const name of names) {
      await store.copy(name, `copies/${name}`);
      await store.delete(name);
    }
    expect(await pathsOf(store.at('copies/').list())).toEqual(names.toSorted());
    for (const name of names) expect(await text(await store.at('copies').read(name))).toBe(name);
  });

  it('leaves what was there when a write fails', async () => {
    await store.write('a', 'before');
    const failing = Readable.from(failAfter(12_000_000));
    await expect(store.write('a', failing)).rejects.toThrow('the source broke');
    expect(failing.destroyed).toBe(true);
    await expect(store.write('b', Readable.from(failAfter(0)))).rejects.toThrow('the source broke');
    await expect(store.write('c', { file: join(folder, 'missing') })).rejects.toThrow(
      expect.objectContaining({ name: 'UserError', message: `There is no file ${join(folder, 'missing')}.` }),
    );
    await expect(store.write('c', { file: folder })).rejects.toThrow(
      expect.objectContaining({ name: 'UserError', message: `${folder} is a folder, not a file.` }),
    );
    expect(await text(await store.read('a'))).toBe('before');
    expect(await pathsOf(store.list())).toEqual(['a']);
    if (kind === 's3') expect(await s3.hasUnfinishedUploads('contract')).toBe(false);
  });

  it('leaves what was there when a write is aborted, and closes the stream', async () => {
    await store.write('a', 'before');
    const abort = new AbortController();
    const reason = new Error('enough');
    const endless = Readable.from(neverEnding(10_000_000, () => abort.abort(reason)));
    await expect(store.write('a', endless, { signal: abort.signal })).rejects.toBe(reason);
    expect(endless.destroyed).toBe(true);
    await expect(store.write('a', 'after', { signal: abort.signal })).rejects.toBe(reason);
    expect(await text(await store.read('a'))).toBe('before');
    expect(await pathsOf(store.list())).toEqual(['a']);
    if (kind === 's3') expect(await s3.hasUnfinishedUploads('contract')).toBe(false);
  });

  it('closes the body of a write that cannot begin', async () => {
    const body = Readable.from(['x']);
    await expect(store.write('../a', body)).rejects.toThrow('Not a path inside a store');
    expect(body.destroyed).toBe(true);
  });

  it('stops reading and listing at an abort', async () => {
    await store.write('a', randomBytes(5_000_000));
    const abort = new AbortController();
    const reason = new Error('enough');
    const stream = await store.read('a', { signal: abort.signal });
    const reading = buffer(stream);
    abort.abort(reason);
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(stream.destroyed).toBe(true);
    await expect(store.read('a', { signal: abort.signal })).rejects.toBe(reason);
    await expect(store.head('a', { signal: abort.signal })).rejects.toBe(reason);
    await expect(store.copy('a', 'b', { signal: abort.signal })).rejects.toBe(reason);
    await expect(all(store.list('', { signal: abort.signal }))).rejects.toBe(reason);
  });

  it('refuses to replace what it was told not to', async () => {
    const written = await store.write('a/b', 'first', { ifAbsent: true });
    const body = Readable.from(['second']);
    const error = await store.write('a/b', body, { ifAbsent: true }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AlreadyExistsError);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ message: `${address}a${slash}b exists already.` });
    expect(body.destroyed).toBe(true);
    expect(await text(await store.read('a/b'))).toBe('first');
    expect((await store.head('a/b'))?.etag).toBe(written.etag);
  });

  it('copies and deletes', async () => {
    await store.write('a', 'one');
    await store.write('x/b', 'two');
    await store.copy('a', 'x/b');
    await store.copy('a', 'y/z/c');
    expect(await text(await store.read('x/b'))).toBe('one');
    expect(await text(await store.read('y/z/c'))).toBe('one');
    await store.delete('a');
    await store.delete('a');
    await store.delete('no/such');
    expect(await pathsOf(store.list())).toEqual(['x/b', 'y/z/c']);
    const error = await store.copy('a', 'b').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ message: expect.stringMatching(/^There is no (file|object) .*[/\\]a\.$/) });
    expect(await store.head('b')).toBeUndefined();
  });

  it('opens places relative to its own', async () => {
    await store.at('x/y').write('a', 'one');
    expect(await pathsOf(store.list())).toEqual(['x/y/a']);
    expect(store.at('x').address).toBe(`${address}x${slash}`);
    expect(store.at('./x//y/../').address).toBe(`${address}x${slash}`);
    expect(store.at('').address).toBe(address);
    expect(store.at('x/y/').at('../../').address).toBe(address);
    expect(store.at('../shared/').address).toBe(address.replace(/\d+(.)$/, 'shared$1'));
    expect(() => store.at('/x/')).toThrow('Not a relative path: /x/');
  });

  it.each(['', '/', '/a', '../a', 'a/../../b', 'a/..', '.', 'a/./b', 'a//b', 'a/', 'a\0b', 'a\ud800'])(
    'takes %j for no path',
    async (path) => {
      const message = `Not a path inside a store: ${JSON.stringify(path)}`;
      await expect(store.head(path)).rejects.toThrow(message);
      await expect(store.read(path)).rejects.toThrow(message);
      await expect(store.write(path, '')).rejects.toThrow(message);
      await expect(store.copy(path, 'a')).rejects.toThrow(message);
      await expect(store.copy('a', path)).rejects.toThrow(message);
      await expect(store.delete(path)).rejects.toThrow(message);
      expect(await pathsOf(store.list())).toEqual([]);
    },
  );

  it.each(['/', '/a', '../', 'a/../b', './', 'a//'])('takes %j for no prefix', async (prefix) => {
    await expect(all(store.list(prefix))).rejects.toThrow(
      `Not a path inside a store: ${JSON.stringify(prefix)}`,
    );
  });
});

/** Windows has no such characters in names, drops dots and spaces at their ends, and wants shorter paths. */
function isNameOnWindows(name: string): boolean {
  return !/[<>:"|?*\\]|[. ]$/.test(name) && name.length < 100;
}

async function all(objects: AsyncIterable<StoredObject>): Promise<StoredObject[]> {
  const found: StoredObject[] = [];
  for await (const object of objects) found.push(object);
  return found;
}

async function pathsOf(objects: AsyncIterable<StoredObject>): Promise<string[]> {
  return (await all(objects)).map(({ path }) => path);
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function* chunksOf(bytes: Buffer) {
  for (let start = 0; start < bytes.length; start += 100_003) yield bytes.subarray(start, start + 100_003);
}

function* failAfter(bytes: number) {
  for (let sent = 0; sent < bytes; sent += 1_000_000) yield Buffer.alloc(1_000_000);
  throw new Error('the source broke');
}

/** Sends so many bytes, calls back, and then sends nothing, nor does it end. */
async function* neverEnding(bytes: number, then: () => void) {
  yield Buffer.alloc(bytes);
  setImmediate(then);
  await new Promise(() => {});
}
