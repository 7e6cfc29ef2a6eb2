import { z } from 'zod';
import { UserError } from '../base/error.ts';
import type { Size } from './step/operation.ts';

/** What a picture may be at most, and what working on it may take; as a spec has it. */
export const imageLimitsSchema = z
  .strictObject({
    megapixels: z
      .number()
      .positive()
      .max(1000)
      .optional()
      .describe(
        'Width times height in millions, before the steps and after each; of one frame. Default: 50.',
      ),
    frames: z
      .int()
      .min(1)
      .max(10_000)
      .optional()
      .describe('Frames of an animated picture that keeps them. Default: 100.'),
    seconds: z.number().positive().max(3600).optional().describe('Time for one picture. Default: 30.'),
    megabytes: z
      .number()
      .positive()
      .max(1_048_576)
      .optional()
      .describe(
        'Memory for the pixels of one picture, in units of 1,048,576 bytes, estimated from its header ' +
          'and its steps before it is decoded. Default: 1024.',
      ),
  })
  .meta({ description: 'What a picture may be at most, and what working on it may take.' });

/** What a picture may be at most; what is left out has its default. */
export type ImageLimits = z.infer<typeof imageLimitsSchema>;

/** The limits where nobody says others. */
export const defaultLimits = {
  megapixels: 50,
  frames: 100,
  seconds: 30,
  megabytes: 1024,
} satisfies ImageLimits;

/** How a limit is raised, as a hint says it after what else there is to do. */
const raise = (limit: keyof ImageLimits) => `or raise the limit ("limits": { "${limit}": ... }).`;

/** Throws a `UserError` for a size, of the picture as it is or as the steps make it, over the limit. */
export function checkPixels(
  { width, height }: Size,
  name: string,
  limits: ImageLimits = {},
  made = false,
): void {
  const limit = limits.megapixels ?? defaultLimits.megapixels;
  const megapixels = (width * height) / 1e6;
  if (megapixels <= limit) return;
  const subject = made ? 'The steps would make the picture' : 'The picture is';
  // Rounded up, so that 50.01 does not read as "50, over the limit of 50".
  const shown = Math.ceil(megapixels * 10) / 10;
  throw new UserError(
    `${subject} ${width} x ${height} pixels (${shown} megapixels), over the limit of ${limit} megapixels.`,
    {
      hint: `${made ? 'Ask for a smaller size,' : 'Make it smaller first,'} ${raise('megapixels')}`,
      at: { file: name },
    },
  );
}

/** Throws a `UserError` for an animation of too many frames. */
export function checkFrames(frames: number, name: string, limits: ImageLimits = {}): void {
  const limit = limits.frames ?? defaultLimits.frames;
  if (frames <= limit) return;
  throw new UserError(`The picture has ${frames} frames, over the limit of ${limit} frames.`, {
    hint: `Shorten it first, encode to JPEG, PNG or AVIF, which take the first frame, ${raise('frames')}`,
    at: { file: name },
  });
}

/** What the estimate of memory goes by. */
interface Estimated {
  /** Of the source, and after each step. */
  sizes: [Size, ...Size[]];
  /** Of the source. */
  channels: number;
  /** Bytes a channel of the source. */
  depth: number;
  frames: number;
}

/**
 * Throws a `UserError` for a picture whose pixels would take too much memory: two copies, as each
 * pass has one that it reads and one that it writes, of the largest that it is on its way.
 */
export function checkMemory(
  { sizes: [first, ...later], channels, depth, frames }: Estimated,
  name: string,
  limits: ImageLimits = {},
): void {
  const limit = limits.megabytes ?? defaultLimits.megabytes;
  const most = Math.max(
    first.width * first.height * channels * depth,
    ...later.map(({ width, height }) => width * height * 4),
  );
  const needed = (2 * most * frames) / 2 ** 20;
  if (needed <= limit) return;
  // Rounded up, as above.
  const shown = needed < 10 ? Math.ceil(needed * 10) / 10 : Math.ceil(needed);
  throw new UserError(`The picture would take ${shown} MB of memory, over the limit of ${limit} MB.`, {
    hint: `Make it smaller${frames > 1 ? ' or shorter' : ''} first, ${raise('megabytes')}`,
    at: { file: name },
  });
}

/** The error of a picture that took too long. */
export function tookTooLong(name: string, { seconds = defaultLimits.seconds }: ImageLimits = {}): UserError {
  return new UserError(
    `The picture took longer than the limit of ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    { hint: `Make it smaller first, ask for less effort, ${raise('seconds')}`, at: { file: name } },
  );
}
