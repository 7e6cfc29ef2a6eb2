import { z } from 'zod';
import { type Operation, sameSize } from './operation.ts';

/** The options of `median`. */
export const medianSchema = z
  .strictObject({
    size: z
      .int()
      .min(3)
      .max(15)
      .refine((size) => size % 2 === 1, { error: 'The size is odd: 3, 5, 7, up to 15.' })
      .default(3)
      .describe('Pixels a side of the square that a value is the median of: odd, from 3 to 15.'),
  })
  .meta({ description: 'Takes specks away: each value becomes the median of those around it.' });

export function median({ size }: z.infer<typeof medianSchema>): Operation {
  return {
    size: sameSize,
    map: async (pixels, { from, pixels: done }) => {
      const { width, height } = pixels;
      if (width >= size && height >= size) return done(from(pixels).median(size));
      // libvips refuses what is smaller than the square: with the edges copied outwards, as it does
      // by itself, the middle is the same.
      const edge = (size - 1) / 2;
      const sides = { top: edge, right: edge, bottom: edge, left: edge };
      const wide = await done(from(pixels).extend({ ...sides, extendWith: 'copy' }));
      const inner = { left: edge, top: edge, width, height };
      return done(from(await done(from(wide).median(size))).extract(inner));
    },
  };
}
