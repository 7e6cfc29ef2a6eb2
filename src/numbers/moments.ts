import { countAt, type Distribution, sizeOf } from './distribution.ts';
import { addTo, emptySum, totalOf } from './sum.ts';

/** Spread and shape; what is past the largest double, or not defined, is null. */
export interface Moments {
  variance: number | null;
  deviation: number | null;
  sampleVariance: number | null;
  sampleDeviation: number | null;
  skewness: number | null;
  kurtosis: number | null;
}

/**
 * The central moments, in two passes: the mean is known, and what it lacks by rounding is taken out
 * again (Chan, Golub and LeVeque, "Algorithms for Computing the Sample Variance", 1983).
 *
 * Skewness and kurtosis are the sample's, G1 and G2 of Joanes and Gill, "Comparing measures of
 * sample skewness and kurtosis" (1998), as spreadsheets, SAS and SPSS have them:
 * G1 = sqrt(n (n - 1)) / (n - 2) * m3 / m2^1.5 and
 * G2 = (n - 1) / ((n - 2) (n - 3)) * ((n + 1) (m4 / m2^2 - 3) + 6), 0 for a normal distribution.
 */
export function moments(distribution: Distribution, mean: number): Moments {
  const { values } = distribution;
  const n = sizeOf(distribution);
  const first = values[0] ?? 0;
  const last = values[values.length - 1] ?? 0;
  if (first === last) return constant(n);
  // The widest distance from the mean becomes one from 1 to 2, so that no power is lost.
  const widest = Math.max(last - mean, mean - first);
  const exponent = Number.isFinite(widest) ? Math.floor(Math.log2(widest)) : 1024;
  const down = 2 ** Math.trunc(-exponent / 2);
  const rest = 2 ** (-exponent - Math.trunc(-exponent / 2));
  const sums = [emptySum(), emptySum(), emptySum(), emptySum()] as const;
  for (let place = 0; place < values.length; place++) {
    const value = values[place] ?? 0;
    const times = countAt(distribution, place);
    const distance = value - mean;
    const d = Number.isFinite(distance) ? distance * down * rest : value * down * rest - mean * down * rest;
    addTo(sums[0], d, times);
    addTo(sums[1], d * d, times);
    addTo(sums[2], d * d * d, times);
    addTo(sums[3], d * d * d * d, times);
  }
  const [s1, s2, s3, s4] = [totalOf(sums[0]), totalOf(sums[1]), totalOf(sums[2]), totalOf(sums[3])];
  const off = s1 / n;
  const squares = s2 - off * s1;
  const cubes = s3 - 3 * off * s2 + 2 * off * off * s1;
  const fourths = s4 - 4 * off * s3 + 6 * off * off * s2 - 3 * off * off * off * s1;
  const m2 = squares / n;
  const g1 = cubes / n / m2 ** 1.5;
  const g2 = fourths / n / (m2 * m2) - 3;
  const scaled = (value: number): number | null => finite(value / down / rest);
  const scaledTwice = (value: number): number | null => finite(value / down / rest / down / rest);
  return {
    variance: scaledTwice(m2),
    deviation: scaled(Math.sqrt(m2)),
    sampleVariance: n < 2 ? null : scaledTwice(squares / (n - 1)),
    sampleDeviation: n < 2 ? null : scaled(Math.sqrt(squares / (n - 1))),
    skewness: n < 3 ? null : finite((Math.sqrt(n * (n - 1)) / (n - 2)) * g1),
    kurtosis: n < 4 ? null : finite(((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * g2 + 6)),
  };
}

function constant(n: number): Moments {
  const sample = n < 2 ? null : 0;
  return {
    variance: 0,
    deviation: 0,
    sampleVariance: sample,
    sampleDeviation: sample,
    skewness: null,
    kurtosis: null,
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value + 0 : null;
}
