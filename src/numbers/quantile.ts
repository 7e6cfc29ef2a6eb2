import { type Distribution, placeOfRank, sizeOf } from './distribution.ts';
import { ratio } from './sum.ts';

/**
 * The quantile of a probability from 0 to 1: between the two values whose ranks are next to
 * (n - 1) p, in proportion (type 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages",
 * The American Statistician 50, 1996; also R's, NumPy's and spreadsheets' way).
 */
export function quantile(distribution: Distribution, p: number): number {
  const rank = (sizeOf(distribution) - 1) * p;
  const below = Math.floor(rank);
  const share = rank - below;
  const lower = placeOfRank(distribution, below);
  const value = distribution.values[lower] ?? Number.NaN;
  if (share === 0) return value;
  const upper = placeOfRank(distribution, below + 1);
  if (upper === lower) return value;
  const next = distribution.values[upper] ?? Number.NaN;
  return between(value, next, share);
}

/** The value in the middle, or the mean of the middle two, as the nearest double. */
export function median(distribution: Distribution): number {
  const count = sizeOf(distribution);
  const lower = placeOfRank(distribution, (count - 1) >> 1);
  const upper = placeOfRank(distribution, count >> 1);
  const { values, integers } = distribution;
  if (integers) return ratio((integers[lower] ?? 0n) + (integers[upper] ?? 0n), 2n);
  return middleOf(values[lower] ?? Number.NaN, values[upper] ?? Number.NaN);
}

/** The mean of two numbers, whose sum may be past the largest double. */
export function middleOf(one: number, other: number): number {
  const sum = one + other;
  return (Number.isFinite(sum) ? sum / 2 : one / 2 + other / 2) + 0;
}

function between(lower: number, upper: number, share: number): number {
  if (share === 0.5) return middleOf(lower, upper);
  const distance = upper - lower;
  if (!Number.isFinite(distance)) return lower * (1 - share) + upper * share;
  // Rounding must not carry it past its neighbours.
  return Math.min(upper, Math.max(lower, lower + distance * share)) + 0;
}
