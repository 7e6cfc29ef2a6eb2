import { z } from 'zod';
import { type Operation, place, sameSize } from './operation.ts';

/** The options of `flip`: there are none. */
export const flipSchema = z.strictObject({}).meta({ description: 'Mirrors top to bottom.' });

export function flip(): Operation {
  return { place: place.flip, size: sameSize, apply: (pipeline) => pipeline.flip() };
}
