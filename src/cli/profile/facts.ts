import { formatCount, formatNumber } from '../../base/format.ts';
import type { NumberStatistics } from '../../numbers/statistics.ts';
import type {
  ColumnSummary,
  DateSummary,
  NumberSummary,
  SummaryValue,
  TextSummary,
} from '../../table/summary.ts';
import { isNumeric, numberText, shareText, valueText } from './values.ts';

/** One thing that is known of values, in words and as people read it. */
export interface Fact {
  label: string;
  value: string;
}

/** What is known of numbers, their histogram apart; docs/tables.md defines the terms. */
export function numberFacts(numbers: NumberStatistics): Fact[] {
  const { count, distinct, min, max } = numbers;
  return [
    { label: 'values', value: formatNumber(count) },
    { label: 'distinct', value: distinctText(distinct, count) },
    { label: 'minimum', value: valueText(min, true) },
    { label: 'maximum', value: valueText(max, true) },
    ...spreadFacts(numbers, count),
    modesFact(numbers.modes, numbers.modeCount, true),
  ];
}

/** What is known of a column, but for what charts and lists show. */
export function columnFacts(column: ColumnSummary, rows: number): Fact[] {
  const { count, nulls, distinct, numbers, texts, dates } = column;
  const numeric = isNumeric(column.type);
  const facts: Fact[] = [
    { label: 'values', value: formatNumber(count) },
    {
      label: 'empty',
      value: nulls === 0 ? 'none' : `${formatNumber(nulls)} (${shareText(nulls, rows)})`,
    },
    { label: 'distinct', value: distinctText(distinct, count) },
  ];
  if (count === 0) return facts;
  if (column.type !== 'text' && column.type !== 'boolean') {
    facts.push({ label: dates ? 'first' : 'minimum', value: valueText(column.min, numeric) });
    facts.push({ label: dates ? 'last' : 'maximum', value: valueText(column.max, numeric) });
  }
  if (numbers) facts.push(...spreadFacts(numbers, count));
  if (texts) facts.push(...textFacts(texts, count));
  if (dates) facts.push(...dateFacts(dates));
  facts.push(modesFact(column.modes, column.modeCount, numeric));
  facts.push({ label: 'order of rows', value: orders[column.order] });
  return facts;
}

const orders: Record<ColumnSummary['order'], string> = {
  ascending: 'ascending',
  descending: 'descending',
  constant: 'one value throughout',
  none: 'not sorted',
};

function spreadFacts(numbers: NumberSummary, count: number): Fact[] {
  const { sampleDeviation, sampleVariance, skewness, kurtosis, outliers } = numbers;
  const outside = outliers.below + outliers.above;
  const fences = `${numberText(outliers.lower)} to ${numberText(outliers.upper)}`;
  return [
    { label: 'sum', value: valueText(numbers.sum, true) },
    { label: 'mean', value: numberText(numbers.mean) },
    { label: 'median', value: numberText(numbers.median) },
    ...numbers.quantiles.map(({ p, value }) => ({ label: quantileName(p), value: numberText(value) })),
    { label: 'standard deviation', value: spreadText(numbers.deviation, sampleDeviation) },
    { label: 'variance', value: spreadText(numbers.variance, sampleVariance) },
    { label: 'median absolute deviation', value: numberText(numbers.mad) },
    { label: 'skewness', value: skewness === null ? 'none: all are the same' : numberText(skewness) },
    { label: 'excess kurtosis', value: kurtosis === null ? 'none: all are the same' : numberText(kurtosis) },
    { label: 'zeros', value: partText(numbers.zeros, count) },
    { label: 'negatives', value: partText(numbers.negatives, count) },
    {
      label: 'outliers',
      value:
        outside === 0
          ? `none outside of ${fences}`
          : `${partText(outside, count)}: ${formatNumber(outliers.below)} below and ${formatNumber(outliers.above)} above of ${fences}`,
    },
  ];
}

/** `lower quartile`, `95th percentile`. */
export function quantileName(p: number): string {
  if (p === 0.25) return 'lower quartile';
  if (p === 0.75) return 'upper quartile';
  const percent = Number((p * 100).toPrecision(12));
  const [last, tens] = [percent % 10, Math.floor(percent / 10) % 10];
  const endings: Record<number, string> = { 1: 'st', 2: 'nd', 3: 'rd' };
  return `${percent}${(tens === 1 ? undefined : endings[last]) ?? 'th'} percentile`;
}

function spreadText(population: number, sample: number | null): string {
  const text = numberText(population);
  return sample === null ? text : `${text} (of a sample: ${numberText(sample)})`;
}

function textFacts(texts: TextSummary, count: number): Fact[] {
  const { shortest, longest } = texts;
  const characters = (length: number): string => formatCount(length, 'character');
  return [
    { label: 'shortest', value: `${quoted(shortest.value)}, ${characters(shortest.length)}` },
    { label: 'longest', value: `${quoted(longest.value)}, ${characters(longest.length)}` },
    { label: 'mean length', value: `${formatNumber(texts.meanLength, 1)} characters` },
    { label: 'nothing but blanks', value: partText(texts.blank, count) },
  ];
}

function dateFacts({ days, period, gaps }: DateSummary): Fact[] {
  const { empty, longest } = gaps;
  return [
    { label: 'span', value: spanText(days) },
    {
      label: `${period}s without a value`,
      value: empty === 0 ? 'none' : formatNumber(empty),
    },
    {
      label: 'longest gap',
      value: longest ? `${spanText(longest.days)}, from ${longest.after} to ${longest.before}` : 'none',
    },
  ];
}

/** A number of days; those that are a part of one in hours, and a great many in years as well. */
function spanText(days: number): string {
  if (days > 0 && days < 1) return formatCount(Number((days * 24).toPrecision(3)), 'hour');
  const text = formatCount(Number(days.toFixed(2)), 'day');
  return days < 730 ? text : `${text} (${formatNumber(days / 365.2425, 1)} years)`;
}

function modesFact(modes: SummaryValue[], modeCount: number, numeric: boolean): Fact {
  const label = 'most frequent';
  if (modes.length === 0) return { label, value: 'none: no value repeats' };
  const shown = modes.slice(0, 5).map((mode) => cutText(valueText(mode, numeric), 60));
  if (modes.length > shown.length) shown.push(`${formatNumber(modes.length - shown.length)} more`);
  const times = `${formatCount(modeCount, 'time')}${modes.length > 1 ? ' each' : ''}`;
  return { label, value: `${shown.join(', ')} (${times})` };
}

function distinctText(distinct: number, count: number): string {
  return count === 0 ? '0' : `${formatNumber(distinct)} (${shareText(distinct, count)})`;
}

function partText(part: number, whole: number): string {
  return part === 0 ? 'none' : `${formatNumber(part)} (${shareText(part, whole)})`;
}

function quoted(text: string): string {
  return `"${cutText(text, 80)}"`;
}

/** A text of at most so many characters. */
export function cutText(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}
