import { open, readFile, stat } from 'node:fs/promises';
import type { Metadata, SharpOptions } from 'sharp';
import { codeOf, messageOf, UserError } from '../base/error.ts';
import { imageEngine } from './engine.ts';
import { formatOfName, type ImageFormat, imageFormats } from './formats.ts';
import { checkPixels, type ImageLimits } from './limits.ts';
import { headLength, sniff } from './sniff.ts';
import type { Size } from './step/operation.ts';

/** A picture that was read and whose header was looked at; its pixels are not decoded yet. */
export interface SourceImage {
  /** Its path as the user knows it. */
  name: string;
  /** For sharp: its file, or all of its bytes. */
  input: string | Buffer;
  /** In bytes. */
  fileSize: number;
  /** Reads all of its bytes. */
  bytes(): Promise<Buffer>;
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
 * The formats that libvips reads from a file bit by bit. Of others it maps the file into memory,
 * where the whole program would end when somebody cuts the file off meanwhile; and an SVG that knows
 * its place could name its neighbours.
 */
const streamed: ImageFormat[] = ['jpeg', 'png', 'tiff'];

/**
 * Looks at a picture, of a file or all of its bytes, and checks its header. `UserError`s for all that
 * is wrong with it: no such file, a folder, unreadable, empty, not a picture, a damaged header, too
 * many pixels.
 */
export async function readImage(
  picture: string | Buffer,
  name: string,
  options: { limits?: ImageLimits | undefined; signal?: AbortSignal | undefined } = {},
): Promise<SourceImage> {
  const fail: Fail = (message, hint, cause) =>
    new UserError(message, { at: { file: name }, ...(hint && { hint }), cause });

  const named = formatOfName(name);
  const { head, size } = await readable(fail, options.signal, () => readHead(picture, fail, options.signal));
  const sniffed = sniff(head);
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
  const bytes = async () =>
    typeof picture === 'string'
      ? readable(fail, options.signal, () => readFile(picture, { signal: options.signal }))
      : picture;
  // Behind a last bracket, libvips would look for options in a path.
  const isStreamed = typeof picture === 'string' && streamed.includes(format) && !picture.endsWith(']');
  const input = isStreamed ? picture : await bytes();
  const sharp = await imageEngine();
  // The limit is checked below, where its message can say more.
  const decoding: SharpOptions = { failOn: 'error', limitInputPixels: false, autoOrient: true };
  const metadata = await sharp(input, decoding)
    .metadata()
    .catch((thrown: unknown) => {
      throw damaged({ name, format }, thrown);
    });
  checkPixels(metadata, name, options.limits);
  const frames = imageFormats[format].animated ? (metadata.pages ?? 1) : 1;
  return {
    name,
    input,
    fileSize: size,
    bytes,
    format,
    size: metadata.autoOrient,
    frames,
    metadata,
    decoding,
  };
}

type Fail = (message: string, hint?: string, cause?: unknown) => UserError;

/** A picture's first bytes, for `sniff`, and how many it has in all. */
async function readHead(
  file: string | Buffer,
  fail: Fail,
  signal: AbortSignal | undefined,
): Promise<{ head: Buffer; size: number }> {
  if (typeof file !== 'string') {
    if (file.length === 0) throw empty(fail);
    return { head: file.subarray(0, headLength), size: file.length };
  }
  const stats = await stat(file);
  if (stats.isDirectory()) throw fail('This is a folder, not a picture.');
  if (!stats.isFile()) throw fail('This is not a regular file.');
  if (stats.size > mostBytes) {
    throw fail(`The file has ${Math.round(stats.size / 2 ** 20)} MB, and a picture may have 512.`);
  }
  signal?.throwIfAborted();
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headLength), 0, headLength, 0);
    if (bytesRead === 0) throw empty(fail);
    return { head: buffer.subarray(0, bytesRead), size: stats.size };
  } finally {
    await handle.close();
  }
}

function empty(fail: Fail): UserError {
  return fail('The picture is empty: the file has 0 bytes.');
}

/** What reading a file gives; a `UserError` where the system does not let it be read. */
async function readable<Result>(
  fail: Fail,
  signal: AbortSignal | undefined,
  reading: () => Promise<Result>,
): Promise<Result> {
  try {
    return await reading();
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
