import { z } from 'zod';
import { bringsIn, colour, rgba } from './colour.ts';
import { type Operation, place } from './operation.ts';

const edge = z.int().min(0).max(10_000);

/** The options of `extend`. */
export const extendSchema = z
  .strictObject({
    all: edge.optional().describe('Pixels at each edge that is not given by itself.'),
    top: edge.optional().describe('Pixels above.'),
    right: edge.optional().describe('Pixels on the right.'),
    bottom: edge.optional().describe('Pixels below.'),
    left: edge.optional().describe('Pixels on the left.'),
    background: colour.optional().describe('Their colour. Default: transparent, which is white in a JPEG.'),
  })
  .refine(({ background: _, ...edges }) => Object.values(edges).some((pixels) => pixels), {
    when: ({ issues }) => issues.length === 0,
    error: 'An extend needs at least one edge of 1 pixel or more: all, top, right, bottom or left.',
  })
  .meta({ description: 'Adds edges of one colour.' });

export function extend(options: z.infer<typeof extendSchema>): Operation {
  const { all = 0, top = all, right = all, bottom = all, left = all } = options;
  const background = rgba(options.background ?? 'transparent');
  return {
    place: place.extend,
    size: ({ width, height }) => ({ width: left + width + right, height: top + height + bottom }),
    apply: (pipeline) => pipeline.extend({ top, right, bottom, left, background }),
    ...bringsIn(background),
  };
}
