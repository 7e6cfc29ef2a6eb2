import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startS3, type TestS3 } from '../../../support/s3.ts';
import { tempFolder } from '../../../support/temp.ts';
import { packWorkerApp, type WorkerApp } from '../../../support/worker-commands.ts';

let app: WorkerApp;
let server: TestS3;
beforeAll(async () => {
  app = await packWorkerApp();
  server = await startS3({ buckets: ['lab'] });
});
afterAll(() => server.stop());

/** A bucket, and a folder of this machine in its place. */
const places: [title: string, options: () => string[]][] = [
  ['a bucket', () => ['--requests', 'jobs', '--bucket', `s3://lab/${Math.random()}/`]],
  ['this machine', () => ['--data', tempFolder()]],
];

describe.each(places)('pictures in %s', (_, optionsOf) => {
  const options = optionsOf();
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await app.run([...args, ...options], server.env);
    return { code, stdout, stderr };
  };
  const files = tempFolder();
  const picture = join(files, 'a b.png');
  writeFileSync(picture, 'picture');

  it('are uploaded, listed and downloaded', async () => {
    expect(await run('list', 'incoming')).toEqual({ code: 0, stdout: '', stderr: '' });
    writeFileSync(join(files, 'two.jpg'), 'two');
    const uploaded = await run('upload', picture, join(files, 'two.jpg'));
    expect(uploaded).toMatchObject({ code: 0, stderr: 'a b.png\ntwo.jpg\n' });
    expect(uploaded.stdout).toMatch(/^Uploaded 2 pictures to .*\/images\/unprocessed\/\.\n$/);
    const { stdout } = await run('list', 'incoming');
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { name: 'a b.png', size: 7, modified: expect.stringMatching(/^\d{4}-.*Z$/) },
      { name: 'two.jpg', size: 3, modified: expect.any(String) },
    ]);
    expect(JSON.parse((await run('list', 'incoming', '--json')).stdout)).toHaveLength(2);
    expect((await run('list', 'incoming', '--format', 'table')).stdout).toMatch(
      /^name +size +modified\na b.png +7 B +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\n/,
    );
    expect((await run('list', 'outgoing')).stdout).toBe('');

    const to = join(tempFolder(), 'deep/er');
    const downloaded = await run('download', 'a b.png', 'two.jpg', '--from', 'incoming', '--to', to);
    expect(downloaded).toMatchObject({ code: 0, stdout: `Downloaded 2 pictures to ${to}.\n` });
    expect(readFileSync(join(to, 'a b.png'), 'utf8')).toBe('picture');
    expect(readdirSync(to).sort()).toEqual(['a b.png', 'two.jpg']);
  });

  it('are replaced by --force alone', async () => {
    writeFileSync(picture, 'another');
    const refused = await run('upload', picture);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /^error: .*a b\.png is there already\. Replace it with --force, or rename the file\.\n$/,
    );
    expect((await run('upload', '--force', picture)).code).toBe(0);

    const to = tempFolder();
    writeFileSync(join(to, 'a b.png'), 'mine');
    const download = ['download', 'a b.png', '--from', 'incoming', '--to', to];
    expect(await run(...download)).toEqual({
      code: 1,
      stdout: '',
      stderr: `error: ${to}/a b.png is there already. Replace it with --force, or name another folder with --to.\n`,
    });
    expect(readFileSync(join(to, 'a b.png'), 'utf8')).toBe('mine');
    expect((await run(...download, '--force')).code).toBe(0);
    expect(readFileSync(join(to, 'a b.png'), 'utf8')).toBe('another');
  });

  it('are not uploaded where something is wrong with one of them', async () => {
    const other = join(tempFolder(), 'a b.png');
    writeFileSync(other, 'other');
    const fails = async (...args: string[]) => {
      const { code, stderr } = await run('upload', ...args);
      return `${code} ${stderr}`;
    };
    expect(await fails(picture, other)).toBe(
      `2 error: ${picture} and ${other} would both be a b.png in the bucket. Upload them apart, or rename one.\n`,
    );
    expect(await fails(join(files, 'none.png'))).toBe(
      `1 error: The file ${files}/none.png cannot be read (ENOENT). Check its name.\n`,
    );
    expect(await fails(files)).toMatch(/^2 error: .* is not a file\. Name the pictures in it/);
    writeFileSync(join(files, 'notes.txt'), '');
    expect(await fails(join(files, 'notes.txt'))).toContain(
      'A picture with the extension .txt cannot be processed.',
    );
    writeFileSync(join(files, 'back\\slash.png'), '');
    expect(await fails(join(files, 'back\\slash.png'))).toMatch(
      /^2 error: "back\\\\slash.png" has a backslash; names are apart by slashes\. Rename the file\.\n$/,
    );
  });

  it('do not get out of the folder that they are downloaded to', async () => {
    const to = tempFolder();
    const fails = async (name: string) => {
      const { code, stderr } = await run('download', name, '--from', 'incoming', '--to', to);
      return `${code} ${stderr}`;
    };
    expect(await fails('../x.png')).toBe('2 error: "../x.png" leads out of the incoming place.\n');
    expect(await fails('/etc/passwd')).toMatch(/^2 error: "\/etc\/passwd" is an absolute path/);
    expect(await fails('a:b.png')).toMatch(
      /^2 error: "a:b\.png" is an absolute path|^2 error: "a:b\.png" cannot be/,
    );
    expect(await fails('none.png')).toMatch(
      /^1 error: There is no picture .*none\.png\. "worker list" shows those that there are\.\n$/,
    );
  });

  it('are in one of two places', async () => {
    expect(await run('list', 'incomming')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: There is no place "incomming". Did you mean "incoming"?\n',
    });
    expect((await run('download', 'x.png', '--from', 'here')).stderr).toMatch(/There is no place "here"/);
  });
});

it('a link in the folder is not followed', async () => {
  const data = tempFolder();
  const deep = join(data, 'worker/bucket/images/processed/link');
  mkdirSync(deep, { recursive: true });
  writeFileSync(join(deep, 'a.png'), 'picture');
  const [to, outside] = [tempFolder(), tempFolder()];
  symlinkSync(outside, join(to, 'link'));
  const { code, stderr } = await app.run(['download', 'link/a.png', '--to', to, '--data', data]);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `error: ${to}/link is a link, which may lead out of ${to}. Name another folder with --to.\n`,
  });
  expect(readdirSync(outside)).toEqual([]);
  // In a folder of its own it is fetched, with the folder that it lies in.
  const other = tempFolder();
  expect((await app.run(['download', 'link/a.png', '--to', other, '--data', data])).code).toBe(0);
  expect(readFileSync(join(other, 'link/a.png'), 'utf8')).toBe('picture');
});

it('without a bucket there are no pictures', async () => {
  const { code, stderr } = await app.run(['list', 'incoming', '--requests', 'jobs'], server.env);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr:
      'error: No bucket is named, and pictures lie in one. Name it with --bucket, in HOLDALL_BUCKET, or in the spec: s3://BUCKET/.\n',
  });
});
