import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import type { Hono } from 'hono';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromBuffer } from 'yauzl';
import { createServer } from '../../../src/app/server/server.tsx';
import { whyUnsafeName } from '../../../src/base/names.ts';
import { attachment } from '../../../src/parts/download.ts';
import { openCatalogue } from '../../../src/parts/gallery/catalogue/catalogue.ts';
import { entryNames } from '../../../src/parts/gallery/zip/names.ts';
import { zipOf } from '../../../src/parts/gallery/zip/stream.ts';
import { memoryPayload } from '../../support/memory-payload.ts';
import { hasCommand, itNeeds } from '../../support/needs.ts';
import { tempFolder } from '../../support/temp.ts';
import { openGalleryApp } from './pictures.ts';

const ODD = ['50%+#1?.png', 'sub/ünïcödé ☃.png', 'con.png', 'A.png', 'a.png', 'quo"te\'s.png', '鉛筆.png'];
let server: Hono;

beforeAll(async () => {
  server = createServer(
    await openGalleryApp({ pens: ODD.map((file) => ({ file })), more: [{ file: 'a.png' }] }),
  );
});

const imageOf = (file: string, size: number) => ({
  ...{ file, source: '', width: 1, height: 1, format: 'png', size, sha256: '' },
});

/** A payload with a set `a` of these pictures. */
function payloadOf(images: ReturnType<typeof imageOf>[], files: Record<string, string | Buffer> = {}) {
  return memoryPayload({
    ...files,
    'images/a.json': JSON.stringify({ name: 'a', images, nearDuplicates: [] }),
  });
}

/** The names in a ZIP, its entries read to their ends, by a reader that checks what it reads. */
async function entriesOf(zip: Buffer): Promise<Map<string, Buffer>> {
  const file = await new Promise<import('yauzl').ZipFile>((done, failed) =>
    fromBuffer(zip, { lazyEntries: true, strictFileNames: true }, (error, opened) =>
      error ? failed(error) : done(opened),
    ),
  );
  const entries = new Map<string, Buffer>();
  const ended = once(file, 'end');
  file.on('entry', (entry) =>
    file.openReadStream(entry, async (error, stream) => {
      if (error) throw error;
      entries.set(entry.fileName, await buffer(stream));
      file.readEntry();
    }),
  );
  file.readEntry();
  await ended;
  return entries;
}

const body = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('the ZIP of pictures', () => {
  it('holds what a filter picks, under safe names, in the size that it says beforehand', async () => {
    const response = await server.request('/gallery/zip?set=pens');
    const zip = await body(response);
    expect(response.headers.get('content-length')).toBe(String(zip.length));
    expect(response.headers.get('content-type')).toBe('application/zip');
    expect(response.headers.get('content-disposition')).toContain('filename="stationer-pens.zip"');
    const entries = await entriesOf(zip);
    expect([...entries.keys()]).toEqual([
      '50%+#1-.png',
      'sub/ünïcödé ☃.png',
      'x-con.png',
      'A.png',
      'a (2).png',
      "quo-te's.png",
      '鉛筆.png',
    ]);
    for (const [at, bytes] of [...entries.values()].entries())
      expect(bytes).toEqual(
        await body(await server.request(`/images/pens~${encodeURIComponent(ODD[at] ?? '')}`)),
      );
  });

  it('has a folder for each set where there are several', async () => {
    const entries = await entriesOf(await body(await server.request('/gallery/zip?name=a.png')));
    expect([...entries.keys()]).toEqual(['pens/A.png', 'pens/a (2).png', 'more/a.png']);
  });

  it('holds the pictures that a form names, each once', async () => {
    const form = new URLSearchParams([
      ['id', 'more~a.png'],
      ['id', 'pens~鉛筆.png'],
      ['id', 'more~a.png'],
    ]);
    const response = await server.request('/gallery/zip', { method: 'POST', body: form });
    expect([...(await entriesOf(await body(response))).keys()]).toEqual(['more/a.png', 'pens/鉛筆.png']);
    const none = await server.request('/gallery/zip', { method: 'POST', body: new URLSearchParams() });
    expect([none.status, await none.text()]).toEqual([
      400,
      expect.stringContaining('No picture is selected'),
    ]);
    const wrong = await server.request('/gallery/zip', {
      method: 'POST',
      body: new URLSearchParams({ id: 'more~b.png' }),
    });
    expect([wrong.status, await wrong.text()]).toEqual([404, expect.stringContaining('more~a.png')]);
  });

  it('tells its size without being sent', async () => {
    const response = await server.request('/gallery/zip', { method: 'HEAD' });
    expect(Number(response.headers.get('content-length'))).toBe(
      (await body(await server.request('/gallery/zip'))).length,
    );
  });

  it('has the size that it says with however many pictures', async () => {
    for (const count of [1, 500, 700, 900, 3000]) {
      const images = Array.from({ length: count }, (_, n) => imageOf(`some name ${n}.png`, 1));
      const files = images.map(({ file }): [string, string] => [`images/a/${file}`, 'x']);
      const payload = payloadOf(images, Object.fromEntries(files));
      const pictures = openCatalogue({ payload }, ['a'], count).pictures();
      const { size, stream } = zipOf(payload, pictures, '2026-11-21');
      const zip = await buffer(stream);
      expect([count, zip.length]).toEqual([count, size]);
      expect((await entriesOf(zip)).size).toBe(count);
    }
  });

  itNeeds('unzip', hasCommand('unzip', '-v'))('is whole for unzip', async () => {
    const file = join(tempFolder(), 'pictures.zip');
    writeFileSync(file, await body(await server.request('/gallery/zip')));
    expect(execFileSync('unzip', ['-t', file]).toString()).toContain('No errors detected');
  });
});

describe('a ZIP that is not taken', () => {
  const sizes = [3_000_000, 3_000_000, 3_000_000];
  const files = Object.fromEntries(sizes.map((size, n) => [`images/a/${n}.png`, Buffer.alloc(size, n)]));
  const images = sizes.map((size, n) => imageOf(`${n}.png`, size));
  const payload = payloadOf(images, files);
  const pictures = openCatalogue({ payload }, ['a'], 3).pictures();

  it('reads no picture before its turn, and none after it was given up', async () => {
    const opened: Readable[] = [];
    const slow = {
      ...payload,
      stream: (path: string) => {
        const stream = Readable.from(chunksOf(files[path] ?? Buffer.alloc(0)), { objectMode: false });
        opened.push(stream);
        return stream;
      },
    };
    const { stream } = zipOf(slow, pictures, '2026-11-21');
    await once(stream, 'readable');
    expect(opened).toHaveLength(1);
    const closed = opened[0] && once(opened[0], 'close');
    stream.destroy();
    await closed;
    expect([opened.length, opened[0]?.destroyed]).toEqual([1, true]);
  });

  it('fails as a whole where a picture is damaged', async () => {
    const damaged = {
      ...payload,
      stream: () =>
        new Readable({
          read() {
            this.destroy(new Error('CRC'));
          },
        }),
    };
    await expect(buffer(zipOf(damaged, pictures, '2026-11-21').stream)).rejects.toThrow('CRC');
  });
});

function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

it('names in a ZIP are safe on every system and never the same', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(
        fc
          .string({ minLength: 1, maxLength: 12, unit: 'binary' })
          .filter((name) => !/^\/|\/$|\/\//.test(name)),
        { maxLength: 20 },
      ),
      (list) => {
        const payload = payloadOf(list.map((file) => imageOf(file, 1)));
        const names = entryNames(openCatalogue({ payload }, ['a'], list.length).pictures());
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(list.length);
        for (const segment of names.flatMap((name) => name.split('/')))
          expect(whyUnsafeName(segment)).toBeUndefined();
      },
    ),
  );
});

it.each([
  ['red pen.webp', `attachment; filename="red pen.webp"; filename*=UTF-8''red%20pen.webp`],
  ['Stifté "1".png', `attachment; filename="Stifte _1_.png"; filename*=UTF-8''Stift%C3%A9%20%221%22.png`],
  ["it's (1)*.png", `attachment; filename="it's (1)*.png"; filename*=UTF-8''it%27s%20%281%29%2A.png`],
])('%s is saved under its name', (name, header) => {
  expect(attachment(name)).toBe(header);
});
