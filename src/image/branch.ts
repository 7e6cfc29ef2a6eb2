import { posix } from 'node:path';
import { checkSide, type ImageFormat, imageFormats } from './formats.ts';
import { checkMemory, checkPixels } from './limits.ts';
import type { SourceImage } from './source.ts';
import type { Operation, Size } from './step/operation.ts';
import { type ImageSteps, operationsOf, outputFormat } from './steps.ts';
import type { Work } from './work.ts';

/** A way from the source to a file. */
export interface Branch {
  steps: ImageSteps;
  operations: Operation[];
  format: ImageFormat;
}

/** The way that some steps are. */
export function branchOf(steps: ImageSteps, { name }: Work): Branch {
  return { steps, operations: operationsOf(steps), format: outputFormat(steps, posix.extname(name)) };
}

/** Refuses, before any work is done, what would come out too large or take too much memory. */
export function checkBranch(
  { size, metadata, frames }: SourceImage,
  { operations, format }: Branch,
  moves: boolean,
  { name, limits }: Work,
): void {
  const sizes: [Size, ...Size[]] = [size];
  let now = size;
  for (const operation of operations) {
    // From here on, nobody knows before it is done.
    if (operation.unforeseen) break;
    now = operation.size(now);
    checkPixels(now, name, limits, true);
    sizes.push(now);
  }
  if (sizes.length > operations.length) checkSide(now, format, name);
  const depth = metadata.depth === 'ushort' ? 2 : 1;
  checkMemory({ sizes, channels: metadata.channels, depth, frames: moves ? frames : 1 }, name, limits);
}

/** Says what is lost of a picture of several pages or frames. */
export function warnOfPages({ format, frames, metadata }: SourceImage, branches: Branch[], work: Work): void {
  if (format === 'tiff' && (metadata.pages ?? 1) > 1) {
    work.warnings.add('Only the first page of the TIFF file is taken.');
  }
  if (frames === 1) return;
  for (const branch of branches) {
    const { animated, title } = imageFormats[branch.format];
    if (!animated) work.warnings.add(`Only the first frame is kept: ${title} pictures do not move.`);
  }
}

/** Whether a picture is already all that `makeImage` promises. */
export function isReady({ format, metadata }: SourceImage, wanted: ImageFormat): boolean {
  const { orientation = 1, icc, exif, xmp, iptc, comments, space } = metadata;
  const plain = !icc && !exif && !xmp && !iptc && !comments?.length;
  return format === wanted && orientation === 1 && plain && space !== 'cmyk' && space !== 'lab';
}
