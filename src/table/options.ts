import { z } from 'zod';
import { cleanOptions } from './clean/options.ts';
import { readOptions } from './read/options.ts';

/** A table's own options in the spec, beside `from`. */
export const tableOptions = z.strictObject({
  ...readOptions.shape,
  ...cleanOptions.shape,
  quantiles: z
    .array(z.number().gt(0).lt(1))
    .min(1)
    .optional()
    .describe(
      'Quantiles to add to the statistics of numbers, between 0 and 1: 0.999 is the 99.9th percentile.',
    ),
});

/** A table's own options, checked. */
export type TableOptions = z.infer<typeof tableOptions>;
