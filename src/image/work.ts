import type { Sharp } from 'sharp';
import { messageOf } from '../base/error.ts';
import { imageEngine } from './engine.ts';
import { defaultLimits, type ImageLimits, tookTooLong } from './limits.ts';
import type { Pixels } from './pixels.ts';
import { damaged, readImage, type SourceImage } from './source.ts';
import type { Size, Workshop } from './step/operation.ts';
import { drawnText } from './text.ts';

/** What all that is done to one picture has in common. */
export interface Work {
  /** The picture's path as the user knows it. */
  name: string;
  limits: ImageLimits;
  signal: AbortSignal | undefined;
  /** When time is up, by `performance.now()`. */
  deadline: number;
  /** The local file of a picture that a step names. */
  assets(name: string): Promise<string>;
  /** What was done otherwise than asked, in sentences. */
  warnings: Set<string>;
}

/** Begins the work on a picture; its time runs from now. */
export function startWork(options: Omit<Work, 'deadline' | 'warnings'>): Work {
  const seconds = options.limits.seconds ?? defaultLimits.seconds;
  return { ...options, deadline: performance.now() + seconds * 1000, warnings: new Set() };
}

/** Throws when the work was aborted, with its reason, or when its time is up. */
export function checkWork({ name, limits, signal, deadline }: Work): void {
  signal?.throwIfAborted();
  if (performance.now() > deadline) throw tookTooLong(name, limits);
}

/**
 * Runs a pipeline to its result; it is stopped when time is up. What goes wrong in one that begins
 * with a file is the file's fault.
 */
export async function finished<Result>(
  pipeline: Sharp,
  work: Work,
  result: (pipeline: Sharp) => Promise<Result>,
  source?: SourceImage,
): Promise<Result> {
  checkWork(work);
  const seconds = Math.max(1, Math.ceil((work.deadline - performance.now()) / 1000));
  const done = await result(pipeline.timeout({ seconds })).catch((thrown: unknown) => {
    if (/^timeout: /.test(messageOf(thrown))) throw tookTooLong(work.name, work.limits);
    throw source ? damaged(source, thrown) : thrown;
  });
  checkWork(work);
  return done;
}

/** The pixels at the end of a pipeline: RGB or RGBA, or gray behind `grayscale`. */
export async function pixelsOf(pipeline: Sharp, work: Work, source?: SourceImage): Promise<Pixels> {
  const toBuffer = (raw: Sharp) => raw.toBuffer({ resolveWithObject: true });
  const { data, info } = await finished(pipeline.raw(), work, toBuffer, source);
  const { width, height, channels } = info;
  return { data, width, height, channels };
}

/** A pipeline that begins with a picture's file: upright and in sRGB. */
export async function pipelineOf({ input, decoding, metadata }: SourceImage): Promise<Sharp> {
  const sharp = await imageEngine();
  const pipeline = sharp(input, decoding);
  // sharp brings pictures of 8 bits to sRGB by itself, and of 16 bits only to Display P3.
  const isDeep = metadata.icc && metadata.depth === 'ushort';
  return isDeep ? pipeline.withIccProfile('srgb', { attach: false }) : pipeline;
}

/** What the steps of a picture work with. */
export async function workshopOf(work: Work): Promise<Workshop> {
  const sharp = await imageEngine();
  const sources = new Map<string, Promise<SourceImage>>();
  const read = async (name: string) =>
    readImage(await work.assets(name), name, { limits: work.limits, signal: work.signal });
  return {
    from: ({ data, width, height, channels }) =>
      sharp(data, { raw: { width, height, channels }, limitInputPixels: false }),
    pixels: (pipeline) => pixelsOf(pipeline, work),
    async picture(name: string, { width, height }: Size) {
      const reading = sources.get(name) ?? read(name);
      sources.set(name, reading);
      const source = await reading;
      const pipeline = (await pipelineOf(source)).resize({ width, height, fit: 'inside' });
      return pixelsOf(pipeline.ensureAlpha(), work, source);
    },
    text: async (text, colour, size) => pixelsOf(await drawnText(text, colour, size), work),
  };
}
