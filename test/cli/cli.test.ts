import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildReport, holdall, pathsBelow, smallSpec, writeFiles } from '../support/holdall.ts';
import { startS3 } from '../support/s3.ts';
import { tempFolder } from '../support/temp.ts';

describe('holdall check', () => {
  it('reports every problem of every spec, for people and for machines', async () => {
    const folder = tempFolder();
    const good = await smallSpec(folder);
    writeFiles(folder, { 'bad.json': '{\n  "name": "x",\n  "imgaes": {}\n}' });
    const bad = join(folder, 'bad.json');
    const text = await holdall(['check', good, bad, join(folder, 'none.json')]);
    expect(text.status).toBe(2);
    expect(text.err.split('\n').slice(0, -1)).toEqual([
      `${bad}:1:1: This spec names nothing to pack: give it "images", "tables", "files" or "forms", or a "worker" among its "parts".`,
      `${bad}:3:3: "imgaes" is no key here. Did you mean "images"? (/imgaes)`,
      `${join(folder, 'none.json')}:1:1: There is no spec at ${join(folder, 'none.json')}. Check the path, or write one with "holdall init".`,
      '3 problems in 3 specs.',
    ]);
    const json = await holdall(['check', bad, '--json']);
    expect(json.status).toBe(2);
    expect(JSON.parse(json.out)).toMatchObject({
      specs: 1,
      problems: [
        { file: bad },
        { file: bad, line: 3, column: 3, pointer: '/imgaes', message: expect.any(String) },
      ],
    });
  });

  it('says that all is well', async () => {
    const spec = await smallSpec(tempFolder());
    expect(await holdall(['check', spec])).toEqual({
      status: 0,
      out: '1 spec checked: no problems.\n',
      err: '',
    });
  });

  it('reads specs in buckets', async () => {
    const s3 = await startS3({ buckets: ['specs'], setEnv: false });
    await s3.put('specs', 'a/spec.json', '{ "name": "a" }');
    const { status, err } = await holdall(
      ['check', 's3://specs/a/spec.json', '--endpoint-url', s3.endpoint],
      {
        env: { ...s3.env, AWS_ENDPOINT_URL: undefined },
      },
    );
    await s3.stop();
    expect(status).toBe(2);
    expect(err).toContain('s3://specs/a/spec.json:1:1: This spec names nothing to pack');
  });
});

describe('holdall build', () => {
  it('takes options before and behind the spec, and targets one by one', async () => {
    const spec = await smallSpec(tempFolder());
    const { targets } = await buildReport([
      '--target',
      'linux-x64',
      '--target',
      'linux-arm64',
      spec,
      '--dry-run',
    ]);
    expect(targets).toEqual(['linux-x64', 'linux-arm64']);
  });
});

describe('holdall init', () => {
  it('writes a spec that builds', async () => {
    const folder = tempFolder();
    const { status, out } = await holdall(['init', 'My first'], { cwd: folder });
    expect(status).toBe(0);
    expect(out).toContain('Next: holdall build');
    const report = await buildReport([join(folder, 'My first/spec.json'), '--target', 'linux-x64']);
    expect(report).toMatchObject({ name: 'my-first', parts: ['gallery', 'dataset', 'files'], warnings: [] });
  });

  it('writes over nothing', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'planets.csv'), 'mine');
    const { status, err } = await holdall(['init', folder]);
    expect(status).toBe(2);
    expect(err).toContain('planets.csv is there already. Name an empty folder, or remove the file.');
    expect(pathsBelow(folder)).toEqual(['planets.csv']);
    expect(readFileSync(join(folder, 'planets.csv'), 'utf8')).toBe('mine');
  });
});

describe('holdall', () => {
  it('prints the schema that is checked in', async () => {
    const { out } = await holdall(['schema']);
    expect(out).toBe(readFileSync('schema/holdall.schema.json', 'utf8'));
  });

  it('prints its version and its help', async () => {
    expect((await holdall(['--version'])).out).toBe(
      `${JSON.parse(readFileSync('package.json', 'utf8')).version}\n`,
    );
    const { status, out } = await holdall(['--help']);
    expect(status).toBe(0);
    for (const command of ['build', 'check', 'init', 'schema']) expect(out).toContain(command);
  });
});
