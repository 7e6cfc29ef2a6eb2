import { z } from 'zod';
import type { Pixels } from '../pixels.ts';
import { bringsIn, opaqueColour, rgba } from './colour.ts';
import { type Operation, type Size, sameSize, type Workshop } from './operation.ts';
import { placed, position } from './position.ts';

/** The options of `watermark`. */
export const watermarkSchema = z
  .strictObject({
    picture: z
      .string()
      .min(1)
      .optional()
      .describe('A picture to put on top, by its path in the store, like a source; instead of a text.'),
    text: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe('A text to put on top, in one line or in several (\\n); instead of a picture.'),
    colour: opaqueColour.optional().describe('Of the text. Default: white.'),
    position: position.default('southeast').describe('Where it lies. Default: southeast.'),
    margin: z
      .int()
      .min(0)
      .max(10_000)
      .default(0)
      .describe('Pixels between it and the edges, or between tiles.'),
    opacity: z
      .number()
      .min(0.01)
      .max(1)
      .default(0.5)
      .describe('From 0.01, hardly there, to 1, which covers. Default: 0.5.'),
    scale: z
      .number()
      .min(0.01)
      .max(1)
      .default(0.25)
      .describe(
        'Its width as a share of the width of the picture, from 0.01 to 1; less where it would be higher than the picture.',
      ),
    tile: z.boolean().default(false).describe('Repeat it over the whole picture, beginning at the position.'),
  })
  .superRefine(({ picture, text, colour }, context) => {
    const refuse = (message: string, ...path: string[]) =>
      context.addIssue({ code: 'custom', path, message });
    if (picture === undefined && text === undefined) refuse('A watermark needs a picture or a text.');
    if (picture !== undefined && text !== undefined) {
      refuse('A watermark is a picture or a text; for both, write two steps.');
    }
    if (colour !== undefined && text === undefined) {
      refuse('Only a text has a colour; leave it out.', 'colour');
    }
  })
  .meta({ description: 'Puts a picture or a text on top.' });

type WatermarkOptions = z.infer<typeof watermarkSchema>;

export function watermark(options: WatermarkOptions): Operation {
  return {
    size: sameSize,
    ...(options.picture === undefined ? bringsIn(rgba(options.colour ?? 'white')) : { gray: 'breaks' }),
    map: async (pixels, workshop) => {
      const room = roomFor(pixels, options);
      if (!room) return pixels;
      const mark = await markOf(options, room, workshop);
      const tile = options.tile ? await spaced(mark, options, pixels, workshop) : mark;
      const { data, width, height, channels } = tile;
      const composite = workshop
        .from(pixels)
        .pipelineColourspace('srgb')
        .composite([
          {
            input: Buffer.from(data),
            raw: { width, height, channels },
            ...(options.tile
              ? { tile: true, gravity: options.position }
              : placed(options.position, mark, pixels, options.margin)),
          },
        ]);
      // sharp's composite brings an alpha channel in.
      return workshop.pixels(pixels.channels % 2 === 0 ? composite : composite.removeAlpha());
    },
  };
}

/** The space that there is for it; undefined where the margins leave none. */
function roomFor(picture: Size, { scale, margin, tile }: WatermarkOptions): Size | undefined {
  const edges = tile ? 0 : margin;
  const width = Math.min(Math.round(picture.width * scale), picture.width - 2 * edges);
  const height = picture.height - 2 * edges;
  return width >= 1 && height >= 1 ? { width, height } : undefined;
}

/** The picture or the text as large as it is to be, its opacity in its alpha channel. */
async function markOf(options: WatermarkOptions, room: Size, workshop: Workshop): Promise<Pixels> {
  const { picture, text = '', colour = 'white', opacity } = options;
  const mark =
    picture === undefined ? await workshop.text(text, colour, room) : await workshop.picture(picture, room);
  const data = Buffer.from(mark.data);
  for (let at = 3; at < data.length; at += 4) data[at] = Math.round((data[at] ?? 0) * opacity);
  return { ...mark, data };
}

/** A mark with the space to the next one, on the sides that do not face the position. */
async function spaced(
  mark: Pixels,
  { position, margin }: WatermarkOptions,
  picture: Size,
  { from, pixels }: Workshop,
): Promise<Pixels> {
  const width = Math.min(mark.width + margin, picture.width);
  const height = Math.min(mark.height + margin, picture.height);
  const { left, top } = placed(position, mark, { width, height });
  const right = width - mark.width - left;
  const bottom = height - mark.height - top;
  const background = { r: 0, g: 0, b: 0, alpha: 0 };
  return pixels(from(mark).extend({ top, right, bottom, left, background }));
}
