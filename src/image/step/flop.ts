import { z } from 'zod';
import { type Operation, place, sameSize } from './operation.ts';

/** The options of `flop`: there are none. */
export const flopSchema = z.strictObject({}).meta({ description: 'Mirrors left to right.' });

export function flop(): Operation {
  return { place: place.flop, size: sameSize, apply: (pipeline) => pipeline.flop() };
}
