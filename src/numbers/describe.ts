import { type Distribution, exactAt, sizeOf, sumAndMean } from './distribution.ts';
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
