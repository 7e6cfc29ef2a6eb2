import { readFile, stat } from 'node:fs/promises';
import type { Metadata, SharpOptions } from 'sharp';
import { codeOf, messageOf, UserError } from '../base/error.ts';
import { imageEngine } from './engine.ts';
import { formatOfName, type ImageFormat, imageFormats } from './formats.ts';
import { checkPixels, type ImageLimits } from './limits.ts';
import { sniff } from './sniff.ts';
import type { Size } from './step/operation.ts';

/** A picture that was read and whose header was looked at; its pixels are not decoded yet. */
export interface SourceImage {
  /** Its path as the user knows it. */
  name: string;
  bytes: Buffer;
  /** What it is by its bytes. */
  format: ImageFormat;
  /** Upright: with the orientation applied that the camera has noted. */
  size: Size;
  /** How many, of an animation; 1 for all else. */
  frames: number;
  metadata: Metadata;
  /** How sharp is to decode it. */
  decoding: SharpOptions;
}

/** A picture file larger than this is no picture that the limit on pixels would let through. */
const mostBytes = 512 * 1024 * 1024;

/**
 * Reads a picture and checks its header. `UserError`s for all that is wrong with it: no such file,
 * a folder, unreadable, empty, not a picture, a damaged header, too many pixels.
 */
export async function readImage(
  file: string,
  name: string,
  options: { limits?: ImageLimits | undefined; signal?: AbortSignal | undefined } = {},
): Promise<SourceImage> {
  const fail = (message: string, hint?: string, cause?: unknown) =>
    new UserError(message, { at: { file: name }, ...(hint && { hint }), cause });

  const named = formatOfName(name);
  const bytes = await readBytes(file, fail, options.signal);
  const sniffed = sniff(bytes);
  if ('looksLike' in sniffed) {
    throw fail(
      `This is not a picture that can be processed: it looks like ${sniffed.looksLike}.`,
      'Leave it out of the image set, or put the right file in its place.',
    );
  }

  const { format } = sniffed;
  if (named === 'svg' && format !== 'svg') {
    const { title, extensions } = imageFormats[format];
    throw fail(`The file is called .svg and is a ${title} picture.`, `Rename it to ${extensions[0]}.`);
  }
  const sharp = await imageEngine();
  // The limit is checked below, where its message can say more.
  const decoding: SharpOptions = { failOn: 'error', limitInputPixels: false, autoOrient: true };
  const metadata = await sharp(bytes, decoding)
    .metadata()
    .catch((thrown: unknown) => {
      throw damaged({ name, format }, thrown);
    });
  checkPixels(metadata, name, options.limits);
  const frames = imageFormats[format].animated ? (metadata.pages ?? 1) : 1;
  return { name, bytes, format, size: metadata.autoOrient, frames, metadata, decoding };
}

async function readBytes(
  file: string,
  fail: (message: string, hint?: string, cause?: unknown) => UserError,
  signal: AbortSignal | undefined,
): Promise<Buffer> {
  try {
    const stats = await stat(file);
    if (stats.isDirectory()) throw fail('This is a folder, not a picture.');
    if (!stats.isFile()) throw fail('This is not a regular file.');
    if (stats.size > mostBytes) {
      throw fail(`The file has ${Math.round(stats.size / 2 ** 20)} MB, and a picture may have 512.`);
    }
    const bytes = await readFile(file, { signal });
    if (bytes.length === 0) throw fail('The picture is empty: the file has 0 bytes.');
    return bytes;
  } catch (thrown) {
    if (signal?.aborted) throw signal.reason;
    const code = codeOf(thrown);
    if (code === 'ENOENT') throw fail('There is no such picture.', undefined, thrown);
    if (code === 'EACCES' || code === 'EPERM') {
      throw fail('The picture cannot be read: permission denied.', undefined, thrown);
    }
    if (code?.startsWith('E')) {
      throw fail(`The picture cannot be read (${messageOf(thrown)}).`, undefined, thrown);
    }
    throw thrown;
  }
}

/** The error of a picture that sharp cannot decode. */
export function damaged({ name, format }: Pick<SourceImage, 'name' | 'format'>, thrown: unknown): UserError {
  // libvips collects what went wrong line by line; the first line is the cause.
  const [detail = ''] = messageOf(thrown)
    .replace(/^Input (buffer|file) (has corrupt header: |contains )?/, '')
    .split('\n');
  return new UserError(
    `The ${imageFormats[format].title} picture is cut off or damaged and cannot be decoded (${detail.trim()}).`,
    { hint: 'Copy it again from where it came from.', at: { file: name }, cause: thrown },
  );
}
