import { z } from 'zod';
import { type Operation, place, sameSize } from './operation.ts';

/** The options of `blur`. */
export const blurSchema = z
  .strictObject({
    sigma: z
      .number()
      .min(0.3)
      .max(100)
      .describe('Standard deviation of the Gaussian in pixels, from 0.3 to 100.'),
  })
  .meta({ description: 'Blurs with a Gaussian.' });

export function blur({ sigma }: z.infer<typeof blurSchema>): Operation {
  return {
    place: place.blur,
    size: sameSize,
    apply: (pipeline) => pipeline.blur({ sigma }),
    alone: true,
  };
}
