import { z } from 'zod';
import { type Operation, place, sameSize } from './operation.ts';

/** The options of `normalize`. */
export const normalizeSchema = z
  .strictObject({
    lower: z.int().min(0).max(99).default(1).describe('Percentile of lightness that becomes black.'),
    upper: z.int().min(1).max(100).default(99).describe('Percentile of lightness that becomes white.'),
  })
  .refine(({ lower, upper }) => lower < upper, {
    when: ({ issues }) => issues.length === 0,
    path: ['upper'],
    error: 'The upper percentile is above the lower one.',
  })
  .meta({ description: 'Stretches lightness over the whole range from black to white.' });

export function normalize({ lower, upper }: z.infer<typeof normalizeSchema>): Operation {
  return {
    place: place.normalize,
    size: sameSize,
    apply: (pipeline) => pipeline.normalise({ lower, upper }),
  };
}
