import { execFile, execFileSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/error.ts';
import { AlreadyExistsError } from '../../src/store/exists.ts';
import { folderError } from '../../src/store/folder-errors.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store, StoredObject } from '../../src/store/store.ts';

const isRoot = process.getuid?.() === 0;
const isWindows = process.platform === 'win32';

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdall-folder-'));
  store = openStore(join(folder, 'place'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const inPlace = (path: string) => join(folder, 'place', path);

describe.skipIf(isWindows)('symbolic links', () => {
  const hint = 'Replace it by the file or folder that it points to.';
  const linkError = (path: string) =>
    userError(`${inPlace(path)} is a symbolic link, and Holdall takes real files only.`, hint);
  beforeEach(async () => {
    await store.write('real/a.txt', 'a');
    await mkdir(inPlace('links'));
    await symlink('../real/a.txt', inPlace('links/file'));
    await symlink('../real', inPlace('links/to-folder'));
    await symlink('nowhere', inPlace('links/x-dangling'));
  });

  it('are refused by a listing that meets them, and by no other', async () => {
    await expect(pathsOf(store.list())).rejects.toThrow(linkError('links/file'));
    await expect(pathsOf(store.list('links/to-'))).rejects.toThrow(linkError('links/to-folder'));
    await expect(pathsOf(store.list('links/x'))).rejects.toThrow(linkError('links/x-dangling'));
    await expect(pathsOf(store.list('links/to-folder/'))).rejects.toThrow(linkError('links/to-folder'));
    expect(await pathsOf(store.list('real/'))).toEqual(['real/a.txt']);
    expect(await pathsOf(store.list('links/a'))).toEqual([]);
  });

  it.each(['links/file', 'links/x-dangling'])('are not followed from %s', async (path) => {
    await expect(store.head(path)).rejects.toThrow(linkError(path));
    await expect(store.read(path)).rejects.toThrow(linkError(path));
    await expect(store.write(path, 'x')).rejects.toThrow(linkError(path));
    await expect(store.copy(path, 'copy')).rejects.toThrow(linkError(path));
    await expect(store.copy('real/a.txt', path)).rejects.toThrow(linkError(path));
    await expect(store.delete(path)).rejects.toThrow(linkError(path));
  });

  it('are not gone through', async () => {
    await expect(store.head('links/to-folder/a.txt')).rejects.toThrow(linkError('links/to-folder'));
    await expect(store.read('links/to-folder/a.txt')).rejects.toThrow(linkError('links/to-folder'));
    await expect(store.write('links/to-folder/b.txt', '')).rejects.toThrow(linkError('links/to-folder'));
    expect(await readdir(inPlace('real'))).toEqual(['a.txt']);
  });

  it('may be the way to the place', async () => {
    const linked = openStore(inPlace('links/to-folder'));
    expect(await text(await linked.read('a.txt'))).toBe('a');
    expect(await pathsOf(linked.list())).toEqual(['a.txt']);
  });
});

describe('what is no file', () => {
  it('is said of a folder', async () => {
    await store.write('a/b/c', 'x');
    const error = userError(
      `${inPlace('a/b')} is a folder, not a file.`,
      'For all that is in it write folder/**.',
    );
    await expect(store.head('a/b')).rejects.toThrow(error);
    await expect(store.read('a/b')).rejects.toThrow(error);
    await expect(store.write('a/b', 'y')).rejects.toThrow(error);
    await expect(store.delete('a/b')).rejects.toThrow(error);
    expect(await pathsOf(store.list())).toEqual(['a/b/c']);
  });

  it('is said of a file where a folder should be', async () => {
    await store.write('a', 'x');
    for (const path of ['a/b', 'a/b/c', 'a/b/c/d']) {
      const error = userError(`${inPlace(path)} cannot be: a part of its path is a file, not a folder.`);
      await expect(store.write(path, 'y')).rejects.toThrow(error);
    }
    expect(await pathsOf(store.list('a/'))).toEqual([]);
    await expect(pathsOf(openStore(inPlace('a')).list())).rejects.toThrow(
      userError(`${inPlace('a')} is a file, not a folder.`),
    );
  });

  it.skipIf(isWindows)('is said of a pipe', async () => {
    await store.write('a', 'x');
    execFileSync('mkfifo', [inPlace('pipe')]);
    const error = userError(`${inPlace('pipe')} is not a regular file but a pipe, a socket or a device.`);
    await expect(pathsOf(store.list())).rejects.toThrow(error);
    await expect(store.read('pipe')).rejects.toThrow(error);
    expect(await pathsOf(store.list('a'))).toEqual(['a']);
  });
});

describe('names', () => {
  it.skipIf(isWindows || process.platform === 'darwin')(
    'that are not UTF-8 are shown with their bytes',
    async () => {
      await store.write('menu/tea.txt', 'x');
      await writeFile(
        Buffer.concat([Buffer.from(inPlace('menu/caf')), Buffer.from([0xe9]), Buffer.from('\\.txt')]),
        'x',
      );
      await expect(pathsOf(store.list())).rejects.toThrow(
        userError(
          `The folder ${inPlace('menu/')} has a file whose name is not UTF-8: caf\\xe9\\x5c.txt.`,
          'Rename it.',
        ),
      );
    },
  );

  it('may begin with a byte order mark', async () => {
    await store.write('\ufeffa', 'x');
    expect(await pathsOf(store.list())).toEqual(['\ufeffa']);
  });

  it('that are too long are said to be', async () => {
    const path = 'x'.repeat(300);
    const error = userError(
      `The name of ${inPlace(path)} is longer than file systems allow.`,
      'Use shorter names.',
    );
    await expect(store.write(path, 'x')).rejects.toThrow(error);
    await expect(store.head(path)).rejects.toThrow(error);
    await store.write('y'.repeat(255), 'x');
  });
});

describe('a write', () => {
  it('is seen whole or not at all', async () => {
    const contents = ['a', 'b'].map((letter) => letter.repeat(3_000_000));
    await store.write('file', contents[0] ?? '');
    const seen = new Set<string>();
    let isDone = false;
    const read = async () => {
      while (!isDone) seen.add(await text(await store.read('file')));
    };
    const write = async () => {
      for (let i = 0; i < 20; i++) await store.write('file', Readable.from([contents[i % 2]]));
      isDone = true;
    };
    await Promise.all([read(), read(), write()]);
    expect([...seen].filter((each) => !contents.includes(each)).map(({ length }) => length)).toEqual([]);
  });

  it('has one winner among many that must not replace', async () => {
    const writers = Array.from({ length: 20 }, (_, i) => store.write('a/file', `${i}`, { ifAbsent: true }));
    const results = await Promise.allSettled(writers);
    const winners = results.flatMap(({ status }, i) => (status === 'fulfilled' ? [`${i}`] : []));
    expect(winners).toEqual([await text(await store.read('a/file'))]);
    const reasons = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason);
    expect(reasons.every((reason) => reason instanceof AlreadyExistsError)).toBe(true);
    expect(await readdir(inPlace('a'))).toEqual(['file']);
  });

  it('leaves no temporary file, and no listing shows one', async () => {
    await store.write('a/.holdall-012345678.tmp', 'x');
    await mkdir(inPlace('a'), { recursive: true });
    await writeFile(inPlace('a/.holdall-0123456789ab.tmp'), 'left behind by a process that was killed');
    const body = Readable.from(
      (async function* () {
        // More than the streams on the way hold: the next line runs when some of it has been written.
        yield Buffer.alloc(2_000_000);
        yield Buffer.alloc(2_000_000);
        expect(await readdir(inPlace('b'))).toEqual([expect.stringMatching(/^\.holdall-[0-9a-f]{12}\.tmp$/)]);
        expect(await pathsOf(store.list())).toEqual(['a/.holdall-012345678.tmp']);
        throw new Error('enough');
      })(),
    );
    await expect(store.write('b/c', body)).rejects.toThrow('enough');
    expect(await readdir(inPlace('b'))).toEqual([]);
  });

  it.skipIf(isWindows)('keeps the mode that it is given, and else the usual one', async () => {
    const modeOf = async (path: string) => (await stat(inPlace(path))).mode & 0o777;
    const usual = 0o666 & ~process.umask();
    await writeFile(join(folder, 'source'), 'x');
    await chmod(join(folder, 'source'), 0o400);
    await store.write('a', 'x', { mode: 0o755 });
    await store.write('b', { file: join(folder, 'source') }, { mode: 0o777 });
    await store.write('c', { file: join(folder, 'source') });
    await store.write('d', 'x');
    await store.copy('a', 'e');
    const modes = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(modeOf));
    expect(modes).toEqual([0o755, 0o777, usual, usual, 0o755]);
  });

  it('says of a source that breaks what the source says', async () => {
    const missing = createReadStream(join(folder, 'missing'));
    await expect(store.write('a', missing)).rejects.toMatchObject({
      code: 'ENOENT',
      path: join(folder, 'missing'),
    });
    expect(await pathsOf(store.list())).toEqual([]);
  });

  it('copies a file whole', async () => {
    await writeFile(join(folder, 'source'), 'hello');
    await store.write('a', { file: join(folder, 'source') });
    expect(await readFile(inPlace('a'), 'utf8')).toBe('hello');
  });
});

describe.skipIf(!isRoot)('without permission (as another user, which only root can become)', () => {
  beforeEach(async () => {
    await chmod(folder, 0o755);
    await store.write('open/a.txt', 'a');
    await store.write('closed/a.txt', 'a');
    await store.write('secret.txt', 'a', { mode: 0o600 });
    await chmod(inPlace('closed'), 0o700);
    await mkdir(inPlace('all'));
    await chmod(inPlace('all'), 0o777);
  });

  it.each([
    ['list', '', 'closed/'],
    ['head', 'closed/a.txt', 'closed/a.txt'],
    ['read', 'secret.txt', 'secret.txt'],
    ['write', 'open/b.txt', 'open/b.txt'],
    ['write', 'new/b.txt', 'new/b.txt'],
    ['delete', 'open/a.txt', 'open/a.txt'],
  ])('%s %s says so', async (action, path, named) => {
    const verb = action === 'head' ? 'read' : action;
    expect(await inChild(['65534', action, inPlace(''), path])).toEqual({
      message: `No permission to ${verb} ${inPlace(named)}.`,
      hint: 'Change its permissions or run as another user.',
    });
  });

  it('names the source that cannot be read', async () => {
    expect(await inChild(['65534', 'write-file', inPlace('all'), 'b', inPlace('secret.txt')])).toMatchObject({
      message: `No permission to read ${inPlace('secret.txt')}.`,
    });
  });

  it('what is open stays open', async () => {
    expect(await inChild(['65534', 'read', inPlace(''), 'open/a.txt'])).toEqual({ result: 'a' });
    expect(await inChild(['65534', 'list', inPlace(''), 'open/'])).toEqual({ result: ['open/a.txt'] });
  });
});

describe.skipIf(!canMount())('on a file system of its own (which only root can mount)', () => {
  it('says that there is no room, and leaves nothing', async () => {
    const output = await mounted('size=128k', ['0', 'write', folder, 'a/b', '1000000'], `ls -A ${folder}/a`);
    expect(output).toEqual({
      message: `There is no room on the disk to write ${join(folder, 'a/b')}.`,
      hint: 'Make room or choose another folder.',
    });
  });

  it('says that it can only be read', async () => {
    expect(await mounted('ro', ['0', 'write', folder, 'a'])).toEqual({
      message: `${join(folder, 'a')} is on a file system that can only be read.`,
      hint: 'Choose another folder.',
    });
  });
});

describe('errors of the system', () => {
  it.each([
    ['EROFS', '/a/b is on a file system that can only be read.', 'Choose another folder.'],
    ['ENOSPC', 'There is no room on the disk to write /a/b.', 'Make room or choose another folder.'],
    ['EDQUOT', 'There is no room on the disk to write /a/b.', 'Make room or choose another folder.'],
    ['EFBIG', '/a/b becomes larger than a file may be here.', 'Choose a folder on another disk.'],
    ['EBUSY', '/a/b is in use by another program.', 'Close that program and try again.'],
    ['EPERM', 'No permission to write /a/b.', 'Change its permissions or run as another user.'],
  ])('%s has a sentence', (code, message, hint) => {
    const cause = Object.assign(new Error(code), { code });
    const error = folderError(cause, { action: 'write', file: '/a/b' });
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ message, hint, cause });
  });

  it('that nobody expects stay as they are', () => {
    const error = Object.assign(new Error('x'), { code: 'EIO' });
    expect(folderError(error, { action: 'read', file: '/a' })).toBe(error);
  });
});

function userError(message: string, hint?: string) {
  return expect.objectContaining({ name: 'UserError', message, ...(hint && { hint }) });
}

async function pathsOf(objects: AsyncIterable<StoredObject>): Promise<string[]> {
  const paths: string[] = [];
  for await (const { path } of objects) paths.push(path);
  return paths;
}

const child = join(import.meta.dirname, 'child.ts');

async function inChild(args: string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, [child, ...args]);
  return JSON.parse(stdout);
}

/** Runs the child with a small file system over `folder`, and then a command that must print nothing. */
async function mounted(options: string, args: string[], then = 'true'): Promise<unknown> {
  const script = `mount -t tmpfs -o ${options} none "$FOLDER" && "$@" && ${then}`;
  const { stdout } = await promisify(execFile)(
    'unshare',
    ['-m', 'sh', '-c', script, 'sh', process.execPath, child, ...args],
    { env: { ...process.env, FOLDER: folder } },
  );
  return JSON.parse(stdout);
}

function canMount(): boolean {
  if (!isRoot) return false;
  try {
    execFileSync('unshare', ['-m', 'sh', '-c', 'mount -t tmpfs none /mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
