import { UserError } from '../base/error.ts';
import { applyToPicture, applyToSource, type Picture, release } from './apply.ts';
import { type Branch, branchOf, checkBranch, isReady, warnOfPages } from './branch.ts';
import { type CameraFacts, cameraFacts } from './facts/camera.ts';
import { type PixelFacts, pixelFacts } from './facts/pixels.ts';
import { type ImageFormat, imageFormats } from './formats.ts';
import { ORIGINAL } from './index-file.ts';
import { checkFrames, type ImageLimits } from './limits.ts';
import { pipelineThrough } from './piped.ts';
import type { Pixels } from './pixels.ts';
import { readImage, type SourceImage } from './source.ts';
import { flatten } from './step/flatten.ts';
import { keptExif } from './step/metadata.ts';
import type { Size } from './step/operation.ts';
import { encodeOf, type ImageSteps, metadataOf, operationsOf } from './steps.ts';
import { startWork, type Work } from './work.ts';
import { write, writeThrough } from './write.ts';

/** How `processImage` goes about it. */
export interface ProcessImageOptions {
  /** The picture's path as the user knows it, for its extension and for messages. Default: the file. */
  name?: string;
  limits?: ImageLimits;
  signal?: AbortSignal;
  /** The local file of a picture that the steps name (`assetsIn` lists them). */
  assets?: (name: string) => Promise<string>;
}

/**
 * What is made of a picture: its own steps, and the steps of each variant, which go on from these; those
 * of the variant `original` begin with the source.
 */
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

/** What was made of a picture, and what it was before. */
export interface MadeImage {
  /** The picture itself, then its variants in the order of the plan. */
  outputs: [ImageOutput, ...ImageOutput[]];
  /** Width and height are those of the upright picture, `size` is its bytes. */
  before: Size & { format: ImageFormat; size: number; frames: number };
  camera: CameraFacts;
  /** What was done otherwise than asked, in sentences. */
  warnings: string[];
}

/** A picture as it is packed. */
export interface ProcessedImage extends MadeImage {
  /** Of the pixels of the picture itself, as they go to its encoder; of its first frame. */
  facts: PixelFacts;
}

/** Puts a picture through the steps, as `makeImage` does, and measures what comes out. */
export async function processImage(
  file: string,
  plan: PicturePlan,
  options: ProcessImageOptions = {},
): Promise<ProcessedImage> {
  const measured: PixelFacts[] = [];
  const made = await makeImage(file, plan, options, async (pixels) => {
    measured.push(await pixelFacts(pixels));
  });
  const [facts] = measured;
  if (!facts) throw new Error('a picture has pixels');
  return { ...made, facts };
}

/**
 * Puts a picture through the steps: that of a file, or all of its bytes. The result is upright, in
 * sRGB and without metadata but for what a step keeps; the same picture and steps give the same bytes.
 * The picture is decoded once: its variants begin with the pixels that its own steps leave. A picture
 * without steps that is ready already is passed on as it is, after it was decoded once to see that it
 * can be. Every fault of the picture is a `UserError` with its name as the place.
 * @param look sees the pixels of the picture itself as they go to its encoder; left out, most pictures
 *   go from decoder to encoder in one pipeline
 */
export async function makeImage(
  picture: string | Buffer,
  { steps, variants = {} }: PicturePlan,
  options: ProcessImageOptions = {},
  look?: (pixels: Pixels) => Promise<void>,
): Promise<MadeImage> {
  const { limits = {}, signal, assets = noAssets } = options;
  const name = options.name ?? (typeof picture === 'string' ? picture : 'picture');
  signal?.throwIfAborted();
  const work = startWork({ name, limits, signal, assets });
  try {
    const source = await readImage(picture, name, { limits, signal });
    return await make(source, steps, Object.entries(variants), work, look);
  } catch (thrown) {
    if (!(thrown instanceof UserError) || thrown.at) throw thrown;
    const { message, hint } = thrown;
    throw new UserError(message, { ...(hint && { hint }), at: { file: name }, cause: thrown });
  }
}

async function make(
  source: SourceImage,
  steps: ImageSteps,
  variants: [name: string, steps: ImageSteps][],
  work: Work,
  look: ((pixels: Pixels) => Promise<void>) | undefined,
): Promise<MadeImage> {
  const common = steps.filter((step) => !step.encode);
  const own = branchOf(steps, work);
  const others = variants.map(([variant, more]) => ({
    variant,
    more: operationsOf(more),
    branch: branchOf(variant === ORIGINAL ? more : [...common, ...more], work),
  }));
  const branches = [own, ...others.map(({ branch }) => branch)];
  const moves = source.frames > 1 && branches.some(({ format }) => imageFormats[format].animated);
  if (moves) checkFrames(source.frames, work.name, work.limits);
  for (const branch of branches) checkBranch(source, branch, moves, work);
  warnOfPages(source, branches, work);

  const isAsItWas = ({ steps, format }: Branch) => steps.length === 0 && isReady(source, format);
  const made = (outputs: MadeImage['outputs']): MadeImage => ({
    outputs,
    before: { ...source.size, format: source.format, size: source.fileSize, frames: source.frames },
    camera: cameraFacts(source.metadata),
    warnings: [...work.warnings],
  });
  if (!look && variants.length === 0 && !moves && !isAsItWas(own)) {
    const straight = await writeStraight(source, own, work);
    if (straight) return made([straight]);
  }

  const base = await applyToSource(source, own.operations, moves, work);
  const ready = own.format === 'jpeg' ? await opaque(base, work) : base;
  const [written] = await Promise.all([
    isAsItWas(own) ? asItWas(source) : writeBranch(source, ready, own, work),
    look?.(ready.frames[0]),
  ]);
  const outputs: MadeImage['outputs'] = [written];
  const pictures = [base, ready];
  for (const { variant, more, branch } of others) {
    const isOriginal = variant === ORIGINAL;
    if (isOriginal && isAsItWas(branch)) {
      outputs.push({ variant, ...(await asItWas(source)) });
      continue;
    }
    const picture = isOriginal
      ? await applyToSource(source, more, moves, work)
      : await applyToPicture(base, more, work);
    const finished = branch.format === 'jpeg' ? await opaque(picture, work) : picture;
    outputs.push({ variant, ...(await writeBranch(source, finished, branch, work)) });
    pictures.push(finished);
  }
  for (const picture of pictures) release(picture);
  return made(outputs);
}

/** Writes a picture without its pixels in between, where that is possible. */
async function writeStraight(
  source: SourceImage,
  { steps, operations, format }: Branch,
  work: Work,
): Promise<ImageOutput | undefined> {
  const options = { ...encodeOf(steps), format };
  const exif = keptExif(source.metadata, metadataOf(steps), format, work.warnings);
  if (options.maxBytes !== undefined || exif) return undefined;
  const through = await pipelineThrough(source, operations);
  return through && writeThrough(through, options, source, work);
}

async function writeBranch(
  { metadata }: SourceImage,
  picture: Picture,
  { steps, format }: Branch,
  work: Work,
): Promise<ImageOutput> {
  const exif = keptExif(metadata, metadataOf(steps), format, work.warnings);
  const { delay, loop } = metadata;
  return write(picture, { ...encodeOf(steps), format, delay, loop, exif }, work);
}

async function asItWas({ bytes, size, format, frames }: SourceImage): Promise<ImageOutput> {
  return { data: await bytes(), ...size, format, frames };
}

/** JPEG has no transparency: what lets through is white. */
async function opaque(picture: Picture, work: Work): Promise<Picture> {
  const [first] = picture.frames;
  const isOpaque = first.channels % 2 === 1;
  return isOpaque
    ? picture
    : applyToPicture({ ...picture, frames: [first] }, [flatten({ background: 'white' })], work);
}

async function noAssets(name: string): Promise<string> {
  throw new Error(`the steps ask for ${name}, and there are no assets`);
}
