import type { Reader } from '../../../language/reader.ts';
import type { ColumnSummary } from '../../../table/summary.ts';
import { numberText } from '../../charts/number-text.ts';
import { cellText, cutText, digitsText, shareText, statisticText } from './values.ts';

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

/** More values than these that tie for the first place are only counted. */
const mostModes = 5;

/** Every statistic that a column has, in groups. */
export function columnFacts(reader: Reader, column: ColumnSummary): FactGroup[] {
  const { groups } = reader.text.statistics;
  return [
    { title: groups.values, facts: valueFacts(reader, column) },
    ...numberGroups(reader, column),
    { title: groups.texts, facts: textFacts(reader, column) },
    { title: groups.dates, facts: dateFacts(reader, column) },
  ].filter(({ facts }) => facts.length > 0);
}

type TermName = keyof Reader['text']['statistics']['terms'];

/** A fact by the name of its term; nothing where there is no value. */
function factsOf(reader: Reader, values: [term: TermName, value: string | undefined][]): Fact[] {
  return values.flatMap(([term, value]) => {
    const [name, definition] = reader.text.statistics.terms[term];
    return value === undefined ? [] : [{ name, value, definition }];
  });
}

function valueFacts(reader: Reader, column: ColumnSummary): Fact[] {
  const { count, nulls, distinct, uniqueShare, min, max, order, modes, modeCount } = column;
  const text = reader.text.statistics;
  const rows = count + nulls;
  const value = (one: typeof min) =>
    one === null
      ? undefined
      : cutText(statisticText(reader, column, one), 120) || reader.text.dataset.filter.blankValue;
  const shown = modes.slice(0, mostModes).map((mode) => cutText(value(mode) ?? '', 40));
  const more =
    modes.length > shown.length
      ? [reader.text.dataset.filter.more(reader.number(modes.length - shown.length))]
      : [];
  return factsOf(reader, [
    ['count', reader.number(count)],
    ['nulls', nulls === 0 ? '0' : `${reader.number(nulls)} (${shareText(reader, nulls, rows)})`],
    ...(count === 0
      ? []
      : ([
          ['distinct', reader.number(distinct)],
          ['uniqueShare', uniqueShare === null ? undefined : shareText(reader, distinct, count)],
          ['min', value(min)],
          ['max', value(max)],
          ['order', text.orders[order]],
          ['modes', modes.length === 0 ? text.noneRepeats : [...shown, ...more].join(', ')],
          ['modeCount', modes.length === 0 ? undefined : reader.number(modeCount)],
        ] satisfies [TermName, string | undefined][])),
  ]);
}

function numberGroups(reader: Reader, { numbers }: ColumnSummary): FactGroup[] {
  if (!numbers) return [];
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

function textFacts(reader: Reader, column: ColumnSummary): Fact[] {
  const { texts } = column;
  if (!texts) return [];
  const { character } = reader.text.statistics;
  const sized = ({ value, length }: { value: string; length: number }) =>
    `${cutText(cellText(reader, column, value), 120) || reader.text.dataset.filter.blankValue} (${reader.count(length, character)})`;
  return factsOf(reader, [
    ['shortest', sized(texts.shortest)],
    ['longest', sized(texts.longest)],
    ['meanLength', numberText(reader, texts.meanLength)],
    ['blank', reader.number(texts.blank)],
  ]);
}

function dateFacts(reader: Reader, { dates }: ColumnSummary): Fact[] {
  if (!dates) return [];
  const { gap, day } = reader.text.statistics;
  const days = (count: number) => `${numberText(reader, count)} ${day[reader.text.isOne(count) ? 0 : 1]}`;
  const { longest, empty } = dates.gaps;
  return factsOf(reader, [
    ['days', numberText(reader, dates.days)],
    ['emptyPeriods', reader.number(empty)],
    ['longestGap', longest === null ? undefined : gap(days(longest.days), longest.after, longest.before)],
  ]);
}
