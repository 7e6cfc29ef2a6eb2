import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { ImageSetIndex, PublishedImages } from '../../src/image/index-file.ts';
import { scene } from '../image/pictures.ts';
import { buildReport, holdall, pathsBelow, runProgram, writeFiles } from '../support/holdall.ts';
import { tempFolder } from '../support/temp.ts';

/** A spec with one image set of these pictures. */
async function specOf(
  set: object,
  pictures: Record<string, Uint8Array | string>,
  changes: object = {},
): Promise<string> {
  const folder = writeFiles(tempFolder(), {
    'spec.json': {
      name: 'shop',
      version: '1',
      targets: ['linux-x64'],
      images: { pens: { from: 'pens/**', ...set } },
      ...changes,
    },
    ...Object.fromEntries(Object.entries(pictures).map(([path, bytes]) => [`pens/${path}`, bytes])),
  });
  return join(folder, 'spec.json');
}

const png = (seed: number, width = 480) =>
  scene(seed)
    .png()
    .toBuffer()
    .then((bytes) => sharp(bytes).resize(width).png().toBuffer());

const webp = { encode: { format: 'webp' } };
const thumb = [{ resize: { width: 50 } }, webp];

/** The index of the set, and what is in the folder of the set, out of a built executable. */
async function packedOf(executable = ''): Promise<{ index: ImageSetIndex; files: string[]; folder: string }> {
  const folder = tempFolder();
  const { status, err } = await runProgram(executable, ['extract', 'images/**', '--to', folder]);
  expect(err).toBe('');
  expect(status).toBe(0);
  const index = JSON.parse(readFileSync(join(folder, 'images/pens.json'), 'utf8'));
  return { index, files: pathsBelow(join(folder, 'images')), folder: join(folder, 'images') };
}

describe('variants', () => {
  it('are packed beside their picture, and known in the index', async () => {
    const spec = await specOf(
      { steps: [{ resize: { width: 300 } }, webp], variants: { thumb, plain: [{ grayscale: {} }] } },
      { 'red.png': await png(1), 'deep/blue.png': await png(2) },
    );
    const report = await buildReport([spec, '--cache', tempFolder()]);
    expect(report.worked.pictures).toBe(2);
    const { index, files, folder } = await packedOf(report.executables[0]?.address);
    expect(files).toEqual([
      'pens.json',
      'pens.stats.ndjson',
      'pens/deep/blue.plain.png',
      'pens/deep/blue.thumb.webp',
      'pens/deep/blue.webp',
      'pens/red.plain.png',
      'pens/red.thumb.webp',
      'pens/red.webp',
    ]);
    const red = index.images.find(({ file }) => file === 'red.webp');
    expect(red).toMatchObject({
      source: 'pens/red.png',
      width: 300,
      height: 200,
      format: 'webp',
      widthBefore: 480,
      heightBefore: 320,
      formatBefore: 'png',
      orientation: 1,
      dominant: expect.stringMatching(/^#[0-9a-f]{6}$/),
      thumbhash: expect.stringMatching(/^[A-Za-z0-9+/]{20,40}=*$/),
      perceptualHash: expect.stringMatching(/^[0-9a-f]{16}$/),
      variants: {
        thumb: { file: 'red.thumb.webp', width: 50, height: 33, format: 'webp' },
        plain: { file: 'red.plain.png', width: 300, height: 200, format: 'png' },
      },
    });
    const bytes = readFileSync(join(folder, 'pens/red.thumb.webp'));
    expect(red?.variants?.['thumb']?.size).toBe(bytes.length);
    expect((await sharp(bytes).metadata()).width).toBe(50);
    expect(report.images[0]?.bytes).toBe(
      files
        .filter((file) => file.startsWith('pens/'))
        .reduce((sum, file) => sum + readFileSync(join(folder, file)).length, 0),
    );

    const statistics = readFileSync(join(folder, 'pens.stats.ndjson'), 'utf8').trim().split('\n');
    expect(statistics.map((line) => JSON.parse(line).file)).toEqual(index.images.map(({ file }) => file));
    expect(JSON.parse(statistics[0] ?? '').channels[0].histogram).toHaveLength(256);
  });

  it('leave the facts of their picture as they are', async () => {
    const pictures = { 'red.png': await png(3) };
    const facts = async (set: object) => {
      const report = await buildReport([await specOf(set, pictures)]);
      const { index, folder } = await packedOf(report.executables[0]?.address);
      const { variants: _, ...image } = index.images[0] ?? { file: '' };
      return [image, readFileSync(join(folder, 'pens.stats.ndjson'), 'utf8')];
    };
    const alone = await facts({ steps: [webp] });
    expect(await facts({ steps: [webp], variants: { thumb } })).toEqual(alone);
  });

  it('that would take the place of another picture are an error of the spec', async () => {
    const spec = await specOf(
      { variants: { thumb } },
      { 'red.png': await png(1), 'red.thumb.webp': await png(2) },
    );
    const { status, err } = await holdall(['build', spec]);
    expect(err).toContain(
      'pens/red.png and pens/red.thumb.webp would both be packed as pens/red.thumb.webp.',
    );
    expect(status).toBe(2);
  });

  it('are made anew when their steps change, and come out of the cache when they do not', async () => {
    const pictures = { 'red.png': await png(4), 'blue.png': await png(5) };
    const cache = tempFolder();
    const worked = async (set: object) =>
      (await buildReport([await specOf(set, pictures), '--cache', cache])).worked.pictures;
    expect(await worked({ variants: { thumb } })).toBe(2);
    expect(await worked({ variants: { thumb } })).toBe(0);
    expect(await worked({ variants: { thumb: [{ resize: { width: 51 } }] } })).toBe(2);
    expect(await worked({ variants: { thumb }, limits: { seconds: 20 } })).toBe(0);
    expect(await worked({ variants: { thumb }, limits: { megapixels: 1 } })).toBe(2);
    expect(await worked({ variants: { small: thumb } })).toBe(2);
  });
});

describe('a picture that cannot be processed', () => {
  const why = 'This is not a picture that can be processed: it looks like text.';
  const pictures = async () => ({
    'a.png': await png(1),
    'bad.jpg': 'not a picture',
    'worse.jpg': 'nor this',
  });

  it.each([{}, { onError: 'fail' }])('fails the build, with all others, %o', async (set) => {
    const { status, err } = await holdall(['build', await specOf(set, await pictures())]);
    expect(err).toContain('2 pictures cannot be processed:');
    expect(err).toContain(`pens/bad.jpg: ${why}`);
    expect(err).toContain(`pens/worse.jpg: ${why}`);
    expect(status).toBe(1);
  });

  it('is left out where the spec says so, and told', async () => {
    const spec = await specOf({ onError: 'skip', variants: { thumb } }, await pictures());
    const { status, out } = await holdall(['build', spec]);
    expect(status).toBe(0);
    expect(out).toContain(`pens/bad.jpg (left out): ${why}`);
    const report = await buildReport([spec]);
    expect(report.images[0]).toMatchObject({
      pictures: 3,
      bad: [
        { source: 'pens/bad.jpg', outcome: 'left out', message: expect.stringContaining(why) },
        { source: 'pens/worse.jpg', outcome: 'left out' },
      ],
    });
    const { index, files } = await packedOf(report.executables[0]?.address);
    expect(index.images.map(({ file }) => file)).toEqual(['a.png']);
    expect(files).not.toContain('pens/bad.jpg');
  });

  it('is packed as it is where the spec says so', async () => {
    const bad = (await png(1)).subarray(0, 3000);
    const spec = await specOf(
      { onError: 'original', steps: [webp], variants: { thumb } },
      { 'a.png': await png(1), 'cut.png': bad },
    );
    const report = await buildReport([spec]);
    expect(report.images[0]?.bad).toMatchObject([{ source: 'pens/cut.png', outcome: 'packed as it is' }]);
    const { index, folder } = await packedOf(report.executables[0]?.address);
    expect(readFileSync(join(folder, 'pens/cut.png'))).toEqual(bad);
    const cut = index.images.find(({ file }) => file === 'cut.png');
    expect(cut).toMatchObject({
      width: 480,
      height: 320,
      size: 3000,
      problem: expect.stringContaining('cut off'),
    });
    expect(cut).not.toHaveProperty('dominant');
  });
});

describe('watermarks', () => {
  const steps = [{ watermark: { picture: 'marks/logo.png', opacity: 1, scale: 0.5 } }];

  it('are fetched like sources, and are part of what a result is known by', async () => {
    const cache = tempFolder();
    const spec = await specOf({ steps }, { 'a.png': await png(1) });
    const build = async (mark: Uint8Array) => {
      writeFiles(join(spec, '..'), { 'marks/logo.png': mark });
      const report = await buildReport([spec, '--cache', cache, '--replace']);
      return [
        report.worked.pictures,
        (await packedOf(report.executables[0]?.address)).index.images[0]?.sha256,
      ];
    };
    const [first, sha256] = await build(await png(7, 60));
    expect(first).toBe(1);
    expect(await build(await png(7, 60))).toEqual([0, sha256]);
    const [again, other] = await build(await png(8, 60));
    expect(again).toBe(1);
    expect(other).not.toBe(sha256);
  });

  it('that are not there are an error where the spec names them', async () => {
    const spec = await specOf({ steps }, { 'a.png': await png(1) });
    const { status, err } = await holdall(['build', spec]);
    expect(err).toMatch(/spec\.json:\d+:\d+: There is no .*marks\/logo\.png\./);
    expect(status).toBe(2);
  });

  it('that are no pictures fail every picture that needs them', async () => {
    const spec = await specOf({ steps }, { 'a.png': await png(1) });
    writeFiles(join(spec, '..'), { 'marks/logo.png': 'no picture' });
    const { status, err } = await holdall(['build', spec]);
    expect(err).toContain('marks/logo.png: This is not a picture that can be processed');
    expect(status).toBe(1);
  });
});

describe('limits', () => {
  it.each<[string, object, string[], NodeJS.ProcessEnv, string]>([
    ['of the spec', { limits: { megapixels: 0.1 } }, [], {}, 'over the limit of 0.1 megapixels'],
    [
      'of the command line',
      {},
      ['--image-limits', 'megapixels=0.12'],
      {},
      'over the limit of 0.12 megapixels',
    ],
    [
      'of the environment',
      {},
      [],
      { HOLDALL_IMAGE_LIMITS: 'megapixels=0.11' },
      'over the limit of 0.11 megapixels',
    ],
    [
      'of the one who runs it, over higher ones of the spec,',
      { limits: { megapixels: 10 } },
      ['--image-limits', 'megapixels=0.12'],
      {},
      'over the limit of 0.12 megapixels',
    ],
  ])('%s hold', async (_, set, args, env, message) => {
    const { status, err } = await holdall(['build', await specOf(set, { 'a.png': await png(1) }), ...args], {
      env,
    });
    expect(err).toContain(message);
    expect(status).toBe(1);
  });

  it('that are none are wrong usage', async () => {
    const { status, err } = await holdall(['build', 'spec.json', '--image-limits', 'pixels=3']);
    expect(err).toContain('"pixels" is no limit.');
    expect(status).toBe(2);
  });
});

describe('near duplicates', () => {
  it('are in the index and counted in the report', async () => {
    const spec = await specOf(
      {},
      { 'a.png': await png(1), 'b.png': await png(2), 'c.png': await png(1, 200), 'd.png': await png(3) },
    );
    const report = await buildReport([spec]);
    expect(report.images[0]?.nearDuplicates).toBe(2);
    const { index } = await packedOf(report.executables[0]?.address);
    expect(index.nearDuplicates.map(({ images }) => images.map(({ file }) => file))).toEqual([
      ['a.png', 'c.png'],
    ]);
  });
});

describe('published data', () => {
  const dataOf = (spec: string) => join(spec, '../out/shop/1/data');
  const publish = { to: 'out/', data: true };

  it('is the pictures as they are packed, and all that is known of them', async () => {
    const spec = await specOf(
      { variants: { thumb } },
      { 'a.png': await png(1), 'b.png': await png(2) },
      { publish },
    );
    const report = await buildReport([spec]);
    const data = dataOf(spec);
    expect(pathsBelow(data)).toEqual([
      'images.json',
      'images/pens/a.png',
      'images/pens/a.thumb.webp',
      'images/pens/b.png',
      'images/pens/b.thumb.webp',
    ]);
    expect(report.data).toMatchObject({ address: `${data}/`, files: 5, uploaded: 5 });
    const images: PublishedImages = JSON.parse(readFileSync(join(data, 'images.json'), 'utf8'));
    const { index } = await packedOf(report.executables[0]?.address);
    const [set] = images.sets;
    expect(set?.images.map(({ channels: _, ...image }) => image)).toEqual(index.images);
    expect(set?.nearDuplicates).toEqual(index.nearDuplicates);
    expect(set?.images[0]?.channels.map(({ name }) => name)).toEqual(['red', 'green', 'blue']);
    const manifest = JSON.parse(readFileSync(join(data, '../manifest.json'), 'utf8'));
    expect(manifest.data.map(({ path }: { path: string }) => path)).toEqual(pathsBelow(data));

    expect(await buildReport([spec])).toMatchObject({ status: 'unchanged', data: { files: 5, uploaded: 0 } });
  });

  it('follows when the spec asks for it later, or when a file of it is lost', async () => {
    const set = { steps: [webp] };
    const spec = await specOf(set, { 'a.png': await png(1) }, { publish: { to: 'out/' } });
    expect(await buildReport([spec])).toMatchObject({ status: 'published', data: null });
    const text = readFileSync(spec, 'utf8');
    writeFileSync(spec, text.replace('"to": "out/"', '"to": "out/", "data": true'));
    const later = await buildReport([spec]);
    expect(later).toMatchObject({
      status: 'published',
      data: { uploaded: 2 },
      executables: [{ uploaded: false }],
    });
    rmSync(join(dataOf(spec), 'images/pens/a.webp'));
    expect(await buildReport([spec])).toMatchObject({ status: 'published', data: { uploaded: 1 } });
    expect(pathsBelow(dataOf(spec))).toEqual(['images.json', 'images/pens/a.webp']);
  });

  it('of content that was replaced goes away', async () => {
    const spec = await specOf({}, { 'a.png': await png(1), 'b.png': await png(2) }, { publish });
    await buildReport([spec]);
    rmSync(join(spec, '../pens/b.png'));
    await buildReport([spec, '--replace']);
    expect(pathsBelow(dataOf(spec))).toEqual(['images.json', 'images/pens/a.png']);
  });
});
