import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { layoutSchema } from '../../src/form/layout/types.ts';
import { paperForm } from '../support/paper-form.ts';
import { startS3, type TestS3 } from '../support/s3.ts';
import { tempFolder } from '../support/temp.ts';
import { runAction } from './runner.ts';

let s3: TestS3;
beforeAll(async () => {
  s3 = await startS3({ buckets: ['specs', 'out'], setEnv: false });
});
afterAll(() => s3.stop());

it('builds a form from bucket to bucket, and tells where the picture of its fields is', async () => {
  await s3.put(
    'specs',
    'club/spec.json',
    JSON.stringify({
      name: 'club',
      version: '1',
      targets: ['linux-x64'],
      forms: { registration: { from: 'registration.png' } },
      parts: { form: { answers: { to: 's3://answers/club' } } },
      publish: { to: 's3://out/' },
    }),
  );
  await s3.put('specs', 'club/registration.png', await paperForm());
  // In a folder without packages around it: all of them come out of the toolchain.
  const folder = tempFolder();
  cpSync('dist', join(folder, 'dist'), { recursive: true });
  cpSync('package.json', join(folder, 'package.json'));
  const { status, results, summary, err, out } = await runAction(
    { spec: 's3://specs/club/spec.json' },
    { env: s3.env, action: join(folder, 'dist/index.js') },
  );
  expect(`${err}${status === 0 ? '' : out}`).toBe('');
  expect(results).toMatchObject([
    {
      status: 'published',
      forms: [{ name: 'registration', pages: 1, found: true }],
      worked: { forms: 1 },
      parts: ['form'],
    },
  ]);
  expect(summary).toContain('- `registration`: 1 page, ');
  expect(summary).toContain(
    '- `registration`, the fields that were found: page 1: `s3://out/club/1/data/forms/registration-1.png`; `s3://out/club/1/data/forms/registration.layout.json`',
  );
  expect(summary).toContain('holdall form edit registration.layout.json');
  expect(await s3.keys('out')).toEqual([
    'club/1/checksums.txt',
    'club/1/club-1-linux-x64',
    'club/1/data/forms/registration-1.png',
    'club/1/data/forms/registration.layout.json',
    'club/1/index.html',
    'club/1/manifest.json',
    'club/latest.json',
  ]);
  const layout = await s3.get('out', 'club/1/data/forms/registration.layout.json');
  const { from, fields } = layoutSchema.parse(JSON.parse(layout.toString()));
  expect(from).toEqual(['registration.png']);
  expect(fields.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['comb', 'choice', 'table']));
});
