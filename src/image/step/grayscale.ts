import { z } from 'zod';
import type { Operation } from './operation.ts';

/** The options of `grayscale`: there are none. */
export const grayscaleSchema = z.strictObject({}).meta({ description: 'Takes the colours away.' });

export function grayscale(): Operation {
  return { size: (before) => before, apply: (pipeline) => pipeline.grayscale().toColourspace('b-w') };
}
