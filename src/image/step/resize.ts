import { z } from 'zod';
import type { Operation, Size } from './operation.ts';

const side = z.int().min(1).max(16_384);

/** The options of `resize`. */
export const resizeSchema = z
  .strictObject({
    width: side.optional().describe('Pixels. Without it, the height decides.'),
    height: side.optional().describe('Pixels. Without it, the width decides.'),
    fit: z
      .enum(['inside', 'outside', 'cover', 'contain', 'fill'])
      .default('inside')
      .describe(
        'inside: as large as fits into width and height. outside: as small as covers both. ' +
          'cover: fills both and crops what is over, from the middle. ' +
          'contain: fits into both and pads with transparency, white for JPEG. fill: both, stretched.',
      ),
    enlarge: z.boolean().default(false).describe('Also make pictures larger that are smaller than asked.'),
  })
  .refine((options) => options.width !== undefined || options.height !== undefined, {
    // A misspelt key has been reported already.
    when: ({ issues }) => issues.length === 0,
    error: 'A resize needs a width, a height or both.',
  })
  .meta({
    description: 'Makes the picture smaller, or larger with "enlarge".',
    anyOf: [{ required: ['width'] }, { required: ['height'] }],
  });

type ResizeOptions = z.infer<typeof resizeSchema>;

export function resize(options: ResizeOptions): Operation {
  return {
    place: 2,
    size: (before) => sizeAfter(before, options),
    apply: (pipeline) =>
      pipeline.resize({
        ...(options.width && { width: options.width }),
        ...(options.height && { height: options.height }),
        fit: options.fit,
        withoutEnlargement: !options.enlarge,
        background: { r: 255, g: 255, b: 255, alpha: 0 },
      }),
  };
}

function sizeAfter(before: Size, { width, height, fit, enlarge }: ResizeOptions): Size {
  const most = enlarge ? Number.POSITIVE_INFINITY : 1;
  const across = (width ?? before.width) / before.width;
  const down = (height ?? before.height) / before.height;
  if (fit === 'fill') return scaled(before, Math.min(across, most), Math.min(down, most));

  const both = fit === 'cover' || fit === 'outside' ? Math.max(across, down) : Math.min(across, down);
  const scale = width === undefined ? down : height === undefined ? across : both;
  const after = scaled(before, Math.min(scale, most), Math.min(scale, most));
  if (fit === 'contain') return { width: width ?? after.width, height: height ?? after.height };
  if (fit !== 'cover') return after;
  return {
    width: Math.min(width ?? after.width, after.width),
    height: Math.min(height ?? after.height, after.height),
  };
}

function scaled(size: Size, across: number, down: number): Size {
  return {
    width: Math.max(1, Math.round(size.width * across)),
    height: Math.max(1, Math.round(size.height * down)),
  };
}
