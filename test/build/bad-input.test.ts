import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { holdall, pathsBelow, picture, smallSpec, writeFiles } from '../support/holdall.ts';
import { itNeeds } from '../support/needs.ts';
import { tempFolder } from '../support/temp.ts';

/** Builds a spec in a folder that `spoil` has had its way with; it has to fail and to leave nothing. */
async function failure(
  changes: object,
  spoil: (folder: string) => void | Promise<void> = () => undefined,
  args: string[] = [],
): Promise<{ status: number | null; err: string }> {
  const folder = tempFolder();
  const spec = await smallSpec(folder, changes);
  await spoil(folder);
  const { status, err } = await holdall(['build', spec, ...args]);
  expect(pathsBelow(join(folder, 'out'))).toEqual([]);
  expect(err).not.toContain('bug in Holdall');
  return { status, err: err.replaceAll(`${folder}/`, '') };
}

const images = (from: string | string[], steps: object[] = []) => ({
  images: { pictures: { from, steps } },
  tables: undefined,
  files: undefined,
});
const table = (from: string, options: object = {}) => ({
  images: undefined,
  tables: { numbers: { from, ...options } },
  files: undefined,
});
const files = (from: string | string[]) => ({
  images: undefined,
  tables: undefined,
  files: { notes: { from } },
});

describe('a spec that is not right', () => {
  it('does not exist', async () => {
    const folder = tempFolder();
    const { status, err } = await holdall(['build', join(folder, 'nope.json')]);
    expect(status).toBe(2);
    expect(err).toContain(
      `There is no spec at ${join(folder, 'nope.json')}. Check the path, or write one with "holdall init".`,
    );
  });

  it('is a folder', async () => {
    const folder = tempFolder();
    await smallSpec(folder);
    const { status, err } = await holdall(['build', folder]);
    expect(status).toBe(2);
    expect(err).toContain('is a folder');
  });

  it('is not JSON', async () => {
    const { status, err } = await failure({}, (folder) =>
      writeFileSync(join(folder, 'spec.json'), '{\n"name" "x"}'),
    );
    expect(status).toBe(2);
    expect(err).toContain('spec.json:2:8: This is not JSON: a colon is missing.');
  });

  it('has many problems', async () => {
    const { status, err } = await failure({ titel: 1, targets: ['linux-x32'], name: 'a/b' });
    expect(status).toBe(2);
    expect(err).toContain('3 problems:');
    expect(err).toContain('Did you mean "linux-x64"?');
  });

  it('is not UTF-8', async () => {
    const { status, err } = await failure({}, (folder) =>
      writeFileSync(join(folder, 'spec.json'), Buffer.from([0x7b, 0xff])),
    );
    expect(status).toBe(2);
    expect(err).toContain('This spec is not UTF-8 text. Save it as UTF-8.');
  });
});

describe('a source that is not right', () => {
  it.each<[string, object, (folder: string) => void | Promise<void>, RegExp]>([
    [
      'is missing',
      files('nope.txt'),
      () => undefined,
      /spec\.json:\d+:\d+: There is no nope\.txt\. Check the path.*\(\/files\/notes\/from\)/,
    ],
    ['matches nothing', files('*.pdf'), () => undefined, /"\*\.pdf" matches nothing in/],
    [
      'is a folder',
      files('notes'),
      () => undefined,
      /"notes" is a folder\. Write "notes\/\*\*" to take every file in it\./,
    ],
    [
      'is empty',
      files('empty.txt'),
      (folder) => void writeFiles(folder, { 'empty.txt': '' }),
      /empty\.txt is empty: it has no bytes\./,
    ],
    [
      'lies outside',
      files('../secret.txt'),
      () => undefined,
      /"\.\.\/secret\.txt" lies outside of .*--allow-outside/,
    ],
    ['is an absolute path', files('/etc/passwd'), () => undefined, /"\/etc\/passwd" lies outside of/],
    [
      'is a symbolic link',
      files('link.txt'),
      (folder) => symlinkSync('numbers.csv', join(folder, 'link.txt')),
      /link\.txt is a symbolic link/,
    ],
    [
      'is a symbolic link that a glob meets',
      files('*.txt'),
      (folder) => symlinkSync('numbers.csv', join(folder, 'link.txt')),
      /link\.txt is a symbolic link/,
    ],
    [
      'has a name that is not UTF-8',
      files('notes/**'),
      (folder) =>
        writeFileSync(Buffer.concat([Buffer.from(`${folder}/notes/caf`), Buffer.from([0xe9])]), 'x'),
      /caf\\xe9/,
    ],
    [
      'cannot be a file on Windows',
      files('notes/*'),
      (folder) => void writeFiles(folder, { 'notes/a:b.txt': 'x' }),
      /notes\/a:b\.txt cannot be packed: "a:b\.txt" has a character that file names cannot have on Windows\. Rename it\./,
    ],
    [
      'has the name of another after processing',
      images('pictures/*', [{ encode: { format: 'webp' } }]),
      async (folder) => void writeFiles(folder, { 'pictures/a.jpg': await picture('jpeg') }),
      /pictures\/a\.jpg and pictures\/a\.png would both be packed as pictures\/a\.webp\. Rename one of them\./,
    ],
    [
      'is a truncated picture',
      images('pictures/*', [{ grayscale: {} }]),
      async (folder) => {
        const bytes = await picture('jpeg', 600);
        writeFiles(folder, { 'pictures/b.jpg': bytes.subarray(0, bytes.length / 2) });
      },
      /pictures\/b\.jpg: .*(truncated|cut off|broken|ends)/i,
    ],
    [
      'is a text file named .jpg',
      images('pictures/*'),
      (folder) => void writeFiles(folder, { 'pictures/b.jpg': 'hello, this is text' }),
      /pictures\/b\.jpg: .*text/i,
    ],
    [
      'is a picture over 50 megapixels',
      images('pictures/*', [{ grayscale: {} }]),
      async (folder) => {
        const { default: sharp } = await import('sharp');
        const large = sharp({ create: { width: 8000, height: 7000, channels: 3, background: '#fff' } });
        writeFiles(folder, { 'pictures/large.png': await large.png({ compressionLevel: 1 }).toBuffer() });
      },
      /pictures\/large\.png: .*56.*50/,
    ],
    [
      'is a CSV with ragged rows',
      table('t.csv'),
      (folder) => void writeFiles(folder, { 't.csv': 'a,b\n1,2\n3\n' }),
      /t\.csv:3/,
    ],
    [
      'is a CSV that is not UTF-8',
      table('t.csv'),
      (folder) => void writeFiles(folder, { 't.csv': Buffer.from('name,x\ncaf\xe9,1\n', 'latin1') }),
      /t\.csv:2.*UTF-8/,
    ],
    [
      'has no such sheet',
      table('../stationer.xlsx'.slice(3), { sheet: '2062' }),
      (folder) => void execFileSync('cp', ['examples/stationer/prices.xlsx', join(folder, 'stationer.xlsx')]),
      /stationer\.xlsx: .*"2062".*2026/,
    ],
  ])('%s', async (_, changes, spoil, expected) => {
    const { status, err } = await failure(changes, spoil);
    expect(err).toMatch(expected);
    expect([1, 2]).toContain(status);
  });

  it('may lie outside when that is allowed', async () => {
    const folder = tempFolder();
    const spec = await smallSpec(join(folder, 'inner'), files('../shared/*.txt'));
    writeFiles(folder, { 'shared/a.txt': 'a' });
    const { status, out } = await holdall(['build', spec, '--dry-run', '--allow-outside']);
    expect({ status, out }).toMatchObject({ status: 0, out: expect.stringContaining('1 source') });
  });

  it('all of them are told at once, each at its line', async () => {
    const { err } = await failure({
      images: { p: { from: ['x.png', 'y.png'] } },
      tables: { t: { from: 't.csv' } },
    });
    expect(err).toContain('3 problems:');
    expect(err).toMatch(/\/images\/p\/from\/0.*\/images\/p\/from\/1.*\/tables\/t\/from/s);
  });

  it('every bad picture is told, not the first alone', async () => {
    const { status, err } = await failure(images('pictures/*'), (folder) => {
      writeFiles(folder, { 'pictures/x.jpg': 'text one', 'pictures/y.jpg': 'text two' });
    });
    expect(status).toBe(1);
    expect(err).toMatch(/2 pictures cannot be processed:.*x\.jpg.*y\.jpg/s);
  });

  const asNobody = process.getuid?.() === 0 && spawnSync('setpriv', ['--version']).error === undefined;
  itNeeds('root and setpriv', asNobody)('cannot be read', async () => {
    const folder = tempFolder();
    const spec = await smallSpec(folder, files('notes/**'));
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'notes/read me.txt'), 0o000);
    mkdirSync(join(folder, 'nobody'));
    chmodSync(join(folder, 'nobody'), 0o777);
    const { status, err } = await holdallAsNobody(['build', spec, '--to', join(folder, 'nobody')], folder);
    expect(status).toBe(1);
    expect(err).toMatch(/read me\.txt/);
    expect(err).toMatch(/permission|denie/i);
    expect(pathsBelow(join(folder, 'nobody'))).toEqual([]);
  });

  itNeeds('root and setpriv', asNobody)(
    'or an output that cannot be written fails before the slow work',
    async () => {
      const folder = tempFolder();
      const spec = await smallSpec(folder, files('notes/**'));
      chmodSync(folder, 0o755);
      const { status, err } = await holdallAsNobody(['build', spec], folder);
      expect(status).toBe(1);
      expect(err).toMatch(/out/);
      expect(err).toMatch(/permission|denie|written/i);
      expect(err).not.toContain('fetch');
    },
  );
});

/** Runs the command line without root's rights, with a cache of its own. */
async function holdallAsNobody(
  args: string[],
  folder: string,
): Promise<{ status: number | null; err: string }> {
  const cache = join(folder, 'cache');
  mkdirSync(cache);
  chmodSync(cache, 0o777);
  const { status, stderr } = spawnSync(
    'setpriv',
    ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath, 'src/cli/holdall.ts', ...args],
    { encoding: 'utf8', env: { ...process.env, HOLDALL_CACHE: cache, HOME: cache } },
  );
  return { status, err: stderr };
}

describe('an output that is not right', () => {
  it('is a file', async () => {
    const folder = tempFolder();
    const spec = await smallSpec(folder, { publish: { to: 'numbers.csv' } });
    const { status, err } = await holdall(['build', spec]);
    expect(status).toBe(1);
    expect(err).toMatch(/numbers\.csv/);
  });

  const canMount = process.getuid?.() === 0 && process.platform === 'linux';
  itNeeds('root to mount a small disk', canMount)('has no room left', async () => {
    const folder = tempFolder();
    const spec = await smallSpec(folder, files('notes/**'));
    mkdirSync(join(folder, 'tiny'));
    // A mount namespace of its own: the disk goes with the process.
    const script = `mount -t tmpfs -o size=1m tmpfs ${folder}/tiny && ${process.execPath} src/cli/holdall.ts build ${spec} --to ${folder}/tiny; status=$?; find ${folder}/tiny -type f >&2; exit $status`;
    const { status, stderr } = spawnSync('unshare', ['--mount', 'sh', '-c', script], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/no (room|space)|disk is full/i);
    expect(stderr).not.toContain(`${folder}/tiny/small/`.concat('manifest'));
    expect(stderr.split('\n').filter((line) => line.startsWith(`${folder}/tiny`))).toEqual([]);
  });

  itNeeds('root to mount a small disk', canMount)('nor the folder for work in progress', async () => {
    const folder = tempFolder();
    const spec = await smallSpec(folder, files('notes/**'));
    mkdirSync(join(folder, 'tiny'));
    const script = `mount -t tmpfs -o size=1m tmpfs ${folder}/tiny && HOLDALL_CACHE=${folder}/tiny ${process.execPath} src/cli/holdall.ts build ${spec}`;
    const { status, stderr } = spawnSync('unshare', ['--mount', 'sh', '-c', script], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/no (room|space)|disk is full/i);
    expect(pathsBelow(join(folder, 'out'))).toEqual([]);
  });
});

describe('usage', () => {
  it.each([
    [['build'], "missing required argument 'spec'"],
    [['bild', 'x'], 'Did you mean build?'],
    [
      ['build', 'x', '--target', 'linux'],
      "option '--target <name>' argument 'linux' is invalid. It is no target. There is ",
    ],
    [['build', 'x', '--concurrency', '0'], "argument '0' is invalid. It is no whole number from 1 to 9999."],
    [['build', 'x', '--tto', 'y'], 'Did you mean --to?'],
    [['build', 's3:/bucket/x'], 's3:/bucket/x'],
  ])('%j', async (args, expected) => {
    const { status, err } = await holdall(args);
    expect(status).toBe(2);
    expect(err).toContain(expected);
  });
});

describe('a source that changes while it is read', () => {
  it('is told, and nothing of it is kept', async () => {
    // The file is cut between the listing and the packing: what a real writer would do.
    const folder = tempFolder();
    const spec = await smallSpec(folder, files('big.bin'));
    writeFiles(folder, { 'big.bin': Buffer.alloc(8 << 20, 1) });
    const { startHoldall, ended } = await import('../support/holdall.ts');
    const child = startHoldall(['build', spec]);
    child.stderr?.on('data', (text: Buffer) => {
      if (text.includes('fetch:')) truncateSync(join(folder, 'big.bin'), 1000);
    });
    const { status, err } = await ended(child);
    expect(status).toBe(1);
    expect(err).toMatch(/changed while it was (packed|read)|is not what it was/);
    expect(pathsBelow(join(folder, 'out'))).toEqual([]);
  });
});
