import type { Sharp } from 'sharp';
import { z } from 'zod';
import { bringsIn, colour, rgba } from './colour.ts';
import { crop } from './crop.ts';
import { type Operation, place, type Size } from './operation.ts';
import { positionOrInterest } from './position.ts';

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
          'cover: fills both and crops what is over. ' +
          'contain: fits into both and pads with the background. fill: both, stretched.',
      ),
    position: positionOrInterest
      .optional()
      .describe(
        'What cover keeps and where contain puts the picture: centre or a point of the compass. ' +
          'For cover also entropy, the part with the most detail, or attention, the part that is ' +
          'most striking (edges, strong colours, skin). Default: centre.',
      ),
    background: colour
      .optional()
      .describe('Colour that contain pads with. Default: transparent, which is white in a JPEG.'),
    kernel: z
      .enum(['nearest', 'linear', 'cubic', 'mitchell', 'lanczos2', 'lanczos3'])
      .optional()
      .describe(
        'How pixels are made from those around them; nearest keeps the pixels of pixel art. Default: lanczos3.',
      ),
    enlarge: z.boolean().default(false).describe('Also make pictures larger that are smaller than asked.'),
  })
  .refine((options) => options.width !== undefined || options.height !== undefined, {
    // A misspelt key has been reported already.
    when: ({ issues }) => issues.length === 0,
    error: 'A resize needs a width, a height or both.',
  })
  .superRefine(({ fit, position, background }, context) => {
    const refuse = (key: string, message: string) =>
      context.addIssue({ code: 'custom', path: [key], message });
    if (background !== undefined && fit !== 'contain') {
      refuse('background', `Only the fit contain pads; with ${fit} leave out the background.`);
    }
    if (position === undefined) return;
    if (fit !== 'cover' && fit !== 'contain') {
      refuse('position', `Only the fits cover and contain have a position; with ${fit} leave it out.`);
    } else if (fit === 'contain' && (position === 'entropy' || position === 'attention')) {
      refuse('position', `Contain shows the whole picture: ${position} is for the fit cover.`);
    }
  })
  .meta({
    description: 'Makes the picture smaller, or larger with "enlarge".',
    anyOf: [{ required: ['width'] }, { required: ['height'] }],
  });

type ResizeOptions = z.infer<typeof resizeSchema>;

export function resize(options: ResizeOptions): Operation {
  const { width, height, fit, position = 'centre', kernel, enlarge } = options;
  const background = rgba(options.background ?? 'transparent');
  const apply = (pipeline: Sharp) =>
    pipeline.resize({
      ...(width && { width }),
      ...(height && { height }),
      ...(kernel && { kernel }),
      fit,
      position,
      withoutEnlargement: !enlarge,
      background,
    });
  const looks = position === 'entropy' || position === 'attention';
  return {
    place: place.resize,
    size: (before) => sizeAfter(before, options),
    apply,
    ...(fit === 'contain' && bringsIn(background)),
    ...(looks && { settle: ([first], { from }) => (first ? settled(apply(from(first)), options) : []) }),
  };
}

/** What `cover` keeps of the first frame of an animation is kept of each. */
async function settled(ofFirst: Sharp, options: ResizeOptions): Promise<Operation[]> {
  const { info } = await ofFirst.raw().toBuffer({ resolveWithObject: true });
  const { width, height, cropOffsetLeft = 0, cropOffsetTop = 0 } = info;
  const left = Math.abs(cropOffsetLeft);
  const top = Math.abs(cropOffsetTop);
  const { position: _, ...whole } = options;
  return [resize({ ...whole, fit: 'outside' }), crop({ left, top, width, height })];
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
