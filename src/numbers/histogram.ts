import { type Distribution, sizeOf } from './distribution.ts';
import { quantile } from './quantile.ts';
import { countBelow } from './spread.ts';

/** How many numbers are in a bin: from its lower edge up to, but without, its upper; the last with it. */
export interface Bin {
  from: number;
  to: number;
  count: number;
}

const mostBins = 60;

/**
 * Bins of one width, which is 1, 2 or 5 times a power of 10, with edges at its multiples: the next
 * such width from 2 IQR n^(-1/3) on (Freedman and Diaconis, "On the histogram as a density
 * estimator", 1981), or from range / (log2 n + 1) where the quartiles are the same (Sturges, "The
 * Choice of a Class Interval", 1926); at most 60 bins. For integers none is narrower than 1, and the
 * last edge is past the largest, so that each bin is for as many of them. Equal values are one bin
 * without width; so is a range past the largest double.
 */
export function histogram(distribution: Distribution): Bin[] {
  const { values } = distribution;
  const count = sizeOf(distribution);
  const [first = 0] = values;
  const last = values[values.length - 1] ?? 0;
  const range = last - first;
  const whole = distribution.integers !== undefined || values.every(Number.isInteger);
  const iqr = quantile(distribution, 0.75) - quantile(distribution, 0.25);
  const wanted = iqr > 0 ? (2 * iqr) / Math.cbrt(count) : range / (Math.log2(count) + 1);
  const width = range === 0 ? undefined : niceWidth(Math.max(wanted, whole ? 1 : 0), range);
  // Bins that are finer than the numbers' own steps would only show rounding.
  if (width === undefined || first + width.size === first || last - width.size === last)
    return [{ from: first, to: last, count }];
  let begin = Math.floor(width.index(first));
  while (width.edge(begin) > first) begin--;
  while (width.edge(begin + 1) <= first) begin++;
  let end = Math.max(begin + 1, Math.floor(width.index(last)));
  // Past the largest double there is no edge.
  const beyond = whole && last < Number.MAX_VALUE;
  while (width.edge(end) < last || (beyond && width.edge(end) === last)) end++;
  const bins: Bin[] = [];
  let below = 0;
  for (let bin = begin; bin < end; bin++) {
    const isLast = bin === end - 1;
    const to = width.edge(bin + 1);
    const upTo = isLast ? count : countBelow(distribution, to);
    bins.push({ from: width.edge(bin), to, count: upTo - below });
    below = upTo;
  }
  return bins;
}

interface Width {
  size: number;
  /** How many widths a number is from 0. */
  index(value: number): number;
  /** A multiple of the width, as the nearest double to what is written. */
  edge(index: number): number;
}

/** The smallest 1, 2 or 5 times a power of 10 from a width on that cuts the range into at most 60. */
function niceWidth(least: number, range: number): Width | undefined {
  if (!(least > 0) || !Number.isFinite(range)) return undefined;
  for (let power = Math.floor(Math.log10(least)); power <= 308; power++) {
    for (const digit of [1, 2, 5]) {
      // Division by a power of 10 is exact to the last digit; multiplication by 0.1 is not.
      const unit = 10 ** Math.abs(power);
      const down = power < 0;
      const size = down ? digit / unit : digit * unit;
      if (!Number.isFinite(unit) || !Number.isFinite(size)) return undefined;
      // Two of the bins may reach over the ends of the range.
      if (!(size >= least * (1 - 1e-9)) || range / size > mostBins - 2) continue;
      return {
        size,
        index: (value) => (down ? (value * unit) / digit : value / size),
        edge: (index) => withinDoubles((down ? (index * digit) / unit : index * size) + 0),
      };
    }
  }
  return undefined;
}

function withinDoubles(value: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
}
