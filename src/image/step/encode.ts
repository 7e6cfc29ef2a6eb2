import type { Sharp } from 'sharp';
import { z } from 'zod';
import type { ImageFormat } from '../formats.ts';

/** The options of `encode`. */
export const encodeSchema = z
  .strictObject({
    format: z.enum(['jpeg', 'png', 'webp', 'avif']).describe('The format of the packed pictures.'),
    quality: z
      .int()
      .min(1)
      .max(100)
      .optional()
      .describe(
        'From 1, the smallest, to 100, the best. Default: 85 for JPEG and WebP, 60 for AVIF. ' +
          'A PNG keeps every colour without it, and has at most 256 colours with it.',
      ),
    lossless: z
      .boolean()
      .optional()
      .describe('Keep every pixel as it is; for WebP and AVIF. PNG without a quality is so anyway.'),
  })
  .superRefine(({ format, quality, lossless }, context) => {
    if (!lossless) return;
    const refuse = (key: string, message: string) =>
      context.addIssue({ code: 'custom', path: [key], message });
    if (format === 'jpeg') refuse('lossless', 'JPEG cannot be lossless; WebP, AVIF and PNG can.');
    if (quality !== undefined) refuse('quality', 'A lossless picture has no quality; leave out one of them.');
  })
  .meta({ description: 'The format to pack in: once, as the last step. Default: the format it has.' });

type EncodeOptions = Omit<z.infer<typeof encodeSchema>, 'format'>;

/** Sets the format that a pipeline writes; without options at a quality that is good for most. */
export function encode(pipeline: Sharp, format: ImageFormat, options: EncodeOptions = {}): Sharp {
  const { quality, lossless = false } = options;
  switch (format) {
    case 'jpeg':
      // sharp flattens before it resizes, and a resize may pad with transparent white.
      return pipeline
        .flatten({ background: '#ffffff' })
        .removeAlpha()
        .jpeg({ quality: quality ?? 85 });
    case 'png':
      return pipeline.png(quality === undefined ? {} : { palette: true, quality });
    case 'webp':
      return pipeline.webp(lossless ? { lossless } : { quality: quality ?? 85 });
    case 'avif':
      return pipeline.avif(lossless ? { lossless } : { quality: quality ?? 60 });
    case 'gif':
      return pipeline.gif();
    case 'tiff':
      return pipeline.tiff({ compression: 'deflate', predictor: 'horizontal' });
    case 'svg':
      throw new Error('SVG is read and never written');
  }
}
