import { posix } from 'node:path';
import type { Sharp } from 'sharp';
import { UserError } from '../base/error.ts';
import { imageEngine } from './engine.ts';
import { type CameraFacts, cameraFacts } from './facts/camera.ts';
import { type PixelFacts, pixelFacts } from './facts/pixels.ts';
import { type ImageFormat, imageFormats } from './formats.ts';
import { checkPixels, decoded, type ImageLimits, readImage, type SourceImage } from './source.ts';
import { encode } from './step/encode.ts';
import type { Operation, Size } from './step/operation.ts';
import { type ImageSteps, operationsOf, outputFormat } from './steps.ts';

/** How `processImage` goes about it. */
export interface ProcessImageOptions {
  /** The picture's path as the user knows it, for its extension and for messages. Default: the file. */
  name?: string;
  limits?: ImageLimits;
  signal?: AbortSignal;
}

/** What is made of a picture: its own steps, and the steps of each variant, which go on from these. */
export interface PicturePlan {
  steps: ImageSteps;
  variants?: Record<string, ImageSteps>;
}

/** One picture that was made. */
export interface ImageOutput extends Size {
  /** The variant's name; undefined for the picture itself. */
  variant?: string;
  data: Buffer;
  format: ImageFormat;
  frames: number;
}

/** A picture as it is packed, and what it was before. */
export interface ProcessedImage {
  /** The picture itself, then its variants in the order of the plan. */
  outputs: [ImageOutput, ...ImageOutput[]];
  /** Width and height are those of the upright picture, `size` is its bytes. */
  before: Size & { format: ImageFormat; size: number; frames: number };
  camera: CameraFacts;
  /** Of the picture itself as it is packed; of its first frame. */
  facts: PixelFacts;
  /** What was done otherwise than asked, in sentences. */
  warnings: string[];
}

/**
 * Puts a picture file through the steps. The result is upright, in sRGB and without metadata; the
 * same picture and steps give the same bytes. A picture without steps that is so already is passed
 * on as it is, after it was decoded once to see that it can be. Every fault of the picture is a
 * `UserError` with its name as the place.
 */
export async function processImage(
  file: string,
  { steps, variants = {} }: PicturePlan,
  options: ProcessImageOptions = {},
): Promise<ProcessedImage> {
  const { name = file, limits, signal } = options;
  signal?.throwIfAborted();
  const source = await readImage(file, name, { limits, signal });
  const own = await branch(source, steps, name, limits, signal);
  const outputs: ProcessedImage['outputs'] = [own];
  for (const [variant, more] of Object.entries(variants))
    outputs.push({
      variant,
      ...(await branch(source, [...steps.filter((step) => !step.encode), ...more], name, limits, signal)),
    });
  const { data, info } = await decoded(
    source,
    (await imageEngine())(own.data).raw().toBuffer({ resolveWithObject: true }),
  );
  return {
    outputs,
    before: { ...source.size, format: source.format, size: source.bytes.length, frames: 1 },
    camera: cameraFacts(source.metadata),
    facts: await pixelFacts({ data, width: info.width, height: info.height, channels: info.channels }),
    warnings: [],
  };
}

async function branch(
  source: SourceImage,
  steps: ImageSteps,
  name: string,
  limits: ImageLimits | undefined,
  signal: AbortSignal | undefined,
): Promise<ImageOutput> {
  const format = outputFormat(steps, posix.extname(name));
  const operations = operationsOf(steps);
  checkResult(source.size, operations, format, name, limits);
  signal?.throwIfAborted();
  if (steps.length === 0 && isReady(source, format)) {
    await decode(source);
    signal?.throwIfAborted();
    return { data: source.bytes, ...source.size, format, frames: 1 };
  }
  const pipeline = encode(await applyAll(operations, source, signal), format, steps.at(-1)?.encode);
  const { data, info } = await decoded(source, pipeline.toBuffer({ resolveWithObject: true }));
  signal?.throwIfAborted();
  return { data, width: info.width, height: info.height, format, frames: 1 };
}

/** Refuses, before any work is done, what would come out too large. */
function checkResult(
  source: Size,
  operations: Operation[],
  format: ImageFormat,
  name: string,
  limits: ImageLimits | undefined,
): void {
  let size = source;
  for (const operation of operations) {
    size = operation.size(size);
    checkPixels(size, name, limits, true);
  }
  const { title, maxSide } = imageFormats[format];
  if (Math.max(size.width, size.height) <= maxSide) return;
  throw new UserError(
    `The picture would be ${size.width} x ${size.height} pixels, and a ${title} picture has at most ${maxSide} a side.`,
    { hint: 'Add a resize step, or choose another format.', at: { file: name } },
  );
}

/** Whether a picture is already all that `processImage` promises. */
function isReady({ format, metadata }: SourceImage, wanted: ImageFormat): boolean {
  const { orientation = 1, icc, exif, xmp, iptc, comments, space } = metadata;
  const plain = !icc && !exif && !xmp && !iptc && !comments?.length;
  return format === wanted && orientation === 1 && plain && space !== 'cmyk' && space !== 'lab';
}

/** Decodes a whole picture and lets go of it; in one channel, to be small. */
async function decode(source: SourceImage): Promise<void> {
  const sharp = await imageEngine();
  const pipeline = sharp(source.bytes, source.decoding).toColourspace('b-w').raw();
  await decoded(source, pipeline.toBuffer());
}

/**
 * sharp works through one pipeline in an order of its own, and takes each operation once. So the
 * steps are cut into as many pipelines as their order needs, which hand on plain pixels; one is
 * enough for most.
 */
async function applyAll(
  operations: Operation[],
  source: SourceImage,
  signal: AbortSignal | undefined,
): Promise<Sharp> {
  const sharp = await imageEngine();
  let pipeline = sharp(source.bytes, source.decoding);
  // sharp brings pictures of 8 bits to sRGB by itself, and of 16 bits only to Display P3.
  if (source.metadata.icc && source.metadata.depth === 'ushort') {
    pipeline = pipeline.withIccProfile('srgb', { attach: false });
  }
  let place = 0;
  for (const operation of operations) {
    if (operation.place !== undefined && operation.place <= place) {
      const { data, info } = await decoded(source, pipeline.raw().toBuffer({ resolveWithObject: true }));
      signal?.throwIfAborted();
      // Not all of info: its "premultiplied" tells of the way there, and these pixels are not.
      const { width, height, channels } = info;
      pipeline = sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
    }
    place = operation.place ?? place;
    pipeline = operation.apply(pipeline);
  }
  return pipeline;
}
