import type { Exif, Sharp } from 'sharp';
import { UserError } from '../base/error.ts';
import { formatNumber } from '../base/format.ts';
import type { Picture } from './apply.ts';
import { imageEngine } from './engine.ts';
import { checkSide, type ImageFormat, imageFormats } from './formats.ts';
import type { SourceImage } from './source.ts';
import { defaultQuality, type EncodeOptions, encode } from './step/encode.ts';
import { finished, type Work } from './work.ts';

/** How a picture is written. */
export interface WriteOptions extends EncodeOptions {
  format: ImageFormat;
  maxBytes?: number | undefined;
  /** Milliseconds of each frame, and how often they are shown; 0 is for ever. */
  delay?: number[] | undefined;
  loop?: number | undefined;
  exif?: Exif | undefined;
}

/** A picture that was written. */
export interface Written {
  data: Buffer;
  format: ImageFormat;
  width: number;
  height: number;
  frames: number;
}

/** The lowest quality that is tried for `maxBytes`: below it, pictures are not worth their bytes. */
const lowestQuality = 10;

/** Writes a picture in a format: all of its frames where that can move, else the first. */
export async function write(picture: Picture, options: WriteOptions, work: Work): Promise<Written> {
  const { format, maxBytes } = options;
  const frames = imageFormats[format].animated ? picture.frames : picture.frames.slice(0, 1);
  const [{ width, height }] = picture.frames;
  checkSide({ width, height }, format, work.name);
  const all = { ...picture, frames };
  const data =
    maxBytes === undefined
      ? await bytesOf(all, options, work)
      : await withinBytes(maxBytes, options, work, (quality) => bytesOf(all, { ...options, quality }, work));
  return { data, format, width, height, frames: frames.length };
}

/**
 * Writes what comes out of a pipeline that has neither transparency nor frames: in one go, without
 * its pixels in between.
 */
export async function writeThrough(
  { pipeline, gray }: { pipeline: Sharp; gray: boolean },
  { format, ...options }: WriteOptions,
  source: SourceImage,
  work: Work,
): Promise<Written> {
  const out = encode(gray ? pipeline.toColourspace('b-w') : pipeline, format, options);
  const toBuffer = (encoded: Sharp) => encoded.toBuffer({ resolveWithObject: true });
  const { data, info } = await finished(out, work, toBuffer, source);
  return { data, format, width: info.width, height: info.height, frames: 1 };
}

async function bytesOf(
  { frames, gray, bilevel }: Omit<Picture, 'frames'> & { frames: Picture['frames'][number][] },
  { format, delay, loop, exif, maxBytes: _, ...options }: WriteOptions,
  work: Work,
): Promise<Buffer> {
  const sharp = await imageEngine();
  const [first] = frames;
  if (!first) throw new Error('a picture has a frame');
  const { width, height, channels } = first;
  const moves = frames.length > 1;
  const data = moves ? Buffer.concat(frames.map((frame) => frame.data)) : first.data;
  const raw = { width, height: height * frames.length, channels, ...(moves && { pageHeight: height }) };
  let pipeline = sharp(data, { raw, limitInputPixels: false });
  if (gray) pipeline = pipeline.toColourspace('b-w');
  if (exif) pipeline = pipeline.withExif(exif);
  const animation = moves ? { ...(delay && { delay }), ...(loop !== undefined && { loop }) } : {};
  pipeline = encode(pipeline, format, options, { bilevel, ...animation });
  return finished(pipeline, work, (encoded) => encoded.toBuffer());
}

/** The best quality, by bisection, of a file that has at most so many bytes. */
async function withinBytes(
  most: number,
  { format, quality = defaultQuality[format] ?? 100 }: WriteOptions,
  { name }: Work,
  bytesAt: (quality: number) => Promise<Buffer>,
): Promise<Buffer> {
  const best = await bytesAt(quality);
  if (best.length <= most) return best;
  let low = Math.min(lowestQuality, quality);
  let fitting = low === quality ? best : await bytesAt(low);
  if (fitting.length > most) {
    throw new UserError(
      `The ${imageFormats[format].title} picture has ${formatNumber(fitting.length)} bytes at quality ${low}, over its "maxBytes" of ${formatNumber(most)}.`,
      { hint: 'Add a resize step before, or allow more bytes.', at: { file: name } },
    );
  }
  for (let high = quality; high - low > 1; ) {
    const middle = Math.floor((low + high) / 2);
    const bytes = await bytesAt(middle);
    if (bytes.length <= most) [low, fitting] = [middle, bytes];
    else high = middle;
  }
  return fitting;
}
