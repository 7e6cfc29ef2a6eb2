import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { scene } from '../image/pictures.ts';
import { type FaultProxy, s3ErrorAnswer, startFaultProxy } from '../support/fault-proxy.ts';
import { buildReport, holdall, pathsBelow, writeFiles } from '../support/holdall.ts';
import { startS3, type TestS3 } from '../support/s3.ts';
import { tempFolder } from '../support/temp.ts';

let s3: TestS3;
let proxy: FaultProxy;

beforeAll(async () => {
  s3 = await startS3({ buckets: ['specs', 'out'] });
  proxy = await startFaultProxy(s3.endpoint);
});
afterAll(async () => {
  await proxy.stop();
  await s3.stop();
});
beforeEach(() => proxy.script());

const env = () => ({ ...s3.env, AWS_ENDPOINT_URL: proxy.url });

/** A spec with three pictures and a watermark, in a bucket. */
async function upload(prefix: string, set: object = {}, publish: object = {}): Promise<string> {
  const place = writeFiles(tempFolder(), {
    'spec.json': {
      name: 'shop',
      version: '1',
      targets: ['linux-x64'],
      images: { pens: { from: 'pens/*', ...set } },
      publish: { to: `s3://out/${prefix}/`, ...publish },
    },
    'pens/a.png': await scene(1).png().toBuffer(),
    'pens/b.png': await scene(2).png().toBuffer(),
    'pens/c.png': await scene(3).png().toBuffer(),
    'mark.png': await scene(4, 40, 20).png().toBuffer(),
  });
  for (const path of pathsBelow(place))
    await s3.put('specs', `${prefix}/${path}`, readFileSync(join(place, path)));
  return `s3://specs/${prefix}/spec.json`;
}

/** The keys of what was downloaded out of a bucket, and of what was asked for by HEAD. */
const seen = (method: string, bucket: string) =>
  proxy.requests
    .filter((request) => request.method === method && request.path.startsWith(`/${bucket}/`))
    .map(({ path }) => decodeURIComponent(new URL(path, proxy.url).pathname).slice(bucket.length + 2))
    .filter((key) => key !== '');

describe('pictures of a bucket', () => {
  const steps = [{ resize: { width: 100 } }, { encode: { format: 'webp' } }];
  const variants = { thumb: [{ resize: { width: 20 } }] };

  it('that have not changed are not downloaded, whatever was made of them', async () => {
    const cache = tempFolder();
    const spec = await upload('unchanged', { steps, variants }, { data: true });
    const first = await buildReport([spec, '--cache', cache], { env: env() });
    expect(first.worked.pictures).toBe(3);
    expect(seen('GET', 'specs').filter((key) => key.endsWith('.png'))).toHaveLength(3);
    expect(await s3.keys('out', 'unchanged/shop/1/data/')).toEqual(
      [
        'images.json',
        ...['a', 'b', 'c'].flatMap((name) => [`images/pens/${name}.thumb.png`, `images/pens/${name}.webp`]),
      ].map((path) => `unchanged/shop/1/data/${path}`),
    );

    proxy.script();
    const again = await buildReport([spec, '--cache', cache], { env: env() });
    expect(again).toMatchObject({ status: 'unchanged', worked: { pictures: 0 }, sources: { downloaded: 0 } });
    expect(seen('GET', 'specs')).toEqual(['unchanged/spec.json']);
    expect(seen('GET', 'out').filter((key) => !key.endsWith('.json'))).toEqual([]);
    expect(seen('PUT', 'out').filter((key) => !key.includes('write-test'))).toEqual([]);
  });

  it('that changed are downloaded, and no others', async () => {
    const cache = tempFolder();
    const spec = await upload('one', { steps });
    await buildReport([spec, '--cache', cache], { env: env() });
    await s3.put('specs', 'one/pens/b.png', await scene(9).png().toBuffer());
    proxy.script();
    const next = await buildReport([spec, '--cache', cache, '--replace'], { env: env() });
    expect(next.worked.pictures).toBe(1);
    expect(seen('GET', 'specs')).toEqual(['one/spec.json', 'one/pens/b.png']);
  });

  it('whose steps changed are downloaded once more', async () => {
    const cache = tempFolder();
    await buildReport([await upload('steps', { steps }), '--cache', cache], { env: env() });
    proxy.script();
    const next = await buildReport(
      [await upload('steps', { steps, variants }), '--cache', cache, '--replace'],
      {
        env: env(),
      },
    );
    expect(next.worked.pictures).toBe(3);
    expect(seen('GET', 'specs').filter((key) => key.endsWith('.png'))).toHaveLength(3);
  });
});

describe('a picture that cannot be fetched', () => {
  it('fails the build, even where bad pictures are left out', async () => {
    const cache = tempFolder();
    const spec = await upload('lost', { onError: 'skip' });
    await buildReport([spec, '--cache', cache], { env: env() });
    // Known by its ETag by now, so that it is fetched while pictures are processed.
    const other = await upload('lost', { onError: 'skip', steps: [{ grayscale: {} }] });
    proxy.script(({ method, path }) =>
      method === 'GET' && path.includes('pens/b.png') ? s3ErrorAnswer(403, 'AccessDenied', 'No.') : undefined,
    );
    const { status, err } = await holdall(['build', other, '--cache', cache, '--replace'], { env: env() });
    expect(err).toContain('b.png');
    expect(status).toBe(1);
  });
});

describe('publishing data to a bucket', () => {
  it('that fails leaves nothing behind', async () => {
    const spec = await upload('broken', {}, { data: true });
    proxy.script(({ method, path }) =>
      method === 'PUT' && path.includes('data/images/pens/b.png')
        ? s3ErrorAnswer(403, 'AccessDenied', 'No.')
        : undefined,
    );
    const { status, err } = await holdall(['build', spec], { env: env() });
    expect(err).toContain('b.png');
    expect(status).toBe(1);
    expect(await s3.keys('out', 'broken/')).toEqual([]);
  });
});
