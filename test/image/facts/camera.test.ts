import exifReader from 'exif-reader';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { cameraFacts } from '../../../src/image/facts/camera.ts';
import { readExifText } from '../../../src/image/facts/exif.ts';

interface Noted {
  make?: string;
  model?: string;
  taken?: string;
  orientation?: number;
}

/** What sharp finds in a picture that has this noted. */
async function metadataOf({ make, model, taken, orientation }: Noted, format: 'jpeg' | 'webp' = 'jpeg') {
  const exif = {
    IFD0: { ...(make && { Make: make }), ...(model && { Model: model }) },
    IFD2: { ...(taken && { DateTimeOriginal: taken }) },
  };
  const picture = sharp({ create: { width: 4, height: 4, channels: 3, background: '#fff' } });
  const bytes = await picture
    .withMetadata(orientation ? { orientation } : {})
    .withExifMerge(exif)
    .toFormat(format)
    .toBuffer();
  return sharp(bytes).metadata();
}

describe('what a camera has noted', () => {
  it.each([
    ['Canon', 'Canon EOS R5', 'Canon EOS R5'],
    ['NIKON CORPORATION', 'NIKON D850', 'NIKON D850'],
    ['SONY', 'ILCE-7M4', 'SONY ILCE-7M4'],
    ['Canon', undefined, 'Canon'],
    [undefined, 'EOS R5', 'EOS R5'],
    ['HUAWEI', '  VOG-L29   ', 'HUAWEI VOG-L29'],
  ])('make %s and model %s are the camera %s', async (make, model, camera) => {
    const metadata = await metadataOf({ ...(make && { make }), ...(model && { model }) });
    expect(cameraFacts(metadata).camera).toBe(camera);
  });

  it.each([
    ['2026:11:21 10:00:00', '2026-11-21 10:00:00'],
    ['2024:02:29 23:59:59', '2024-02-29 23:59:59'],
    ['2026:02:29 10:00:00', undefined],
    ['0000:00:00 00:00:00', undefined],
    ['2026:11:21 25:00:00', undefined],
    ['yesterday', undefined],
  ])('the time %s is %s', async (taken, expected) => {
    expect(cameraFacts(await metadataOf({ taken })).taken).toBe(expected);
  });

  it.each(['jpeg', 'webp'] as const)('is read out of %s as exif-reader reads it', async (format) => {
    const noted = { make: 'Canon', model: 'Canon EOS R5', taken: '2026:11:21 10:00:00', orientation: 6 };
    const metadata = await metadataOf(noted, format);
    const { Image, Photo } = exifReader(metadata.exif ?? Buffer.alloc(0));
    const found = cameraFacts(metadata);
    expect(found).toEqual({ orientation: 6, taken: '2026-11-21 10:00:00', camera: Image?.Model });
    expect(Photo?.DateTimeOriginal).toEqual(new Date('2026-11-21T10:00:00Z'));
  });

  it('is nothing but the orientation where nothing is noted', async () => {
    const bytes = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    expect(cameraFacts(await sharp(bytes).metadata())).toEqual({ orientation: 1 });
  });

  it('counts as not noted where it is damaged, wherever that is', async () => {
    const { exif = Buffer.alloc(0) } = await metadataOf({
      make: 'Canon',
      model: 'Canon EOS R5',
      taken: '2026:11:21 10:00:00',
    });
    for (let length = 0; length < exif.length; length++) readExifText(exif.subarray(0, length));
    fc.assert(
      fc.property(
        fc.nat(exif.length - 1),
        fc.nat(255),
        fc.nat(exif.length - 1),
        fc.nat(255),
        (a, x, b, y) => {
          const damaged = Buffer.from(exif);
          damaged[a] = x;
          damaged[b] = y;
          for (const text of Object.values(readExifText(damaged))) expect(typeof text).toBe('string');
        },
      ),
    );
    expect(readExifText(Buffer.from('Exif\0\0nothing'))).toEqual({});
  });

  it('says the same in both orders of bytes', () => {
    const tiff = Buffer.alloc(40);
    tiff.write('MM\0*', 'latin1');
    tiff.writeUInt32BE(8, 4);
    tiff.writeUInt16BE(1, 8);
    tiff.writeUInt16BE(0x010f, 10);
    tiff.writeUInt16BE(2, 12);
    tiff.writeUInt32BE(6, 14);
    tiff.writeUInt32BE(26, 18);
    tiff.write('Leica\0', 26, 'latin1');
    expect(readExifText(tiff)).toEqual({ make: 'Leica' });
  });
});
