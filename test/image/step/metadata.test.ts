import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { type ExifDirectory, readExif } from '../../../src/image/step/exif.ts';
import { fileOf, problemsOf, processed, quarters, stepsOf } from '../pictures.ts';

const exif = {
  IFD0: {
    Copyright: '(C) 2026 Jo Miller',
    Artist: 'Jo',
    Make: 'Canon',
    Model: 'Canon EOS R5',
    ImageDescription: 'A red pen',
  },
  IFD2: {
    ExposureTime: '1/125',
    FNumber: '28/10',
    DateTimeOriginal: '2026:11:21 10:00:00',
    UserComment: 'secret',
  },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '51/1 30/1 0/1',
    GPSLongitudeRef: 'W',
    GPSLongitude: '0/1 7/1 39/1',
  },
};
const camera = () => quarters().withExif(exif).withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>').jpeg();

const tags: Record<ExifDirectory, Record<number, string>> = {
  IFD0: { 270: 'title', 271: 'make', 272: 'model', 315: 'artist', 33432: 'copyright' },
  IFD2: { 33434: 'exposure', 33437: 'aperture', 36867: 'taken', 37510: 'comment' },
  IFD3: { 1: 'north', 2: 'latitude', 3: 'east', 4: 'longitude' },
};

/** What of it is in a picture. */
async function known(picture: Buffer): Promise<Record<string, string>> {
  const { exif: block } = await sharp(picture).metadata();
  const fields = readExif(block ?? Buffer.alloc(0));
  return Object.fromEntries(
    (['IFD0', 'IFD2', 'IFD3'] as const).flatMap((directory) =>
      fields[directory].flatMap(({ tag, value }) => {
        const name = tags[directory][tag];
        return name ? [[name, value]] : [];
      }),
    ),
  );
}

const copyright = { copyright: '(C) 2026 Jo Miller', artist: 'Jo' };
const all = {
  ...copyright,
  make: 'Canon',
  model: 'Canon EOS R5',
  title: 'A red pen',
  exposure: '1/125',
  aperture: '28/10',
  taken: '2026:11:21 10:00:00',
};
const place = { north: 'N', latitude: '51/1 30/1 0/1', east: 'W', longitude: '0/1 7/1 39/1' };

test('the source has it all', async () => {
  expect(await known(await camera().toBuffer())).toMatchObject({ ...all, ...place });
});

describe.each(['jpeg', 'png', 'webp', 'avif'] as const)('in %s', (format) => {
  test.each([
    [{}, {}],
    [{ keep: 'nothing' }, {}],
    [{ keep: 'copyright' }, copyright],
    [{ keep: 'all' }, all],
    [
      { keep: 'copyright', gps: true },
      { ...copyright, ...place },
    ],
    [
      { keep: 'all', gps: true },
      { ...all, ...place },
    ],
    [{ gps: true }, place],
  ] as const)('%j', async (metadata, expected) => {
    const file = await fileOf('a.jpg', camera());
    const made = await processed(
      file,
      stepsOf({ metadata }, { resize: { width: 48 } }, { encode: { format } }),
    );
    expect(await known(made.data)).toEqual(expected);
    const { xmp, icc } = await sharp(made.data).metadata();
    expect({ xmp, icc }).toEqual({});
    expect(made.warnings).toEqual([]);
  });
});

test('the orientation is not kept: it is baked in', async () => {
  const file = await fileOf('a.jpg', quarters().withMetadata({ orientation: 6 }).withExif(exif).jpeg());
  const made = await processed(file, stepsOf({ metadata: { keep: 'all' } }));
  expect((await sharp(made.data).metadata()).orientation ?? 1).toBe(1);
});

test.each(['gif', 'tiff'] as const)('a %s cannot hold it, and says so', async (format) => {
  const file = await fileOf('a.jpg', camera());
  const made = await processed(file, stepsOf({ metadata: { keep: 'all' } }, { encode: { format } }));
  expect(made.warnings).toEqual([`No metadata is kept: ${format.toUpperCase()} pictures have no EXIF here.`]);
  expect((await sharp(made.data).metadata()).exif).toBeUndefined();
});

test('two steps are refused', () => {
  expect(problemsOf({ metadata: { keep: 'all' } }, { flip: {} }, { metadata: {} })).toEqual([
    ['2/metadata', 'There is a metadata step before; say all that is kept in one.'],
  ]);
});

test('a damaged block is read as far as it can be, and never past its end', async () => {
  const { exif: block = Buffer.alloc(0) } = await camera()
    .toBuffer()
    .then((bytes) => sharp(bytes).metadata());
  for (let length = 0; length < block.length; length += 7) {
    expect(() => readExif(block.subarray(0, length))).not.toThrow();
  }
  for (let at = 6; at < block.length; at += 3) {
    const altered = Buffer.from(block);
    altered[at] = 0xff;
    expect(() => readExif(altered)).not.toThrow();
  }
});
