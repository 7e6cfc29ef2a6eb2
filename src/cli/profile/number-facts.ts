import type { NumberSummary, SummaryValue } from '../../table/summary.ts';
import { type Fact, type FactGroup, type Figure, figure, measure, partOf, type Shown } from './figure.ts';

/** The title of the quantiles among the facts. */
export const quantilesTitle = 'Quantiles';

/** How many numbers are 0, and how many are below. */
export function signFacts({ zeros, negatives }: NumberSummary, count: number): Fact[] {
  return [
    { label: 'zeros', shown: zeros === 0 ? ['none'] : partOf(zeros, count) },
    { label: 'negatives', shown: negatives === 0 ? ['none'] : partOf(negatives, count) },
  ];
}

/** What a distribution is like: its middle, its spread, its quantiles. */
export function spreadGroups(
  numbers: NumberSummary,
  count: number,
  min: SummaryValue | null,
  max: SummaryValue | null,
): FactGroup[] {
  const spread = [
    { label: 'minimum', shown: [edge(min)] },
    { label: 'median', shown: [measure(numbers.median)] },
    { label: 'mean', shown: [measure(numbers.mean)] },
    { label: 'maximum', shown: [edge(max)] },
    { label: 'sum', shown: [numbers.sum === null ? tooLarge : figure(numbers.sum, true)] },
    { label: 'standard deviation', shown: deviation(numbers.deviation, numbers.sampleDeviation) },
    { label: 'variance', shown: deviation(numbers.variance, numbers.sampleVariance) },
    { label: 'median absolute deviation', shown: [measure(numbers.mad)] },
    { label: 'skewness', shown: [shapeOf(numbers.skewness, count, 3)] },
    { label: 'excess kurtosis', shown: [shapeOf(numbers.kurtosis, count, 4)] },
    { label: 'outliers', shown: outliersOf(numbers.outliers, count) },
  ];
  const quantiles = numbers.quantiles.map(({ p, value }) => ({
    label: quantileName(p),
    shown: [measure(value)],
  }));
  return [
    { title: 'Middle and spread', facts: spread },
    { title: quantilesTitle, facts: quantiles },
  ];
}

const tooLarge = 'larger than a double can be';

/** `lower quartile`, `95th percentile`. */
export function quantileName(p: number): string {
  if (p === 0.25) return 'lower quartile';
  if (p === 0.75) return 'upper quartile';
  const percent = Number((p * 100).toPrecision(12));
  const [last, tens] = [percent % 10, Math.floor(percent / 10) % 10];
  const endings: Record<number, string> = { 1: 'st', 2: 'nd', 3: 'rd' };
  return `${percent}${(tens === 1 ? undefined : endings[last]) ?? 'th'} percentile`;
}

function edge(value: SummaryValue | null): Figure | string {
  return value === null ? '' : figure(value, true);
}

function deviation(population: number | null, sample: number | null): Shown {
  if (population === null) return [tooLarge];
  return sample === null
    ? [measure(population)]
    : [measure(population), ' (of a sample: ', measure(sample), ')'];
}

function shapeOf(value: number | null, count: number, least: number): Figure | string {
  if (value !== null) return measure(value);
  return count < least ? `none: it takes ${least} values` : 'none: all values are the same';
}

/** How many values lie outside of Tukey's fences, and on which side. */
export function outliersOf({ below, above, lower, upper }: NumberSummary['outliers'], count: number): Shown {
  const fences = [measure(lower), ' to ', measure(upper)];
  if (below + above === 0) return ['none outside of ', ...fences];
  if (below === 0) return [...partOf(above, count), ' above ', measure(upper)];
  if (above === 0) return [...partOf(below, count), ' below ', measure(lower)];
  return [...partOf(below, count), ' below and ', ...partOf(above, count), ' above ', ...fences];
}
