import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../../src/action/result.ts';
import { sha256 } from '../../src/base/hash.ts';
import { publicationSchema } from '../../src/build/publication.ts';
import { hostTarget, targets } from '../../src/spec/targets.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { pathsBelow, runProgram, smallSpec, writeFiles } from '../support/holdall.ts';
import { startS3, type TestS3 } from '../support/s3.ts';
import { tempFolder } from '../support/temp.ts';
import { runAction, toolCache } from './runner.ts';

/** What this machine runs. */
const target = hostTarget() ?? 'linux-x64';
const { os, extension } = targets[target];

const folder = tempFolder();
let s3: TestS3;

beforeAll(async () => {
  s3 = await startS3({ buckets: ['specs', 'out', 'cache'], setEnv: false });
});
afterAll(() => s3.stop());

/** Puts a small spec and all that it names into a bucket; returns its address. */
async function upload(name: string, changes: object = {}): Promise<string> {
  const place = join(folder, name);
  await smallSpec(place, { name, targets: [target], publish: { to: 's3://out/apps/' }, ...changes });
  for (const path of pathsBelow(place))
    await s3.put('specs', `${name}/${path}`, readFileSync(join(place, path)));
  return `s3://specs/${name}/spec.json`;
}

describe('from bucket to bucket', () => {
  it('builds, and says what it built in outputs, log and summary; then finds it unchanged', async () => {
    const spec = await upload('shop', { version: '1.2', title: 'The *small* shop' });
    const env = { ...s3.env, AWS_SESSION_TOKEN: 'test-session-token' };
    const run = await runAction({ spec, 'github-token': 'ghs_test', cache: 's3://cache/results/' }, { env });
    expect(run).toMatchObject({ status: 0, err: '' });

    const address = 's3://out/apps/shop/1.2';
    const file = `shop-1.2-${target}${extension}`;
    expect(run.outputs).toEqual({
      result: expect.any(String),
      name: 'shop',
      version: '1.2',
      manifest: `${address}/manifest.json`,
      executables: `${address}/${file}`,
    });
    expect(run.results).toMatchObject([{ spec, name: 'shop', status: 'published', warnings: [] }]);

    const downloaded = join(folder, file);
    writeFileSync(downloaded, await s3.get('out', `apps/shop/1.2/${file}`), { mode: 0o755 });
    expect((await runProgram(downloaded, ['--selftest'])).out).toContain('selftest: ok');
    const manifest = await s3.get('out', 'apps/shop/1.2/manifest.json');
    expect(publicationSchema.parse(JSON.parse(manifest.toString())).commit).toBe('a'.repeat(40));
    expect((await s3.keys('cache')).length).toBeGreaterThan(0);

    // Secrets are masked before a word is said.
    expect(run.commands.slice(0, 3)).toEqual(
      ['ghs_test', 'test-secret-access-key', 'test-session-token'].map((message) => ({
        name: 'add-mask',
        properties: {},
        message,
      })),
    );
    expect(run.out.startsWith('::add-mask::')).toBe(true);
    expect(run.said('add-mask')).toHaveLength(3);

    const groups = run.said('group').map(({ message }) => message);
    expect(groups.filter((title) => title.endsWith(spec))).toEqual(
      ['Plan', 'Fetch', 'Process', 'Pack', 'Verify', 'Publish'].map((stage) => `${stage} ${spec}`),
    );
    expect(run.said('endgroup')).toHaveLength(groups.length);
    expect(run.said('error', 'warning', 'notice')).toEqual([]);

    const [executable] = reportOf(run.results[0]).executables;
    expect(run.summary).toContain('## The \\*small\\* shop 1.2');
    expect(run.summary).toMatch(
      new RegExp(`\\| ${target} \\| \`${file}\` \\| \\d+ MB \\| \`${executable?.sha256}\` \\|`),
    );
    expect(run.summary).toContain('- `pictures`: 2 pictures, 544 B before, ');
    expect(run.summary).toContain('- `numbers`: a table, 3 rows of 2 columns');
    expect(run.summary).toContain('- `notes`: 2 files, 404 B');
    expect(run.summary).toContain(
      `aws s3 cp ${address}/${file} . --endpoint-url ${s3.endpoint}${os === 'linux' ? `\nchmod +x ${file}` : ''}`,
    );
    expect(run.summary).toContain(`\`${address}/index.html\``);
    expect(run.summary).toMatch(/\| pack \| [\d.]+ m?s \| 1 executable \|/);

    const again = await runAction({ spec, cache: 's3://cache/results/' }, { env: s3.env });
    expect(again.status).toBe(0);
    expect(again.results).toMatchObject([{ status: 'unchanged', sources: { downloaded: 0 } }]);
    expect(again.outputs['executables']).toBe(run.outputs['executables']);
    expect(again.summary).toContain('**✅ Unchanged**');
    expect(again.summary).toContain('| pack | – | skipped: the same content is published already |');
  });

  it('finds the native tools in the tool cache, and shows no group for them', async () => {
    const spec = await upload('tools', { version: '1' });
    const run = await runAction({ spec }, { env: s3.env });
    expect(run.out).not.toContain('Install the native tools');
    const lock = sha256(readFileSync('dist/toolchain/package-lock.json')).slice(0, 16);
    expect(readdirSync(join(toolCache, 'holdall'))).toContain(`${lock}-${process.platform}-${process.arch}`);
  });
});

describe('a dry run', () => {
  it('touches nothing, installs nothing, and keeps what it needs in the tool cache', async () => {
    const spec = await upload('dry', { name: 'dry' });
    const tools = tempFolder();
    const env = { ...s3.env, RUNNER_TOOL_CACHE: tools, HOLDALL_CACHE: undefined };
    const run = await runAction({ spec, 'dry-run': 'true' }, { env });
    expect(run.status).toBe(0);
    expect(run.results).toMatchObject([
      { status: 'planned', version: null, manifest: null, executables: [] },
    ]);
    expect(run.outputs).toMatchObject({ name: 'dry', version: '', manifest: '', executables: '' });
    expect(run.summary).toContain('This was a dry run: nothing was made.');
    expect(await s3.keys('out', 'apps/dry/')).toEqual([]);
    expect(pathsBelow(tools)).toEqual([]);
    expect(existsSync(join(tools, 'holdall/cache/work'))).toBe(true);
  });

  it.each([
    ['a tag is the version', {}, {}, { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1.4' }, '1.4'],
    ['a branch is none', {}, {}, { GITHUB_REF_TYPE: 'branch', GITHUB_REF_NAME: 'v1.4' }, null],
    ["the spec's own wins", { version: '2' }, {}, { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1.4' }, '2'],
    ['the input wins over both', { version: '2' }, { version: '3' }, {}, '3'],
  ])('%s', async (_what, changes, inputs, env, version) => {
    const spec = await upload('tagged', changes);
    const run = await runAction({ spec, 'dry-run': 'true', ...inputs }, { env: { ...s3.env, ...env } });
    expect(run.results).toMatchObject([{ version }]);
  });

  it('takes every input to where it belongs', async () => {
    const spec = await upload('inputs');
    const { AWS_ENDPOINT_URL: endpoint, AWS_REGION: region, ...env } = s3.env;
    const run = await runAction(
      {
        spec,
        output: 's3://out/elsewhere/',
        targets: 'windows-x64, linux-arm64\nlinux-x64',
        'endpoint-url': endpoint,
        'path-style': 'true',
        region,
        concurrency: '3',
        'image-limits': 'megapixels=20',
        'dry-run': 'TRUE',
        summary: 'false',
      },
      { env },
    );
    expect(run.status).toBe(0);
    expect(run.results).toMatchObject([
      { output: 's3://out/elsewhere/inputs/', targets: ['windows-x64', 'linux-arm64', 'linux-x64'] },
    ]);
    expect(run.summary).toBe('');
  });
});

describe('several specs', () => {
  it('one that fails does not stop the others, and fails the step at the end', async () => {
    const good = await upload('good', { version: '1' });
    const other = await upload('other', { version: '2' });
    const bad = await upload('bad', { titel: 'x', targets: ['linux'] });
    const run = await runAction(
      { spec: `${bad}\n${good}, s3://specs/none/spec.json,\n${other}`, 'dry-run': 'true' },
      { env: s3.env },
    );
    expect(run.status).toBe(1);
    expect(run.results.map(({ spec, status }) => [spec, status])).toEqual([
      [bad, 'failed'],
      [good, 'planned'],
      ['s3://specs/none/spec.json', 'failed'],
      [other, 'planned'],
    ]);
    expect(run.outputs).toMatchObject({ name: 'good\nother', version: '1\n2', manifest: '\n' });

    const errors = run.said('error');
    // A spec in a bucket has no file in the checkout to point at.
    expect(errors.every(({ properties }) => !('file' in properties))).toBe(true);
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^s3:\/\/specs\/bad\/spec\.json:\d+:\d+: This value is not one of those allowed\./,
      ),
      expect.stringMatching(
        /^s3:\/\/specs\/bad\/spec\.json:\d+:\d+: "titel" is no key here\. Did you mean "title"\?/,
      ),
      'There is no spec at s3://specs/none/spec.json. Check the path, or write one with "holdall init".',
      '2 of 4 specs were not built.',
    ]);
    expect(run.summary).toContain(`| \`${bad}\` | ❌ Failed |  |`);
    expect(run.summary).toContain('"titel" is no key here.');
    expect(run.summary).toContain('## A small thing 2');
  });

  it('of the checkout: globs and paths, each once', async () => {
    const workspace = tempFolder();
    for (const name of ['b', 'a']) await smallSpec(join(workspace, 'specs', name), { name });
    const run = await runAction(
      { spec: `specs/{a,b}/*.json, ./specs/a/spec.json,${workspace}/specs/b/spec.json`, 'dry-run': 'true' },
      { workspace },
    );
    expect(run.status).toBe(0);
    expect(run.results.map(({ spec }) => spec)).toEqual(['specs/a/spec.json', 'specs/b/spec.json']);
  });

  it('a glob that matches nothing is told before anything is done', async () => {
    const run = await runAction({ spec: 'specs/*.json\nmore/**/spec.json' });
    expect(run.status).toBe(1);
    expect(run.out).toBe(
      '::error::"specs/*.json" matches no file in the checkout.%0A"more/**/spec.json" matches no file in the checkout. Check the pattern, and that a step before this one checks the repository out.\n',
    );
  });
});

describe('what is wrong', () => {
  it('with the inputs, is said at once and before anything is done', async () => {
    const run = await runAction({
      'dry-run': 'yes',
      concurrency: '0',
      'image-limits': 'pixels=3',
      targets: 'linux-x86',
      'fail-on': 'notice',
      'endpoint-url': 'localhost:9000',
      output: 'https://example.com/out/',
      version: 'a/b',
      cache: 's3://X/',
    });
    expect(run.status).toBe(1);
    expect(run.commands).toHaveLength(1);
    expect(run.commands[0]?.message.split('\n')).toEqual([
      'Input "spec" is missing. What to build: an s3:// address, or a path or glob in the checkout. Several: one a line, or separated by commas.',
      'Input "output": https://example.com/out/ is neither a path nor an S3 address. Holdall reads folders and s3://bucket/key; download anything else first.',
      'Input "targets": "linux-x86" is no target. Did you mean "linux-x64"? Allowed: windows-x64, linux-x64, linux-arm64.',
      'Input "version": "a/b" has a slash, which separates folders: a version becomes a folder\'s and a file\'s name.',
      'Input "endpoint-url": "localhost:9000" is not a URL: write it with its scheme, such as https://s3.example.com.',
      'Input "cache": s3://X/ is not an S3 address: no bucket can be named X. A bucket has 3 to 63 small letters, digits, dots and hyphens, and a letter or digit at both ends.',
      'Input "concurrency": "0" is no whole number from 1 to 9999.',
      'Input "image-limits": "pixels" is no limit. Limits are megapixels, frames, seconds and megabytes: write "megapixels=100,seconds=60".',
      'Input "dry-run": "yes" is neither true nor false.',
      'Input "fail-on": "notice" is neither error nor warning.',
    ]);
  });

  it('with a spec in the checkout, is annotated on its line: ten at most, and all in the summary', async () => {
    const workspace = writeFiles(tempFolder(), {
      'specs/bad.json': [
        '{',
        ...Array.from({ length: 12 }, (_, n) => `  "wrong${n}": ${n},`),
        '  "name": "x"',
        '}',
      ].join('\n'),
    });
    const run = await runAction({ spec: 'specs/bad.json' }, { workspace });
    expect(run.status).toBe(1);
    const errors = run.said('error');
    expect(errors).toHaveLength(10);
    expect(errors[2]).toEqual({
      name: 'error',
      properties: { title: 'specs/bad.json was not built', file: 'specs/bad.json', line: '3', col: '3' },
      message: expect.stringMatching(/^"wrong1" is no key here\. .*\(\/wrong1\)$/),
    });
    expect(errors[9]).toEqual({ name: 'error', properties: {}, message: 'The spec was not built.' });
    expect(run.out).toContain('\nerror: specs/bad.json:13:3: "wrong11" is no key here.');
    for (let n = 0; n < 12; n++) expect(run.summary).toContain(`- Line ${n + 2}, column 3, \`/wrong${n}\`:`);
    expect(run.results).toMatchObject([{ status: 'failed', error: 'The spec has 13 problems.' }]);
  });

  it('with a source, closes the group of its stage', async () => {
    const spec = await upload('broken', { version: '1' });
    await s3.put('specs', 'broken/pictures/a.png', 'no picture');
    const run = await runAction({ spec }, { env: s3.env });
    expect(run.status).toBe(1);
    expect(run.said('group').at(-1)?.message).toBe(`Process ${spec}`);
    expect(run.said('endgroup')).toHaveLength(run.said('group').length);
    expect(run.said('error')).toHaveLength(2);
    expect(run.said('error')[0]).toMatchObject({
      properties: { title: `${spec} was not built` },
      message: expect.stringContaining('a.png'),
    });
    expect(run.summary).toContain('a.png');
    expect(await s3.keys('out', 'apps/broken/')).toEqual([]);
  });

  it('a warning fails the step where that is asked for, when everything is done', async () => {
    const spec = await upload('warned', { version: '1', parts: { gallery: {} } });
    const lenient = await runAction({ spec, 'dry-run': 'true' }, { env: s3.env });
    expect(lenient.status).toBe(0);
    expect(lenient.said('warning').map(({ message }) => message)).toEqual([
      'No part takes "numbers" of the spec\'s tables: it is left out.',
      'No part takes "notes" of the spec\'s files: it is left out.',
    ]);
    const strict = await runAction({ spec, 'dry-run': 'true', 'fail-on': 'warning' }, { env: s3.env });
    expect(strict.status).toBe(1);
    expect(strict.outputs['name']).toBe('warned');
    expect(strict.summary).toContain('- ⚠️ No part takes "notes"');
    expect(strict.commands.at(-1)).toEqual({
      name: 'error',
      properties: {},
      message: 'There are 2 warnings, and the input "fail-on" is "warning".',
    });
  });

  it('a password in an endpoint is masked as written and as meant, and stands nowhere', async () => {
    const endpoint = s3.endpoint.replace('://', '://somebody:p%40ss-word@');
    const spec = await upload('masked');
    const run = await runAction({ spec, 'endpoint-url': endpoint, 'dry-run': 'true' }, { env: s3.env });
    expect(run.said('add-mask').map(({ message }) => message)).toEqual([
      'test-secret-access-key',
      'p%40ss-word',
      'p@ss-word',
    ]);
    const said = run.out.replaceAll(/^::add-mask::.*$/gm, '');
    for (const text of [said, run.summary, JSON.stringify(run.outputs)]) {
      expect(text).not.toContain('p%40ss-word');
      expect(text).not.toContain('p@ss-word');
    }
  });
});

describe('a run that is cancelled', () => {
  // Windows has no signals; there the runner ends the process.
  it.skipIf(process.platform === 'win32')('leaves nothing behind, and says so', async () => {
    const spec = await upload('cancelled', { version: '1' });
    const proxy = await startFaultProxy(s3.endpoint);
    let action: ChildProcess | undefined;
    proxy.script(({ method, path }) => {
      if (method !== 'PUT' || !path.includes('index.html')) return undefined;
      action?.kill('SIGINT');
      return { kind: 'stall' };
    });
    const run = await runAction(
      { spec: `${spec}\n${spec.replace('cancelled', 'other')}` },
      {
        env: { ...s3.env, AWS_ENDPOINT_URL: proxy.url },
        onOutput: (child) => {
          action = child;
        },
      },
    );
    await proxy.stop();
    expect(run.status).toBe(1);
    expect(run.results).toMatchObject([
      { status: 'failed', error: 'The run was cancelled: nothing half-made was left.' },
      { status: 'failed', error: 'The run was cancelled: nothing half-made was left.' },
    ]);
    expect(await s3.keys('out', 'apps/cancelled/')).toEqual([]);
  });
});

function reportOf(result: Result | undefined) {
  if (!result || result.status === 'failed' || result.status === 'untouched') throw new Error('not built');
  return result;
}
