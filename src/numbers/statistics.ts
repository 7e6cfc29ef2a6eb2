import { UserError } from '../base/error.ts';
import { type Distribution, distributionOf, exactAt, sizeOf, sumAndMean } from './distribution.ts';
import { histogram } from './histogram.ts';
import { modeCount, modes, mostFrequent } from './modes.ts';
import { moments } from './moments.ts';
import { median, quantile } from './quantile.ts';
import { countBelow, medianAbsoluteDeviation, outliers } from './spread.ts';
import type { NumberSummary } from './summary.ts';

/** What can be said of a list of numbers. Integers past 2^53 are their digits in a string. */
export interface NumberStatistics extends NumberSummary {
  count: number;
  distinct: number;
  min: number | string;
  max: number | string;
  /** The most frequent ten, of ties the smaller first. */
  top: { value: number | string; count: number }[];
  /** All values that are as frequent as the most frequent, ascending; none when no value repeats. */
  modes: (number | string)[];
  modeCount: number;
}

/** The quantiles that are always there. */
export const usualQuantiles = [0.01, 0.05, 0.25, 0.75, 0.95, 0.99];

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

/** All statistics of a distribution. */
export function describeNumbers(
  distribution: Distribution,
  quantiles: readonly number[] = [],
): NumberStatistics {
  const { sum, mean } = sumAndMean(distribution);
  const { values } = distribution;
  const all = [...new Set([...usualQuantiles, ...quantiles])].sort((a, b) => a - b);
  return {
    count: sizeOf(distribution),
    distinct: values.length,
    min: exactAt(distribution, 0),
    max: exactAt(distribution, values.length - 1),
    sum,
    mean,
    median: median(distribution),
    quantiles: all.map((p) => ({ p, value: quantile(distribution, p) })),
    ...moments(distribution, mean),
    mad: medianAbsoluteDeviation(distribution),
    ...signs(distribution),
    outliers: outliers(distribution),
    histogram: histogram(distribution),
    top: mostFrequent(distribution, 10),
    modes: modes(distribution),
    modeCount: modeCount(distribution),
  };
}

function signs(distribution: Distribution): Pick<NumberSummary, 'zeros' | 'negatives'> {
  const negatives = countBelow(distribution, 0);
  return { negatives, zeros: countBelow(distribution, 0, true) - negatives };
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
