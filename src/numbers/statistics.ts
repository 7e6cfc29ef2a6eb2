import { z } from 'zod';
import { UserError } from '../base/error.ts';
import { describeNumbers, type NumberStatistics } from './describe.ts';
import { distributionOf } from './distribution.ts';

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

/**
 * The statistics of a list of finite numbers, all exact; the list is not changed. Integers may be
 * bigints of 64 bits. Throws a `UserError` for an empty list.
 * @param options.quantiles probabilities, between 0 and 1, to add to the usual ones
 */
export function numberStatistics(
  list: readonly (number | bigint)[] | Float64Array,
  options: { quantiles?: readonly number[] } = {},
): NumberStatistics {
  if (list.length === 0) {
    throw new UserError('There are no numbers in the list.', { hint: 'Give it one at least.' });
  }
  return describeNumbers(distributionOf(typed(list)), options.quantiles);
}

/** As doubles, or as integers of 64 bits when one of them is past what a double can hold. */
function typed(list: readonly (number | bigint)[] | Float64Array): Float64Array | BigInt64Array {
  if (list instanceof Float64Array) return list.slice();
  const large = list.some((value) => typeof value === 'bigint' && !Number.isSafeInteger(Number(value)));
  const whole = large && list.every((value) => typeof value === 'bigint' || Number.isSafeInteger(value));
  if (!whole) return Float64Array.from(list, Number);
  return BigInt64Array.from(list, (value) => {
    const integer = BigInt(value);
    if (integer === BigInt.asIntN(64, integer)) return integer;
    throw new RangeError(`${integer} has more than 64 bits.`);
  });
}
