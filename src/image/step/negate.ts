import { z } from 'zod';
import { type Operation, place, sameSize } from './operation.ts';

/** The options of `negate`: there are none. */
export const negateSchema = z
  .strictObject({})
  .meta({ description: 'Makes the negative: 255 minus each value. Transparency stays.' });

export function negate(): Operation {
  return { place: place.negate, size: sameSize, apply: (pipeline) => pipeline.negate({ alpha: false }) };
}
