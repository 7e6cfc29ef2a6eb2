import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPayload } from '../../src/payload/read.ts';
import { ODD_NAMES, packApp, runApp, sampleContent } from '../support/sample-app.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder();
const file = join(folder, 'stationer');
const cache = join(folder, 'cache');
const run = (...args: string[]) => runApp(file, args, { cwd: folder, env: { HOLDALL_CACHE: cache } });

beforeAll(async () => packApp(file, await sampleContent(folder)));

/** A copy with one byte of a packed file changed. */
function damagedCopy(path: string): string {
  const bytes = readFileSync(file);
  const at = bytes.indexOf(path) + Buffer.byteLength(path) + 2;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  const copy = join(folder, `damaged-${path.replaceAll('/', '-')}`);
  writeFileSync(copy, bytes);
  return copy;
}

describe('about', () => {
  it('says what is inside', async () => {
    const { code, stdout, stderr } = await run('about');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain("The <Stationer's> catalogue 1.0.0\n");
    expect(stdout).toContain('gallery    3 pictures in 1 set');
    expect(stdout).toContain('spec.json at commit 0123456789ab');
  });

  it('says it to programs', async () => {
    const about = JSON.parse((await run('about', '--json')).stdout);
    expect(about).toMatchObject({
      name: 'stationer',
      version: '1.0.0',
      target: 'linux-x64',
      date: '2026-11-21',
      holdall: '0.1.0',
      spec: { file: 'spec.json' },
      sources: [{ path: 'sales.csv' }],
      parts: [
        { name: 'gallery', title: 'Gallery', summary: '3 pictures in 1 set' },
        { name: 'dataset' },
        { name: 'files' },
      ],
    });
    expect(about.sizes.executable).toBe(readFileSync(file).length);
  });
});

describe('verify', () => {
  it('finds all as it was', async () => {
    const { code, stdout, stderr } = await run('verify');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^All \d+ files inside are as they were packed, .*\.\n$/);
  });

  it('names what is damaged, and what to do', async () => {
    const { code, stderr } = await runApp(damagedCopy('images/products/red-pen.png'), ['verify']);
    expect(code).toBe(1);
    expect(stderr).toContain('images/products/red-pen.png cannot be read:');
    expect(stderr).toContain(
      'error: images/products/red-pen.png inside is damaged. Download the program again and compare its checksum.',
    );
  });

  it('does so when a part cannot start', async () => {
    const copy = damagedCopy('app/parts/gallery.cjs');
    const { code, stderr } = await runApp(copy, ['verify']);
    expect(code).toBe(1);
    expect(stderr).toContain('error: app/parts/gallery.cjs inside is damaged.');
    expect((await runApp(copy, ['about'])).stderr).toMatch(
      /^error: .* is damaged: app\/parts\/gallery\.cjs .*\n$/,
    );
  });
});

describe('extract', () => {
  it('writes all but the program to a folder of its own', async () => {
    const cwd = tempFolder();
    const { code, stdout } = await runApp(file, ['extract'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Extracted 15 files, .* kB, to stationer-1\.0\.0\.\n$/);
    expect(readdirSync(cwd)).toEqual(['stationer-1.0.0']);
    expect(readdirSync(join(cwd, 'stationer-1.0.0')).sort()).toEqual([
      'files',
      'images',
      'manifest.json',
      'tables',
    ]);
    for (const name of ODD_NAMES)
      expect(readFileSync(join(cwd, 'stationer-1.0.0/files/manuals', name), 'utf8')).toContain(
        `This is ${name}.`,
      );
    expect((await runApp(file, ['extract'], { cwd })).stdout).toBe(
      'Extracted 0 files, 0 B, to stationer-1.0.0. 15 files were there already.\n',
    );
  });

  it('writes what a pattern picks to the folder that is named', async () => {
    const to = join(tempFolder(), 'out');
    expect((await run('extract', '**/*.png', '--to', to)).code).toBe(0);
    expect(readdirSync(join(to, 'images/products'), { recursive: true }).sort()).toEqual([
      '50%+#1?.png',
      'pencils',
      'pencils/HB_pencil 2.png',
      'red-pen.png',
    ]);
  });

  it('fails with a sentence', async () => {
    const nothing = await run('extract', 'imgs');
    expect([nothing.code, nothing.stderr]).toEqual([
      1,
      'error: Nothing inside matches "imgs". Try one of "manifest.json", "app/**", "files/**", "images/**", "tables/**".\n',
    ]);
    const to = tempFolder();
    writeFileSync(join(to, 'manifest.json'), 'mine');
    const refused = await run('extract', 'manifest.json', '--to', to);
    expect([refused.code, refused.stderr]).toEqual([
      1,
      `error: ${join(to, 'manifest.json')} exists already and is different. Name another folder with --to, or add --force to replace it.\n`,
    ]);
    expect(readFileSync(join(to, 'manifest.json'), 'utf8')).toBe('mine');
    expect((await run('extract', 'manifest.json', '--to', to, '--force')).code).toBe(0);
  });
});

describe('--selftest', () => {
  it('tries all and prints one line', async () => {
    const { code, stdout, stderr } = await run('--selftest');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^selftest: ok, stationer 1\.0\.0, gallery, dataset, files, \d+ files\n$/);
    expect(readdirSync(cache)).toHaveLength(1);
  });

  it('says what failed', async () => {
    const damaged = await runApp(damagedCopy('tables/tables.sqlite'), ['--selftest'], {
      env: { HOLDALL_CACHE: join(folder, 'other') },
    });
    expect([damaged.code, damaged.stdout]).toEqual([1, '']);
    expect(damaged.stderr).toContain('error: selftest: the part dataset failed: ');
    const cannotWrite = await runApp(file, ['--selftest'], { env: { HOLDALL_CACHE: join(file, 'below') } });
    expect(cannotWrite.code).toBe(1);
    expect(cannotWrite.stderr).toContain('Set HOLDALL_CACHE to a folder that you can write to.');
  });
});

describe("the parts' commands", () => {
  it('list', async () => {
    expect((await run('images')).stdout).toContain('\r\nproducts,red-pen.png,8,4,png,');
    expect(JSON.parse((await run('images', 'products', '--json')).stdout)).toHaveLength(3);
    expect((await run('tables', '--format', 'table')).stdout).toContain(
      'sales              120        4  sales.csv',
    );
    expect(JSON.parse((await run('tables', '--json')).stdout)).toHaveLength(3);
    expect((await run('files')).stdout).toContain('manuals  ünïcödé ☃.txt');
    expect(JSON.parse((await run('files', '--json')).stdout)[0].files).toHaveLength(7);
  });

  it('tell the statistics of a table and of a column', async () => {
    const { stdout } = await run('stats');
    expect(stdout.split('\r\n')).toHaveLength(6);
    expect(stdout).toContain('"price ""net"""');
    expect(JSON.parse((await run('stats', 'id', '--table', 'sales', '--json')).stdout)).toMatchObject([
      { name: 'id', count: 120, numbers: { mean: 60.5 } },
    ]);
  });

  it.each([
    [['stats', '--table', 'slaes'], 'error: There is no table "slaes". Did you mean "sales"?\n'],
    [['stats', 'dya'], 'error: There is no column "dya". Did you mean "day"?\n'],
    [['images', 'product'], 'error: There is no image set "product". Did you mean "products"?\n'],
    [['files', 'manual'], 'error: There is no file set "manual". Did you mean "manuals"?\n'],
  ])('%j is wrong usage', async (args, message) => {
    const { code, stderr } = await run(...args);
    expect([code, stderr]).toEqual([2, message]);
  });
});

describe('wrong usage', () => {
  it.each([
    [['abuot'], "error: there is no command 'abuot'\n(Did you mean about?)"],
    [['--selftset'], "error: unknown option '--selftset'\n(Did you mean --selftest?)"],
    [['about', '--jsno'], "error: unknown option '--jsno'\n(Did you mean --json?)"],
    [
      ['--port', 'http'],
      "error: option '--port <n>' argument 'http' is invalid. A port is a number from 0 to 65535.",
    ],
    [['--port', '70000'], 'A port is a number from 0 to 65535.'],
    [['about', 'more'], 'error: too many arguments'],
    [['row'], "error: missing required argument 'number'"],
  ])('%j says so and exits with 2', async (args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).toContain('Run "stationer --help" to see what there is.');
  });
});

it('--version and --help', async () => {
  expect(await run('--version')).toEqual({ code: 0, stdout: 'stationer 1.0.0\n', stderr: '' });
  const { code, stdout } = await run('--help');
  expect(code).toBe(0);
  for (const word of [
    'about',
    'verify',
    'extract',
    'images',
    'tables',
    'stats',
    'files',
    '--port',
    '--host',
    '--token',
    '--allow',
    '--public',
    '--cors',
    '--no-open',
    'HOLDALL_CACHE',
  ])
    expect(stdout).toContain(word);
});

it('a bug says that it is one, with the stack', async () => {
  const content = await sampleContent(tempFolder());
  const broken = join(folder, 'broken');
  await packApp(broken, { ...content, parts: [{ name: 'gallery', options: {} }] });
  const { code, stderr } = await runApp(broken, ['about']);
  expect(code).toBe(1);
  expect(stderr).toContain('error: This is a bug in the program.');
  expect(stderr).toContain('the part gallery does not start');
  expect(stderr).toMatch(/\n {4}at /);
});

it('only what is asked for is loaded: no command but --selftest and the tables need the disk', async () => {
  const away = join(folder, 'untouched');
  mkdirSync(away);
  for (const args of [['about'], ['tables'], ['stats'], ['images'], ['files'], ['verify'], ['--help']])
    expect((await runApp(file, args, { env: { HOLDALL_CACHE: away } })).code).toBe(0);
  expect(readdirSync(away)).toEqual([]);
  expect(openPayload(file).files.has('app/main.cjs')).toBe(true);
});
