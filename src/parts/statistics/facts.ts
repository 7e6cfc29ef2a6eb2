import type { Reader } from '../../language/reader.ts';
import type { NumberSummary } from '../../numbers/summary.ts';
import { digitsText, numberText } from '../charts/number-text.ts';

/** One statistic: its name, its value as people read it, and its definition. */
export interface Fact {
  name: string;
  value: string;
  /** Nothing where the whole group has one. */
  definition?: string;
}

export interface FactGroup {
  title: string;
  /** What all of its statistics are. */
  definition?: string;
  facts: Fact[];
}

export type TermName = keyof Reader['text']['statistics']['terms'];

/** Facts by the names of their terms; none where there is no value. */
export function factsOf(reader: Reader, values: [term: TermName, value: string | undefined][]): Fact[] {
  return values.flatMap(([term, value]) => {
    const [name, definition] = reader.text.statistics.terms[term];
    return value === undefined ? [] : [{ name, value, definition }];
  });
}

/** Every statistic of numbers, in groups. */
export function numberGroups(reader: Reader, numbers: NumberSummary): FactGroup[] {
  const { groups, terms } = reader.text.statistics;
  const number = (value: number | null) => (value === null ? undefined : numberText(reader, value));
  const { sum, outliers } = numbers;
  const half = { p: 0.5, value: numbers.median };
  const quantiles = [...numbers.quantiles.filter(({ p }) => p !== half.p), half].sort((a, b) => a.p - b.p);
  return [
    {
      title: groups.numbers,
      facts: factsOf(reader, [
        ['sum', typeof sum === 'string' ? digitsText(reader, sum) : number(sum)],
        ['mean', number(numbers.mean)],
        ['median', number(numbers.median)],
        ['zeros', reader.number(numbers.zeros)],
        ['negatives', reader.number(numbers.negatives)],
      ]),
    },
    {
      title: groups.quantiles,
      definition: terms.quantile[1],
      facts: quantiles.map(({ p, value }) => ({
        name: reader.percent(p),
        value: numberText(reader, value),
      })),
    },
    {
      title: groups.spread,
      facts: factsOf(reader, [
        ['deviation', number(numbers.deviation)],
        ['variance', number(numbers.variance)],
        ['sampleDeviation', number(numbers.sampleDeviation)],
        ['sampleVariance', number(numbers.sampleVariance)],
        ['mad', number(numbers.mad)],
        ['skewness', number(numbers.skewness)],
        ['kurtosis', number(numbers.kurtosis)],
        ['lower', number(outliers.lower)],
        ['upper', number(outliers.upper)],
        ['below', reader.number(outliers.below)],
        ['above', reader.number(outliers.above)],
      ]),
    },
  ];
}
