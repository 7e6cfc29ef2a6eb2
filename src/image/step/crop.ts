import { z } from 'zod';
import { UserError } from '../../base/error.ts';
import { type Operation, place, type Size } from './operation.ts';
import { placed, position } from './position.ts';

const offset = z.int().min(0).max(1_000_000);
const side = z.int().min(1).max(1_000_000);

/** The options of `crop`. */
export const cropSchema = z
  .strictObject({
    left: offset.optional().describe('Pixels between the left edges. Default: 0.'),
    top: offset.optional().describe('Pixels between the upper edges. Default: 0.'),
    width: side.optional().describe('Pixels. Default: all to the right edge.'),
    height: side.optional().describe('Pixels. Default: all to the lower edge.'),
    aspect: z
      .string()
      .regex(/^[1-9][0-9]{0,3}:[1-9][0-9]{0,3}$/, { error: 'An aspect is written 16:9, with whole numbers.' })
      .optional()
      .describe('The largest part with this ratio of width to height, such as 16:9; instead of pixels.'),
    position: position.optional().describe('Where the part with the aspect lies. Default: centre.'),
  })
  .superRefine(({ aspect, position, ...box }, context) => {
    const inPixels = Object.values(box).some((value) => value !== undefined);
    const refuse = (message: string, ...path: string[]) =>
      context.addIssue({ code: 'custom', path, message });
    if (aspect === undefined && !inPixels) {
      refuse('A crop needs a part in pixels (left, top, width, height) or an aspect.');
    }
    if (aspect !== undefined && inPixels) {
      refuse('A crop is by pixels or by an aspect; leave out one of them.', 'aspect');
    }
    if (position !== undefined && aspect === undefined) {
      refuse('A position goes with an aspect; say left and top for a part in pixels.', 'position');
    }
  })
  .meta({ description: 'Keeps a part of the picture.' });

type CropOptions = z.infer<typeof cropSchema>;

export function crop(options: CropOptions): Operation {
  return {
    place: place.crop,
    size: (before) => {
      const { width, height } = partOf(before, options);
      return { width, height };
    },
    apply: (pipeline, before) => pipeline.extract(partOf(before, options)),
  };
}

function partOf(before: Size, options: CropOptions): Size & { left: number; top: number } {
  if (options.aspect !== undefined) {
    const [across = 1, down = 1] = options.aspect.split(':').map(Number);
    const scale = Math.min(before.width / across, before.height / down);
    const width = Math.max(1, Math.round(across * scale));
    const height = Math.max(1, Math.round(down * scale));
    return { ...placed(options.position ?? 'centre', { width, height }, before), width, height };
  }
  const { left = 0, top = 0, width = before.width - left, height = before.height - top } = options;
  const isInside = width > 0 && height > 0 && left + width <= before.width && top + height <= before.height;
  if (isInside) return { left, top, width, height };
  const part = `${options.width ?? 'all'} x ${options.height ?? 'all'} pixels at ${left}, ${top}`;
  throw new UserError(
    `The crop of ${part} is not inside of the picture, which has ${before.width} x ${before.height} pixels there.`,
    { hint: 'Crop less, crop by an aspect, or resize with the fit "cover".' },
  );
}
