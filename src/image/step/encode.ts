import type { Sharp } from 'sharp';
import { z } from 'zod';
import { type ImageFormat, imageFormats } from '../formats.ts';

const formats = ['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif'] as const;

/** The options of `encode`. */
export const encodeSchema = z
  .strictObject({
    format: z.enum(formats).describe('The format of the packed pictures.'),
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
      .describe(
        'Keep every pixel as it is; for WebP and AVIF. PNG without a quality and TIFF are so anyway.',
      ),
    effort: z
      .int()
      .min(0)
      .max(10)
      .optional()
      .describe(
        'How long to look for a smaller file: WebP 0 to 6 (default 4), AVIF 0 to 9 (4), ' +
          'PNG 1 to 10 (7), GIF 1 to 10 (7).',
      ),
    progressive: z
      .boolean()
      .optional()
      .describe('Show the whole picture early, then better and better; for JPEG, PNG and GIF.'),
    maxBytes: z
      .int()
      .min(100)
      .optional()
      .describe(
        'The most bytes that a file may have: JPEG, WebP and AVIF get the best quality that keeps to it, ' +
          'from the quality given or its default down to 10.',
      ),
  })
  .superRefine(({ format, quality, lossless, effort, progressive, maxBytes }, context) => {
    const refuse = (key: string, message: string) =>
      context.addIssue({ code: 'custom', path: [key], message });
    const { title } = imageFormats[format];
    const hasQuality = format in defaultQuality;
    if (lossless && format === 'jpeg') refuse('lossless', 'JPEG cannot be lossless; WebP, AVIF and PNG can.');
    if (lossless && format === 'gif')
      refuse('lossless', 'GIF has at most 256 colours; WebP, AVIF and PNG can be lossless.');
    if (lossless && quality !== undefined) {
      refuse('quality', 'A lossless picture has no quality; leave out one of them.');
    }
    if (quality !== undefined && !hasQuality && format !== 'png') {
      refuse('quality', `${title} has no quality; leave it out, or choose JPEG, WebP or AVIF.`);
    }
    if (effort !== undefined) {
      const range = efforts[format];
      if (!range) refuse('effort', `${title} has no effort; leave it out.`);
      else if (effort < range[0] || effort > range[1]) {
        refuse('effort', `The effort of ${title} is from ${range[0]} to ${range[1]}.`);
      }
    }
    if (progressive && !['jpeg', 'png', 'gif'].includes(format)) {
      refuse('progressive', `${title} cannot be progressive; JPEG, PNG and GIF can.`);
    }
    if (maxBytes === undefined) return;
    if (!hasQuality)
      refuse(
        'maxBytes',
        `Bytes are kept to by lowering the quality, and ${title} has none; choose JPEG, WebP or AVIF.`,
      );
    if (lossless)
      refuse(
        'maxBytes',
        'Bytes are kept to by lowering the quality, and a lossless picture has none; leave out one of them.',
      );
  })
  .meta({ description: 'The format to pack in: once, as the last step. Default: the format it has.' });

/** The quality without one in the spec, for the formats that cannot be without. */
export const defaultQuality: { [Format in ImageFormat]?: number } = { jpeg: 85, webp: 85, avif: 60 };

const efforts: { [Format in ImageFormat]?: [least: number, most: number] } = {
  webp: [0, 6],
  avif: [0, 9],
  png: [1, 10],
  gif: [1, 10],
};

/** How a picture is written, beside its format. */
export type EncodeOptions = Omit<z.infer<typeof encodeSchema>, 'format' | 'maxBytes'>;

/** What the pixels ask of the format. */
export interface EncodeHints {
  /** They are black and white alone. */
  bilevel?: boolean;
  /** Milliseconds of each frame, and how often they are shown; 0 is for ever. */
  delay?: number[];
  loop?: number;
}

/** Sets the format that a pipeline writes; without options at a quality that is good for most. */
export function encode(
  pipeline: Sharp,
  format: ImageFormat,
  options: EncodeOptions = {},
  { bilevel = false, ...animation }: EncodeHints = {},
): Sharp {
  const { lossless = false, progressive = false } = options;
  const quality = options.quality ?? defaultQuality[format];
  const effort = options.effort === undefined ? {} : { effort: options.effort };
  switch (format) {
    case 'jpeg':
      return pipeline.jpeg({ ...(quality && { quality }), progressive });
    case 'png':
      if (bilevel) return pipeline.png({ palette: true, colours: 2, dither: 0, progressive });
      if (quality !== undefined) return pipeline.png({ palette: true, quality, progressive, ...effort });
      // sharp's "effort" of a PNG is that of choosing a palette; here it is zlib's, from 0 to 9.
      return pipeline.png({
        progressive,
        ...(options.effort !== undefined && { compressionLevel: options.effort - 1 }),
      });
    case 'webp':
      return pipeline.webp({ ...(lossless ? { lossless } : { quality }), ...effort, ...animation });
    case 'avif':
      return pipeline.avif({ ...(lossless ? { lossless } : { quality }), ...effort });
    case 'gif':
      return pipeline.gif({ progressive, ...effort, ...animation });
    case 'tiff':
      if (bilevel) return pipeline.tiff({ compression: 'ccittfax4', bitdepth: 1, predictor: 'none' });
      return pipeline.tiff({ compression: 'deflate', predictor: 'horizontal' });
    case 'svg':
      throw new Error('SVG is read and never written');
  }
}
