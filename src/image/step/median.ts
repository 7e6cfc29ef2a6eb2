import { z } from 'zod';
import { type Operation, place, sameSize } from './operation.ts';

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
    place: place.median,
    size: sameSize,
    apply: (pipeline) => pipeline.median(size),
    alone: true,
  };
}
