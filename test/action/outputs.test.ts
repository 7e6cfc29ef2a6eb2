import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { setOutputs } from '../../src/action/outputs.ts';
import type { Report } from '../../src/build/report.ts';
import { setEnvironment } from '../support/s3.ts';
import { tempFolder } from '../support/temp.ts';

let restore = () => {};
afterEach(() => restore());

it('a result that is longer than GitHub keeps goes without its lists of sources', () => {
  const file = join(tempFolder(), 'output');
  writeFileSync(file, '');
  restore = setEnvironment({ GITHUB_OUTPUT: file });
  const list = Array.from({ length: 20_000 }, (_, n) => ({
    path: `${n}.jpg`,
    size: n,
    etag: 'e'.repeat(32),
  }));
  const report: Report = {
    spec: 's3://specs/spec.json',
    name: 'large',
    title: 'large',
    version: '1',
    content: null,
    status: 'planned',
    output: 's3://out/large/1/',
    manifest: null,
    targets: [],
    executables: [],
    sources: { count: list.length, bytes: 1, downloaded: 0, list },
    images: [],
    tables: [],
    files: [],
    forms: [],
    data: null,
    worked: { pictures: 0, tables: false, forms: 0 },
    parts: [],
    warnings: [],
    stages: [],
  };
  setOutputs([report]);
  const [, result = ''] = /^result<<.*\n(.*)\n/.exec(readFileSync(file, 'utf8')) ?? [];
  expect(JSON.parse(result)).toMatchObject([{ name: 'large', sources: { count: 20_000, list: [] } }]);
});
