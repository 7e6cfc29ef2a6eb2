import type { Sharp } from 'sharp';
import type { Pixels } from './pixels.ts';
import type { SourceImage } from './source.ts';
import type { Operation, PipelineOperation, Size, Workshop } from './step/operation.ts';
import { pipelineOf } from './work.ts';

/** A picture on its way in a pipeline. */
export interface Piped {
  pipeline: Sharp;
  /** What it has by then. */
  size: Size;
  hasAlpha: boolean;
  /** It begins with a gray picture, of which sharp makes colours only when it is told to. */
  beganGray: boolean;
  /** Where the pipeline is in sharp's order; 0 at its beginning. */
  place: number;
  /** Behind sharp's own grayscale, a pipeline has one channel to its end. */
  gray: boolean;
  /** The file that the pipeline begins with. */
  source?: SourceImage;
}

/**
 * The pipeline that does all of the steps, for pictures and steps for which one is enough and leads
 * to the very pixels that several would; undefined for all others.
 */
export async function pipelineThrough(
  source: SourceImage,
  operations: Operation[],
): Promise<{ pipeline: Sharp; gray: boolean } | undefined> {
  const { space = '', depth } = source.metadata;
  if (depth !== 'uchar' || !['srgb', 'b-w'].includes(space)) return undefined;
  let stage = await pipedFromSource(source);
  for (const operation of operations) {
    // Colours beside transparency are rounded at the end of each pipeline.
    if (stage.hasAlpha || !('apply' in operation) || !hasRoom(stage, operation)) return undefined;
    stage = onward(stage, operation, stage.size);
  }
  return stage.hasAlpha
    ? undefined
    : { pipeline: stage.pipeline, gray: isGrayAfter(operations, isGray(source)) };
}

/** One step more in a pipeline that has room for it. */
export function onward(piped: Piped, operation: PipelineOperation, before: Size): Piped {
  const coloured =
    piped.beganGray && operation.gray === 'breaks'
      ? piped.pipeline.pipelineColourspace('srgb')
      : piped.pipeline;
  return {
    ...piped,
    pipeline: operation.apply(coloured, before),
    size: operation.size(before),
    hasAlpha: piped.hasAlpha || operation.transparent === true,
    place: operation.place,
    gray: piped.gray || operation.gray === 'makes',
  };
}

export async function pipedFromSource(source: SourceImage): Promise<Piped> {
  const { metadata, size } = source;
  const pipeline = await pipelineOf(source);
  return {
    pipeline,
    size,
    hasAlpha: metadata.hasAlpha,
    beganGray: isGray(source),
    place: 0,
    gray: false,
    source,
  };
}

export function isGray({ metadata: { space } }: SourceImage): boolean {
  return space === 'b-w' || space === 'grey16';
}

export function pipedFrom(pixels: Pixels, { from }: Workshop): Piped {
  const { width, height, channels } = pixels;
  const hasAlpha = channels % 2 === 0;
  return {
    pipeline: from(pixels),
    size: { width, height },
    hasAlpha,
    beganGray: channels < 3,
    place: 0,
    gray: false,
  };
}

/** Whether a pipeline can do a step behind those that it does already. */
export function hasRoom({ place, gray, hasAlpha }: Piped, operation: Operation): boolean {
  if (place === 0) return true;
  if (!('place' in operation) || operation.place <= place || (hasAlpha && operation.alone)) return false;
  return !gray || (operation.gray !== 'breaks' && !operation.transparent);
}

export function isGrayAfter(operations: Operation[], before: boolean): boolean {
  const last = operations.findLast(({ gray }) => gray !== undefined);
  return last ? last.gray === 'makes' : before;
}
