import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { publicationSchema } from '../../src/build/publication.ts';
import type { Report } from '../../src/build/report.ts';
import { digestFile } from '../../src/payload/entry.ts';
import { buildReport, holdall, pathsBelow, runProgram, smallSpec } from '../support/holdall.ts';
import { tempFolder } from '../support/temp.ts';

/** SHA-256 by path: comparing the bytes themselves would print them. */
async function hashesBelow(place: string): Promise<Record<string, string>> {
  const hashes = pathsBelow(place).map(async (path) => [path, (await digestFile(join(place, path))).sha256]);
  return Object.fromEntries(await Promise.all(hashes));
}

const folder = tempFolder();
const out = join(folder, 'out');
let spec: string;
let report: Report;

beforeAll(async () => {
  spec = await smallSpec(folder);
  report = await buildReport([spec]);
});

describe('a build from a folder', () => {
  it('publishes the executable with its checksums, manifest and page, and says where', () => {
    const version = report.version ?? '';
    expect(version).toMatch(/^[0-9a-f]{12}$/);
    expect(report.content?.startsWith(version)).toBe(true);
    expect(pathsBelow(out)).toEqual(
      [
        `small/${version}/checksums.txt`,
        `small/${version}/index.html`,
        `small/${version}/manifest.json`,
        `small/${version}/small-${version}-linux-x64`,
        'small/latest.json',
      ].sort(),
    );
    expect(report).toMatchObject({
      name: 'small',
      status: 'published',
      images: [{ set: 'pictures', pictures: 2 }],
      tables: [{ name: 'numbers', rows: 3, columns: 2 }],
      files: [{ set: 'notes', files: 2, bytes: 404 }],
      parts: ['gallery', 'dataset', 'files'],
    });
    expect(report.executables[0]?.address).toBe(join(out, `small/${version}/small-${version}-linux-x64`));
    expect(statSync(report.executables[0]?.address ?? '').mode & 0o777).toBe(0o755);
  });

  it('writes checksums that sha256sum accepts, and a manifest of its schema', () => {
    const version = join(out, 'small', report.version ?? '');
    expect(execFileSync('sha256sum', ['-c', 'checksums.txt'], { cwd: version }).toString()).toContain(': OK');
    const manifest = publicationSchema.parse(
      JSON.parse(readFileSync(join(version, 'manifest.json'), 'utf8')),
    );
    expect(manifest.sources.map(({ path }) => path)).toEqual([
      'pictures/a.png',
      'pictures/b.jpg',
      'numbers.csv',
      'notes/deep/er/ünï.txt',
      'notes/read me.txt',
    ]);
    expect(JSON.parse(readFileSync(join(out, 'small/latest.json'), 'utf8'))).toEqual({
      name: 'small',
      version: report.version,
      content: report.content,
      manifest: `${report.version}/manifest.json`,
    });
  });

  it('makes an executable that runs, knows what it holds, and gives it back', async () => {
    const executable = report.executables[0]?.address ?? '';
    const env = { ...process.env, XDG_CACHE_HOME: join(folder, 'user-cache') };
    const run = (...args: string[]) => runProgram(executable, args, { cwd: folder, env });
    expect(await run('--selftest')).toMatchObject({
      status: 0,
      out: expect.stringContaining('selftest: ok'),
    });
    const about = JSON.parse((await run('about', '--json')).out);
    expect(about).toMatchObject({ name: 'small', version: report.version });
    expect((await run('verify')).status).toBe(0);
    expect((await run('extract', '--to', 'extracted')).status).toBe(0);
    expect(pathsBelow(join(folder, 'extracted'))).toEqual([
      'files/notes/deep/er/ünï.txt',
      'files/notes/read me.txt',
      'images/pictures.json',
      'images/pictures.stats.ndjson',
      'images/pictures/a.webp',
      'images/pictures/b.webp',
      'manifest.json',
      'tables/tables.json',
      'tables/tables.sqlite',
    ]);
    expect(readFileSync(join(folder, 'extracted/files/notes/deep/er/ünï.txt'), 'utf8')).toBe('deep');
  });

  it('lets no variable of the environment into the executable', async () => {
    const executable = report.executables[0]?.address ?? '';
    const evil = join(folder, 'evil.cjs');
    writeFileSync(evil, 'console.log("evil ran")');
    const plain = await runProgram(executable, ['about']);
    const { status, out } = await runProgram(executable, ['about'], {
      env: {
        ...process.env,
        NODE_OPTIONS: `--require ${evil} --inspect-brk=0`,
        NODE_PATH: folder,
        NODE_DEBUG: 'fs',
        NODE_TLS_REJECT_UNAUTHORIZED: '0',
        NODE_PENDING_DEPRECATION: '1',
        PKG_EXECPATH: 'x',
      },
    });
    expect({ status, out }).toEqual({ status: 0, out: plain.out });
  });

  it('says so when the executable was cut off or altered', async () => {
    const executable = report.executables[0]?.address ?? '';
    const cut = join(folder, 'cut');
    copyFileSync(executable, cut);
    const whole = readFileSync(cut);
    writeFileSync(cut, whole.subarray(0, whole.length - 1000));
    expect(await runProgram(cut, ['about'])).toEqual({
      status: 1,
      out: '',
      err: 'error: cut is damaged: its end is missing, so it was cut off or altered. Download it again and compare its checksum.\n',
    });
    const altered = Buffer.from(whole);
    // The first place that names it is its local header; its bytes follow.
    const at = altered.indexOf('images/pictures/a.webp') + 60;
    altered[at] = (altered[at] ?? 0) ^ 1;
    writeFileSync(cut, altered);
    const { status, out, err } = await runProgram(cut, ['verify']);
    expect(status).toBe(1);
    expect(out + err).toMatch(/images\/pictures\/a\.webp.* altered/s);
  });
});

describe('building again', () => {
  it('does nothing over when nothing changed, and says so', async () => {
    const again = await buildReport([spec]);
    expect(again).toMatchObject({
      status: 'unchanged',
      version: report.version,
      worked: { pictures: 0, tables: false },
    });
    expect(again.executables).toEqual(report.executables.map((one) => ({ ...one, uploaded: false })));
    const { err } = await holdall(['build', spec]);
    expect(err).toContain('publish: skipped, the same content is published already');
  });

  it('processes only the picture that changed', async () => {
    const copy = tempFolder();
    const changed = await smallSpec(copy);
    copyFileSync(join(copy, 'pictures/a.png'), join(copy, 'pictures/c.png'));
    // The same bytes under another name are no work at all.
    expect((await buildReport([changed])).worked.pictures).toBe(0);
  });

  it('refuses other content under a version that exists, unless it is to be replaced', async () => {
    const place = tempFolder();
    const versioned = await smallSpec(place, { version: '1.2.3' });
    const first = await buildReport([versioned]);
    expect(first.version).toBe('1.2.3');
    writeFileSync(join(place, 'numbers.csv'), 'name,value\nfour,4\n');
    const before = await hashesBelow(join(place, 'out'));
    const refused = await holdall(['build', versioned]);
    expect(refused.status).toBe(1);
    expect(refused.err).toContain('holds other content already: a version is published once.');
    expect(refused.err).toContain('--replace');
    expect(await hashesBelow(join(place, 'out'))).toEqual(before);
    const replaced = await buildReport([versioned, '--replace']);
    expect(replaced).toMatchObject({ version: '1.2.3', status: 'published' });
    expect(replaced.content).not.toBe(first.content);
  });

  it('begins a version anew that was left without a manifest, and mends a lost latest.json', async () => {
    const place = tempFolder();
    const versioned = await smallSpec(place, { version: '2' });
    await buildReport([versioned]);
    rmSync(join(place, 'out/small/2/manifest.json'));
    expect((await buildReport([versioned])).status).toBe('published');
    rmSync(join(place, 'out/small/latest.json'));
    await buildReport([versioned]);
    expect(JSON.parse(readFileSync(join(place, 'out/small/latest.json'), 'utf8')).version).toBe('2');
  });

  it('leaves latest.json alone when an older version is built again', async () => {
    const place = tempFolder();
    const versioned = await smallSpec(place, { version: '1' });
    await buildReport([versioned]);
    await buildReport([versioned, '--as', '2']);
    await buildReport([versioned, '--as', '1']);
    expect(JSON.parse(readFileSync(join(place, 'out/small/latest.json'), 'utf8')).version).toBe('2');
  });
});

describe('equal inputs', () => {
  it('give equal bytes, shells and all, from two folders and two caches', async () => {
    const builds = [];
    for (const turn of [1, 2]) {
      const place = tempFolder();
      const copy = await smallSpec(place, {
        targets: ['linux-x64', 'windows-x64'],
        executable: { company: 'C' },
      });
      const cache = join(place, 'cache', 'results');
      if (turn === 2) utimesSync(join(place, 'numbers.csv'), new Date(), new Date());
      builds.push(await buildReport([copy, '--cache', cache]));
    }
    const [first, second] = builds.map(({ executables }) =>
      executables.map(({ file, sha256 }) => ({ file, sha256 })),
    );
    expect(second).toEqual(first);
    expect(builds[1]?.worked.pictures).toBe(2);
  });
});

describe('a dry run', () => {
  it('says what would be done, and touches nothing', async () => {
    const place = tempFolder();
    const untouched = await smallSpec(place);
    const before = pathsBelow(place);
    const { status, out } = await holdall(['build', untouched, '--dry-run']);
    expect(status).toBe(0);
    expect(out).toContain('A dry run: 5 sources');
    expect(out).toContain(`publish to ${join(place, 'out/small/')}`);
    expect(pathsBelow(place)).toEqual(before);
    expect(await buildReport([untouched, '--dry-run'])).toMatchObject({ status: 'planned', executables: [] });
  });
});

describe('what the spec leaves out', () => {
  it('brings each kind of content with its own part, and no other parts', async () => {
    const place = tempFolder();
    await smallSpec(place);
    writeFileSync(
      join(place, 'spec.json'),
      '{ "name": "only", "files": { "notes": { "from": "notes/**" } } }',
    );
    const built = await buildReport([join(place, 'spec.json'), '--target', 'linux-x64']);
    expect(built.parts).toEqual(['files']);
    expect(built.output).toBe(join(place, 'out/only', built.version ?? '', '/'));
  });

  it('warns of content that no part takes', async () => {
    const place = tempFolder();
    const partial = await smallSpec(place, { parts: { files: {} } });
    const built = await buildReport([partial]);
    expect(built.warnings).toEqual([
      'No part takes "pictures" of the spec\'s images: it is left out.',
      'No part takes "numbers" of the spec\'s tables: it is left out.',
    ]);
  });

  it('takes the version from the git tag that the checkout is at', async () => {
    const place = tempFolder();
    const tagged = await smallSpec(place, { files: undefined, tables: undefined });
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', place, '-c', 'user.name=n', '-c', 'user.email=e@e', ...args]);
    writeFileSync(join(place, '.gitignore'), 'out/\n');
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'first');
    git('tag', 'v3.1.4');
    expect((await buildReport([tagged, '--dry-run'])).version).toBe('3.1.4');
    writeFileSync(join(place, 'numbers.csv'), 'a\n1\n');
    expect((await buildReport([tagged, '--dry-run'])).version).toBe(null);
  });
});
