import type { Exif, Metadata } from 'sharp';
import { z } from 'zod';
import { type ImageFormat, imageFormats } from '../formats.ts';
import { type ExifDirectory, readExif } from './exif.ts';

/** The options of `metadata`. */
export const metadataSchema = z
  .strictObject({
    keep: z
      .enum(['nothing', 'copyright', 'all'])
      .default('nothing')
      .describe(
        'nothing: as without this step. copyright: the copyright and the artist. ' +
          'all: also the title, camera, lens, exposure, software and dates.',
      ),
    gps: z
      .boolean()
      .default(false)
      .describe('Also keep the place where the picture was taken. Default: false.'),
  })
  .meta({
    description:
      'Keeps EXIF fields of the source that would else be left out. For JPEG, PNG, WebP and AVIF; ' +
      'anywhere before encode. Letters beyond ASCII are written in ASCII.',
  });

export type MetadataOptions = z.infer<typeof metadataSchema>;

type Tags = { [Directory in ExifDirectory]?: Record<number, string> };

const copyright: Tags = { IFD0: { 315: 'Artist', 33432: 'Copyright' } };

const all: Tags = {
  IFD0: {
    ...copyright.IFD0,
    270: 'ImageDescription',
    271: 'Make',
    272: 'Model',
    305: 'Software',
    306: 'DateTime',
  },
  IFD2: {
    33434: 'ExposureTime',
    33437: 'FNumber',
    34850: 'ExposureProgram',
    34855: 'ISOSpeedRatings',
    36867: 'DateTimeOriginal',
    36868: 'DateTimeDigitized',
    37377: 'ShutterSpeedValue',
    37378: 'ApertureValue',
    37380: 'ExposureBiasValue',
    37381: 'MaxApertureValue',
    37383: 'MeteringMode',
    37384: 'LightSource',
    37385: 'Flash',
    37386: 'FocalLength',
    41987: 'WhiteBalance',
    41988: 'DigitalZoomRatio',
    41989: 'FocalLengthIn35mmFilm',
    42035: 'LensMake',
    42036: 'LensModel',
  },
};

const gpsFields: Tags = {
  IFD3: {
    1: 'GPSLatitudeRef',
    2: 'GPSLatitude',
    3: 'GPSLongitudeRef',
    4: 'GPSLongitude',
    5: 'GPSAltitudeRef',
    6: 'GPSAltitude',
    7: 'GPSTimeStamp',
    16: 'GPSImgDirectionRef',
    17: 'GPSImgDirection',
    29: 'GPSDateStamp',
  },
};

const formats: ImageFormat[] = ['jpeg', 'png', 'webp', 'avif'];

/**
 * What is kept of a picture's EXIF in a format, for sharp; undefined where that is nothing. That a
 * format cannot hold it is a warning.
 */
export function keptExif(
  { exif: block }: Metadata,
  { keep, gps }: MetadataOptions,
  format: ImageFormat,
  warnings: Set<string>,
): Exif | undefined {
  if (!block || (keep === 'nothing' && !gps)) return undefined;
  const wanted: Tags = {
    ...(keep === 'all' ? all : keep === 'copyright' ? copyright : {}),
    ...(gps && gpsFields),
  };
  const fields = readExif(block);
  const kept: Exif = {};
  for (const directory of ['IFD0', 'IFD2', 'IFD3'] as const) {
    for (const { tag, value } of fields[directory]) {
      const name = wanted[directory]?.[tag];
      if (name) kept[directory] = { ...kept[directory], [name]: value };
    }
  }
  if (Object.keys(kept).length === 0) return undefined;
  if (formats.includes(format)) return kept;
  warnings.add(`No metadata is kept: ${imageFormats[format].title} pictures have no EXIF here.`);
  return undefined;
}
