import { countAt, type Distribution, placeOfRank, sizeOf } from './distribution.ts';
import { median, middleOf, quantile } from './quantile.ts';

/** The median of the distances from the median, as they are (not scaled to a standard deviation). */
export function medianAbsoluteDeviation(distribution: Distribution): number {
  const { values } = distribution;
  const center = median(distribution);
  const count = sizeOf(distribution);
  // Distances grow to both sides of the median: taking the nearer of two each time sorts them.
  let right = placeOfRank(distribution, count >> 1);
  let left = right - 1;
  const wanted = [(count - 1) >> 1, count >> 1];
  const found: number[] = [];
  for (let passed = 0; found.length < 2; ) {
    const toLeft = left < 0 ? Number.POSITIVE_INFINITY : Math.abs(center - (values[left] ?? 0));
    const toRight =
      right >= values.length ? Number.POSITIVE_INFINITY : Math.abs((values[right] ?? 0) - center);
    const takesLeft = left >= 0 && (toLeft < toRight || right >= values.length);
    passed += countAt(distribution, takesLeft ? left-- : right++);
    for (const rank of wanted.slice(found.length))
      if (rank < passed) found.push(takesLeft ? toLeft : toRight);
  }
  const [lower = 0, upper = 0] = found;
  return Math.min(Number.MAX_VALUE, middleOf(lower, upper));
}

/** Values beyond the fences. */
export interface Outliers {
  lower: number;
  upper: number;
  below: number;
  above: number;
}

/**
 * What lies beyond Tukey's inner fences, one and a half interquartile ranges from the quartiles
 * ("Exploratory Data Analysis", 1977); the quartiles are those of `quantile`.
 */
export function outliers(distribution: Distribution): Outliers {
  const [lowerQuartile, upperQuartile] = [quantile(distribution, 0.25), quantile(distribution, 0.75)];
  const reach = 1.5 * (upperQuartile - lowerQuartile);
  const within = (value: number) => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
  const lower = within(lowerQuartile - reach);
  const upper = within(upperQuartile + reach);
  const total = sizeOf(distribution);
  return {
    lower,
    upper,
    below: countBelow(distribution, lower),
    above: total - countBelow(distribution, upper, true),
  };
}

/** How many numbers are smaller than an edge, or with `too` as large. */
export function countBelow({ values, upTo }: Distribution, edge: number, too = false): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = values[middle] ?? 0;
    if (value < edge || (too && value === edge)) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : (upTo[low - 1] ?? 0);
}
