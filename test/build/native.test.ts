import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Job, withJob } from '../../src/build/job.ts';
import { nativeFiles, nativeIdentity } from '../../src/build/native.ts';
import { lockedPackage, platformPackage } from '../../src/build/platform-package.ts';
import { targetNames } from '../../src/spec/targets.ts';
import { hasCommand, itNeeds } from '../support/needs.ts';

const inJob = <T>(task: (job: Job) => Promise<T>) =>
  withJob({ spec: '' }, { progress: () => undefined, warn: () => undefined }, task);

it('the identity of a library is its version and integrity on all targets', async () => {
  const lines = await nativeIdentity(['sharp']);
  const { version } = JSON.parse(readFileSync('node_modules/sharp/package.json', 'utf8'));
  expect(lines.map((line) => line.replace(/ sha512-\S+$/, ' ...'))).toEqual([
    expect.stringMatching(/^@img\/sharp-libvips-linux-arm64 [\d.]+ \.\.\.$/),
    expect.stringMatching(/^@img\/sharp-libvips-linux-x64 [\d.]+ \.\.\.$/),
    `@img/sharp-linux-arm64 ${version} ...`,
    `@img/sharp-linux-x64 ${version} ...`,
    `@img/sharp-win32-x64 ${version} ...`,
  ]);
  expect(await nativeIdentity([])).toEqual([]);
});

it('a package of this machine is taken from where it is installed', async () => {
  const { folder, ...locked } = await inJob((job) =>
    platformPackage(job, '@img/sharp-linux-x64', 'linux-x64'),
  );
  expect(locked).toEqual(await lockedPackage('@img/sharp-linux-x64'));
  if (process.platform === 'linux' && process.arch === 'x64')
    expect(folder).toBe(join(process.cwd(), 'node_modules/@img/sharp-linux-x64'));
});

it('every target has a library with its licence, and nothing that only a compiler reads', async () => {
  for (const target of targetNames) {
    const files = await inJob((job) => nativeFiles(job, ['sharp'], target));
    const paths = [...files.keys()];
    expect(paths.filter((path) => path.endsWith('.node'))).toHaveLength(1);
    expect(paths.filter((path) => path.includes('libvips-cpp') || path.includes('LICENSE'))).toHaveLength(2);
    expect(
      paths.filter((path) => /\.(h|js|cjs|json)$/.test(path) && !path.endsWith('versions.json')),
    ).toEqual([]);
  }
});

itNeeds('readelf', hasCommand('readelf', '-v'))(
  'on Linux, one library finds the other by its own place',
  async () => {
    for (const target of targetNames.filter((name) => name.startsWith('linux'))) {
      const files = await inJob((job) => nativeFiles(job, ['sharp'], target));
      const [path = '', content] = [...files].find(([path]) => path.endsWith('.node')) ?? [];
      const dynamic = execFileSync('readelf', ['-d', (await content?.file()) ?? '']).toString();
      const needed = /\[(libvips-cpp[^\]]*)\]/.exec(dynamic)?.[1] ?? '';
      const [, first = ''] = /(?:RPATH|RUNPATH)\)\s+Library \w+: \[\$ORIGIN\/([^:\]]*)/.exec(dynamic) ?? [];
      expect([...files.keys()]).toContain(join(path, '..', first, needed));
    }
  },
);
