import { z } from 'zod';
import { bringsIn, opaqueColour, rgba } from './colour.ts';
import { type Operation, place, sameSize } from './operation.ts';

/** The options of `flatten`. */
export const flattenSchema = z
  .strictObject({
    background: opaqueColour.default('white').describe('What shows where the picture lets through.'),
  })
  .meta({ description: 'Puts a colour behind what is transparent; the picture has no transparency then.' });

export function flatten({ background }: z.infer<typeof flattenSchema>): Operation {
  return {
    place: place.flatten,
    size: sameSize,
    apply: (pipeline) => pipeline.flatten({ background: rgba(background) }),
    ...bringsIn(rgba(background)),
  };
}
