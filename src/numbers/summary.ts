import { z } from 'zod';

const count = z.int().min(0);

/** A number, or the digits of an integer that a JSON number would round. */
const exactNumber = z.union([z.number(), z.string()]);

/** The statistics of numbers; docs/tables.md defines each. */
export const numberSummary = z.object({
  sum: exactNumber
    .nullable()
    .describe('Exact for integers: digits in a string past 2^53. Null past the largest double.'),
  mean: z.number(),
  median: z.number(),
  quantiles: z
    .array(z.object({ p: z.number(), value: z.number() }))
    .describe('By p, ascending: 0.01, 0.05, 0.25, 0.75, 0.95, 0.99 and what was asked for.'),
  variance: z.number().nullable().describe("The population's: divided by n. Null past the largest double."),
  deviation: z.number().nullable().describe('Its square root.'),
  sampleVariance: z.number().nullable().describe('Divided by n - 1. Null for one value.'),
  sampleDeviation: z.number().nullable(),
  skewness: z.number().nullable().describe('G1. Null where all values are the same, and for fewer than 3.'),
  kurtosis: z
    .number()
    .nullable()
    .describe('G2, 0 for a normal distribution. Null likewise, and for fewer than 4.'),
  mad: z.number().describe('Median absolute deviation from the median.'),
  zeros: count,
  negatives: count,
  outliers: z.object({
    lower: z.number().describe("Tukey's fence: the lower quartile less 1.5 interquartile ranges."),
    upper: z.number(),
    below: count,
    above: count,
  }),
  histogram: z
    .array(z.object({ from: z.number(), to: z.number(), count }))
    .describe('Bins from their lower edge up to, but without, their upper; the last with it.'),
});

export type NumberSummary = z.infer<typeof numberSummary>;
