import { z } from 'zod';
import { type Operation, place, sameSize } from './operation.ts';

/** The options of `sharpen`. */
export const sharpenSchema = z
  .strictObject({
    sigma: z
      .number()
      .min(0.3)
      .max(10)
      .default(1)
      .describe('Standard deviation in pixels of the Gaussian that is taken away, from 0.3 to 10.'),
    flat: z.number().min(0).max(10).default(1).describe('How much flat areas are sharpened, from 0 to 10.'),
    jagged: z.number().min(0).max(10).default(2).describe('How much edges are sharpened, from 0 to 10.'),
  })
  .meta({ description: 'Sharpens how light the picture is, and leaves its colours.' });

export function sharpen({ sigma, flat, jagged }: z.infer<typeof sharpenSchema>): Operation {
  return {
    place: place.sharpen,
    size: sameSize,
    apply: (pipeline) => pipeline.sharpen({ sigma, m1: flat, m2: jagged }),
    alone: true,
  };
}
