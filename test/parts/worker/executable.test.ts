import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPlace } from '../../../src/parts/worker/place.ts';
import { settingsOf } from '../../../src/parts/worker/settings.ts';
import type { Manifest } from '../../../src/payload/manifest.ts';
import { openPayload } from '../../../src/payload/read.ts';
import { buildReport, pathsBelow, picture, runProgram, writeFiles } from '../../support/holdall.ts';
import { itNeeds } from '../../support/needs.ts';
import { tempFolder } from '../../support/temp.ts';

/** A program that runs Windows programs, such as Wine: `HOLDALL_WINE PROGRAM.exe ARG...`. */
const wine = process.env['HOLDALL_WINE'] ?? '';
const itWine = itNeeds('HOLDALL_WINE, a program that runs Windows executables', wine !== '');

const images = { presets: { thumb: [{ resize: { width: 200 } }] }, default: 'thumb' };

/** Builds a spec that has a worker and nothing else. */
async function build(worker: object, ...targets: string[]) {
  const folder = tempFolder();
  const spec = { name: 'lab', version: '1', targets, parts: { worker } };
  writeFiles(folder, { 'spec.json': spec });
  const report = await buildReport([join(folder, 'spec.json')]);
  const files = report.executables.map(({ address }) => address);
  return { folder, report, file: files[0] ?? '', files };
}

function inside(file: string): { paths: string[]; manifest: Manifest } {
  const payload = openPayload(file);
  const manifest = JSON.parse(payload.readSync('manifest.json').toString());
  payload.close();
  return { paths: [...payload.files.keys()], manifest };
}

const isProgramFile = (path: string) => /\.(cjs|node|dll|so[\d.]*)$/.test(path);

describe('an executable that works on pictures', () => {
  let built: Awaited<ReturnType<typeof build>>;
  beforeAll(async () => {
    built = await build({ images }, 'linux-x64', 'windows-x64');
  });

  it('carries the code for it, and the libraries of its target alone', () => {
    const code = ['app/main.cjs', 'app/parts/worker.cjs'];
    const bundles = ['aws', 'numbers-thread', 'pictures-thread', 'pictures'].map(
      (name) => `app/parts/worker/${name}.cjs`,
    );
    const libraries = built.files.map((file) =>
      inside(file)
        .paths.filter(isProgramFile)
        .map((path) => path.replace(/\d+(\.\d+)+/, 'N')),
    );
    expect(libraries).toEqual([
      [
        ...code,
        ...bundles,
        'native/sharp-libvips-linux-x64/lib/libvips-cpp.so.N',
        'native/sharp-linux-x64/lib/sharp-linux-x64-N.node',
      ],
      [
        ...code,
        ...bundles,
        'native/sharp-win32-x64/lib/libvips-42.dll',
        'native/sharp-win32-x64/lib/libvips-cpp-N.dll',
        'native/sharp-win32-x64/lib/sharp-win32-x64-N.node',
      ],
    ]);
    for (const file of built.files) expect(inside(file).paths.filter(isLicence)).not.toEqual([]);
  });

  it('is of one content for all targets, and lists what it holds', () => {
    const manifests = built.files.map((file) => inside(file).manifest);
    expect(manifests.map(({ content }) => content)).toEqual([built.report.content, built.report.content]);
    for (const file of built.files) {
      const { paths, manifest } = inside(file);
      expect(['manifest.json', ...manifest.files.map(({ path }) => path)]).toEqual(paths);
    }
  });

  it('is of the day of its spec when it is made of no sources', () => {
    const { mtime } = statSync(join(built.folder, 'spec.json'));
    expect(inside(built.file).manifest.date).toBe(mtime.toISOString().slice(0, 10));
  });

  it('makes a picture, by libraries that it puts where they find each other', async () => {
    const cache = tempFolder();
    const run = () => runProgram(built.file, ['--selftest'], { env: { HOLDALL_CACHE: cache } });
    for (const time of ['first', 'second'])
      expect({ time, ...(await run()) }).toMatchObject({
        status: 0,
        out: expect.stringMatching(/^selftest: ok/),
      });
    const [hash = ''] = readdirSync(cache);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(pathsBelow(join(cache, hash)).filter((path) => /\.(node|so)/.test(path))).toHaveLength(2);
  });

  it('says so when a library is not what was packed', async () => {
    const bytes = readFileSync(built.file);
    // The manifest, which names it too, is deflated: this is the head of the file itself.
    const at = bytes.indexOf('native/sharp-linux-x64/lib/') + 1000;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    const damaged = join(tempFolder(), 'lab');
    writeFileSync(damaged, bytes, { mode: 0o755 });
    const env = { HOLDALL_CACHE: tempFolder() };
    const { status, err } = await runProgram(damaged, ['--selftest'], { env });
    expect(status).toBe(1);
    expect(err).toMatch(
      /native\/sharp-linux-x64\/lib\/[^ ]+\.node inside it was altered\. Download it again/,
    );
  });

  it('gives back no program when its data are extracted', async () => {
    const to = tempFolder();
    expect(await runProgram(built.file, ['extract', '--to', to])).toMatchObject({ status: 0 });
    expect(pathsBelow(to)).toEqual(['manifest.json']);
  });

  it('does the jobs of a queue: pictures, lists, and lists that are long', async () => {
    const data = tempFolder();
    await handIn(data);
    const end = await runProgram(built.file, [...work, '--data', data], {
      env: { HOLDALL_CACHE: tempFolder() },
    });
    expect(end).toMatchObject({ status: 0 });
    expect(await answersIn(data)).toEqual(expected);
  });

  itWine('does the same on Windows', async () => {
    const exe = built.files[1] ?? '';
    expect(await runProgram(wine, [exe, '--selftest'])).toMatchObject({
      status: 0,
      out: expect.stringContaining('selftest: ok'),
    });
    const data = tempFolder();
    await handIn(data);
    expect(await runProgram(wine, [exe, ...work, '--data', `Z:\\host${data}`])).toMatchObject({ status: 0 });
    expect(await answersIn(data)).toEqual(expected);
  });
});

describe('an executable that works on numbers', () => {
  it('carries no library, and works', async () => {
    const { file } = await build({}, 'linux-x64');
    const { paths } = inside(file);
    expect(paths.filter((path) => path.startsWith('native/') || path.includes('pictures'))).toEqual([]);
    expect(await runProgram(file, ['--selftest'])).toMatchObject({ status: 0 });
  });
});

const work = ['worker', 'run', '--local', '--until-empty'];

/** Jobs by their ids. */
const jobs = {
  list: '1,5,22',
  // Long enough for the thread.
  long: Array.from({ length: 30_000 }, (_, index) => index).join(),
  picture: 'red.png',
  // Its pixels are gone over in JavaScript, and a font is looked for.
  marked: JSON.stringify({
    kind: 'image',
    name: 'red.png',
    steps: [{ watermark: { text: 'mine' } }, { encode: { format: 'webp' } }],
  }),
  missing: 'blue.png',
};

const expected = {
  width: 200,
  list: expect.stringContaining('The list median is : 5'),
  long: expect.stringContaining('The list maximum is : 29999'),
  picture: 'red.png',
  marked: expect.stringContaining('"width":400'),
  missing: expect.stringMatching(/^\?Error\. There is no picture/),
};

/** The queues and the bucket that the program has in a folder of this machine. */
async function placeIn(data: string) {
  const spec = { incoming: 'images/unprocessed/', outgoing: 'images/processed/', numbers: true };
  return openPlace(settingsOf(spec, { local: true }, data, {}));
}

async function handIn(data: string): Promise<void> {
  const place = await placeIn(data);
  await place.incoming().write('red.png', await picture('png', 400));
  await place.requests.send(Object.entries(jobs).map(([id, body]) => ({ body, attributes: { id } })));
  place.close();
}

/** All answers by the ids of their jobs, and how wide the picture has become. */
async function answersIn(data: string) {
  const place = await placeIn(data);
  const answers = await place.replies.receive({ max: 10, waitSeconds: 0, visibilitySeconds: 60 });
  const { width } = await sharp(await buffer(await place.outgoing().read('red.png'))).metadata();
  place.close();
  return { width, ...Object.fromEntries(answers.map(({ attributes, body }) => [attributes['id'], body])) };
}

const isLicence = (path: string) => /^native\/.*\/LICENSE/.test(path);
