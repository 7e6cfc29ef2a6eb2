import { z } from 'zod';
import { opaqueColour, rgba } from './colour.ts';
import { type Operation, place, sameSize } from './operation.ts';

/** The options of `tint`. */
export const tintSchema = z
  .strictObject({ colour: opaqueColour.describe('Gives the hue and the chroma.') })
  .meta({ description: 'Gives the picture one hue and keeps how light it is.' });

export function tint({ colour }: z.infer<typeof tintSchema>): Operation {
  return {
    place: place.tint,
    size: sameSize,
    apply: (pipeline) => pipeline.tint(rgba(colour)),
    gray: 'breaks',
  };
}
