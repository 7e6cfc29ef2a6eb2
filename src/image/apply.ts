import { checkPixels } from './limits.ts';
import { hasRoom, isGray, isGrayAfter, onward, type Piped, pipedFrom, pipedFromSource } from './piped.ts';
import type { Pixels } from './pixels.ts';
import type { SourceImage } from './source.ts';
import type { Operation, Workshop } from './step/operation.ts';
import { checkWork, pipelineOf, pixelsOf, type Work, workshopOf } from './work.ts';

/** A picture in pixels, as the steps leave it. */
export interface Picture {
  /** More than one where it moves; all of one size. */
  frames: [Pixels, ...Pixels[]];
  /** It has shades of gray alone, and so one channel, or two with alpha. */
  gray: boolean;
  /** It has black and white alone. */
  bilevel: boolean;
}

/**
 * Decodes a picture and does the steps to it: to its first frame, or to all. Of a JPEG, a WebP or an
 * SVG that is made smaller at once, no more is decoded than that needs.
 */
export async function applyToSource(
  source: SourceImage,
  operations: Operation[],
  allFrames: boolean,
  work: Work,
): Promise<Picture> {
  const gray = isGray(source);
  if (allFrames && source.frames > 1) {
    const frames = await decodeFrames(source, work);
    return applyToPicture({ frames, gray, bilevel: false }, operations, work);
  }
  const pixels = await run(await pipedFromSource(source), operations, work, await workshopOf(work));
  return pictureOf([pixels], operations, { gray, bilevel: false });
}

/** Does steps to a picture; to each of its frames. What is given is not altered. */
export async function applyToPicture(before: Picture, operations: Operation[], work: Work): Promise<Picture> {
  if (operations.length === 0) return before;
  const workshop = await workshopOf(work);
  let { frames } = before;
  if (frames.length === 1) {
    frames = [await run(frames[0], operations, work, workshop)];
    return pictureOf(frames, operations, before);
  }
  for (const operation of operations) {
    const settled = (await operation.settle?.(frames, workshop)) ?? [operation];
    const [first, ...others] = frames;
    frames = [await run(first, settled, work, workshop)];
    for (const pixels of others) frames.push(await run(pixels, settled, work, workshop));
  }
  return pictureOf(frames, operations, before);
}

/**
 * Gives the memory of a picture's pixels back at once; it cannot be used any more. Pixels lie outside
 * of V8's heap but count for its limits: left to be found, they would have it collect garbage once or
 * twice a picture, which took a tenth of the time of a camera picture.
 */
export function release({ frames }: Picture): void {
  for (const { data } of frames) {
    const { buffer } = data;
    // Two pictures may have the same pixels; and small ones lie in a pool, beside others.
    if (!(buffer instanceof ArrayBuffer) || buffer.detached) continue;
    if (buffer.byteLength === data.byteLength) buffer.transfer(0);
  }
}

/** All frames; sharp stacks them into one tall picture. */
async function decodeFrames(source: SourceImage, work: Work): Promise<Picture['frames']> {
  const stack = { ...source, decoding: { ...source.decoding, pages: -1 } };
  const { data, width, channels } = await pixelsOf(await pipelineOf(stack), work, source);
  const { height } = source.size;
  const bytes = width * height * channels;
  const frame = (index: number): Pixels => ({
    data: data.subarray(index * bytes, (index + 1) * bytes),
    width,
    height,
    channels,
  });
  return [frame(0), ...Array.from({ length: source.frames - 1 }, (_, index) => frame(index + 1))];
}

/**
 * sharp works through one pipeline in an order of its own, and takes each operation once. So the
 * steps are cut into as many pipelines as their order needs, which hand on plain pixels; one is
 * enough for most.
 */
async function run(
  start: Pixels | Piped,
  operations: Operation[],
  work: Work,
  workshop: Workshop,
): Promise<Pixels> {
  let stage = start;
  for (const operation of operations) {
    const before = 'pipeline' in stage ? stage.size : { width: stage.width, height: stage.height };
    const after = operation.size(before);
    checkPixels(after, work.name, work.limits, true);
    const hasAlpha = 'pipeline' in stage ? stage.hasAlpha : stage.channels % 2 === 0;
    const map = 'map' in operation ? operation.map : hasAlpha ? operation.withAlpha : undefined;
    if (map) {
      stage = await map(await toPixels(stage, work), workshop);
      checkWork(work);
    } else if ('apply' in operation) {
      if ('pipeline' in stage && !hasRoom(stage, operation)) stage = await toPixels(stage, work);
      stage = onward('pipeline' in stage ? stage : pipedFrom(stage, workshop), operation, before);
    }
  }
  return toPixels(stage, work);
}

async function toPixels(stage: Pixels | Piped, work: Work): Promise<Pixels> {
  return 'pipeline' in stage ? pixelsOf(stage.pipeline, work, stage.source) : stage;
}

/** What the steps have made of a picture: gray in one channel where it is gray. */
function pictureOf(
  frames: Picture['frames'],
  operations: Operation[],
  before: Pick<Picture, 'gray' | 'bilevel'>,
): Picture {
  const gray = isGrayAfter(operations, before.gray);
  const last = operations.at(-1);
  const bilevel = last ? 'bilevel' in last : before.bilevel;
  if (!gray) return { frames, gray, bilevel };
  const [first, ...others] = frames;
  return { frames: [narrowed(first), ...others.map(narrowed)], gray, bilevel };
}

/** Gray pixels in as few channels as hold them. */
function narrowed(pixels: Pixels): Pixels {
  const { data, width, height, channels } = pixels;
  if (channels < 3) return pixels;
  const narrow = channels === 4 ? 2 : 1;
  const gray = Buffer.alloc(width * height * narrow);
  for (let from = 0, to = 0; from < data.length; from += channels, to += narrow) {
    gray[to] = data[from] ?? 0;
    if (narrow === 2) gray[to + 1] = data[from + 3] ?? 0;
  }
  return { data: gray, width, height, channels: narrow };
}
