import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicationSchema } from '../../src/build/publication.ts';
import { type FaultProxy, s3ErrorAnswer, startFaultProxy } from '../support/fault-proxy.ts';
import { buildReport, holdall, pathsBelow, runProgram, smallSpec } from '../support/holdall.ts';
import { startS3, type TestS3 } from '../support/s3.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder();
let s3: TestS3;

/** Puts a small spec and all that it names into a bucket. */
async function upload(prefix: string, changes: object): Promise<string> {
  const place = join(folder, prefix);
  await smallSpec(place, changes);
  for (const path of pathsBelow(place))
    await s3.put('specs', `${prefix}/${path}`, readFileSync(join(place, path)));
  return `s3://specs/${prefix}/spec.json`;
}

const env = () => ({ ...s3.env });

beforeAll(async () => {
  s3 = await startS3({ buckets: ['specs', 'out', 'cache'] });
});
afterAll(() => s3.stop());

describe('a build from bucket to bucket', () => {
  it('publishes what a build from a folder does, and downloads nothing twice', async () => {
    const spec = await upload('one', { publish: { to: 's3://out/apps/' } });
    const args = [spec, '--cache', 's3://cache/holdall/'];
    const first = await buildReport(args, { env: env() });
    expect(first).toMatchObject({ status: 'published', sources: { count: 5 } });
    expect(first.sources.downloaded).toBe(first.sources.bytes);
    expect(first.output).toBe(`s3://out/apps/small/${first.version}/`);
    expect(await s3.keys('out')).toEqual(
      [
        `apps/small/${first.version}/checksums.txt`,
        `apps/small/${first.version}/index.html`,
        `apps/small/${first.version}/manifest.json`,
        `apps/small/${first.version}/small-${first.version}-linux-x64`,
        'apps/small/latest.json',
      ].sort(),
    );

    const fromFolder = await buildReport([join(folder, 'one/spec.json'), '--to', join(folder, 'local')]);
    expect(fromFolder.content).toBe(first.content);

    const again = await buildReport(args, { env: env() });
    expect(again).toMatchObject({
      status: 'unchanged',
      sources: { downloaded: 0 },
      worked: { pictures: 0, tables: false },
    });

    const manifest = publicationSchema.parse(
      JSON.parse((await s3.get('out', `apps/small/${first.version}/manifest.json`)).toString()),
    );
    expect(manifest.sources.find(({ path }) => path === 'numbers.csv')?.etag).toMatch(/^[0-9a-f]{32}$/);
  });

  it('makes the same executable as any other: it runs', async () => {
    const spec = await upload('runs', { publish: { to: '../out/' }, version: '1' });
    const report = await buildReport([spec], { env: env() });
    expect(report.output).toBe('s3://specs/out/small/1/');
    const file = join(folder, 'downloaded');
    const { writeFileSync } = await import('node:fs');
    writeFileSync(file, await s3.get('specs', 'out/small/1/small-1-linux-x64'), { mode: 0o755 });
    expect((await runProgram(file, ['--selftest'])).out).toContain('selftest: ok');
  });

  it('fetches only the object that changed', async () => {
    const spec = await upload('changes', { publish: { to: 's3://out/changes/' } });
    const args = [spec, '--cache', tempFolder()];
    await buildReport(args, { env: env() });
    const bytes = 'name,value\nnine,9\n';
    await s3.put('specs', 'changes/numbers.csv', bytes);
    const next = await buildReport(args, { env: env() });
    expect(next.sources.downloaded).toBe(bytes.length);
    expect(next.worked).toEqual({ pictures: 0, tables: true, forms: 0 });
  });
});

describe('sources in other places', () => {
  it('come from any bucket into a build from a folder', async () => {
    const place = tempFolder();
    await s3.put('specs', 'shared/a.txt', 'from a bucket');
    await s3.put('specs', 'shared/deep/b.txt', 'deeper');
    const spec = await smallSpec(place, {
      images: undefined,
      tables: undefined,
      files: { notes: { from: ['s3://specs/shared/**', 'numbers.csv'] } },
    });
    const report = await buildReport([spec], { env: env() });
    expect(report.sources.list.map(({ path }) => path)).toEqual([
      's3://specs/shared/a.txt',
      's3://specs/shared/deep/b.txt',
      'numbers.csv',
    ]);
    const executable = report.executables[0]?.address ?? '';
    await runProgram(executable, ['extract', 'files/**', '--to', join(place, 'got')]);
    expect(pathsBelow(join(place, 'got'))).toEqual([
      'files/notes/a.txt',
      'files/notes/deep/b.txt',
      'files/notes/numbers.csv',
    ]);
  });

  it('come from beside the spec in its bucket only when that is allowed', async () => {
    await s3.put('specs', 'beside/a.txt', 'beside');
    const spec = await upload('inner', {
      images: undefined,
      tables: undefined,
      files: { notes: { from: '../beside/*.txt' } },
      publish: { to: 's3://out/inner/' },
    });
    const refused = await holdall(['build', spec], { env: env() });
    expect(refused.status).toBe(2);
    expect(refused.err).toContain('lies outside of s3://specs/inner/');
    const allowed = await buildReport([spec, '--allow-outside', '--dry-run'], { env: env() });
    expect(allowed.sources.list.map(({ path }) => path)).toEqual(['../beside/a.txt']);
  });
});

describe('what is wrong in a bucket', () => {
  it.each([
    ['s3://specs/none/spec.json', 2, 'There is no spec at s3://specs/none/spec.json.'],
    ['s3://no-such-bucket/spec.json', 1, 'no-such-bucket'],
  ])('%s', async (address, expectedStatus, message) => {
    const { status, err } = await holdall(['build', address], { env: env() });
    expect(err).toContain(message);
    expect(status).toBe(expectedStatus);
  });

  it('a source that is missing is told by its address, at the line of the spec', async () => {
    const spec = await upload('missing', {
      files: { notes: { from: 'nope.txt' } },
      publish: { to: 's3://out/missing/' },
    });
    const { status, err } = await holdall(['build', spec], { env: env() });
    expect(status).toBe(2);
    expect(err).toMatch(
      /s3:\/\/specs\/missing\/spec\.json:\d+:\d+: There is no s3:\/\/specs\/missing\/nope\.txt\./,
    );
  });

  it('an output that may not be written is told before anything is fetched', async () => {
    const spec = await upload('denied', { publish: { to: 's3://out/denied/' } });
    const proxy = await startFaultProxy(s3.endpoint);
    proxy.script(({ method, path }) =>
      method === 'PUT' && path.startsWith('/out/')
        ? s3ErrorAnswer(403, 'AccessDenied', 'Access Denied')
        : undefined,
    );
    const { status, err } = await holdall(['build', spec], {
      env: { ...env(), AWS_ENDPOINT_URL: proxy.url },
    });
    await proxy.stop();
    expect(status).toBe(1);
    expect(err).toContain('out');
    expect(err).toContain('denied');
    expect(err).not.toContain('fetch');
  });
});

describe('a network that fails', () => {
  it('costs time and nothing else: resets, 500s and 503s on every third request', async () => {
    const spec = await upload('flaky', { publish: { to: 's3://out/flaky/' } });
    const proxy: FaultProxy = await startFaultProxy(s3.endpoint);
    let count = 0;
    proxy.script(() => {
      count++;
      if (count % 9 === 3) return { kind: 'reset' };
      if (count % 9 === 6) return s3ErrorAnswer(503, 'SlowDown', 'Please reduce your request rate.');
      if (count % 9 === 0) return s3ErrorAnswer(500, 'InternalError', 'We encountered an internal error.');
      return undefined;
    });
    const report = await buildReport([spec], {
      env: { ...env(), AWS_ENDPOINT_URL: proxy.url, HOLDALL_CACHE: join(folder, 'flaky-cache') },
    });
    await proxy.stop();
    expect(report.status).toBe('published');
    expect(readdirSync(join(folder, 'flaky-cache/work'))).toEqual([]);
    expect(
      (await s3.get('out', `flaky/small/${report.version}/small-${report.version}-linux-x64`)).length,
    ).toBe(report.executables[0]?.size);
  });
});
