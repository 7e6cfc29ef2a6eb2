import { formatCount, formatNumber } from '../../base/format.ts';
import type { NumberStatistics } from '../../numbers/describe.ts';
import type { ColumnSummary, DateSummary, SummaryValue, TextSummary } from '../../table/summary.ts';
import { counted, type Fact, type FactGroup, type Figure, figure, partOf, type Shown } from './figure.ts';
import { signFacts, spreadGroups } from './number-facts.ts';
import { cutText, isNumeric } from './values.ts';

/** What is known of numbers, their histogram apart. */
export function numberFacts(numbers: NumberStatistics): FactGroup[] {
  const { count, distinct, min, max, modes, modeCount } = numbers;
  const values = [
    { label: 'values', shown: [counted(count)] },
    { label: 'distinct', shown: partOf(distinct, count) },
    modesFact(modes, modeCount, true),
    ...signFacts(numbers, count),
  ];
  return [{ title: 'Values', facts: values }, ...spreadGroups(numbers, count, min, max)];
}

/** What is known of a column, but for what charts and lists show. */
export function columnFacts(column: ColumnSummary, rows: number): FactGroup[] {
  const { count, nulls, distinct, min, max, numbers, texts, dates } = column;
  const numeric = isNumeric(column.type);
  const values: Fact[] = [
    { label: 'values', shown: [counted(count)] },
    { label: 'empty', shown: nulls === 0 ? ['none'] : partOf(nulls, rows) },
  ];
  if (count === 0) return [{ title: 'Values', facts: values }];
  values.push({ label: 'distinct', shown: partOf(distinct, count) });
  values.push(modesFact(column.modes, column.modeCount, numeric));
  if (numbers) values.push(...signFacts(numbers, count));
  values.push({ label: 'order of rows', shown: [orders[column.order]] });
  const groups = [{ title: 'Values', facts: values }];
  if (numbers) groups.push(...spreadGroups(numbers, count, min, max));
  if (texts) groups.push({ title: 'Length', facts: textFacts(texts, count) });
  if (dates) groups.push({ title: 'Time', facts: dateFacts(dates, min, max) });
  return groups;
}

const orders: Record<ColumnSummary['order'], string> = {
  ascending: 'ascending',
  descending: 'descending',
  constant: 'one value throughout',
  none: 'not sorted',
};

function textFacts({ shortest, longest, meanLength, blank }: TextSummary, count: number): Fact[] {
  const length = ({ value, length }: TextSummary['shortest']): Shown => [
    counted(length),
    ` ${length === 1 ? 'character' : 'characters'}: `,
    quoted(value),
  ];
  return [
    { label: 'shortest', shown: length(shortest) },
    { label: 'longest', shown: length(longest) },
    {
      label: 'mean length',
      shown: [
        { exact: meanLength, text: formatNumber(meanLength, 1) },
        meanLength === 1 ? ' character' : ' characters',
      ],
    },
    { label: 'nothing but blanks', shown: blank === 0 ? ['none'] : partOf(blank, count) },
  ];
}

function dateFacts(
  { days, period, gaps }: DateSummary,
  min: SummaryValue | null,
  max: SummaryValue | null,
): Fact[] {
  const { empty, longest } = gaps;
  const gap: Shown = longest
    ? [span(longest.days), ', from ', figure(longest.after), ' to ', figure(longest.before)]
    : ['none'];
  return [
    { label: 'first', shown: min === null ? [] : [figure(min)] },
    { label: 'last', shown: max === null ? [] : [figure(max)] },
    { label: 'span', shown: [span(days)] },
    { label: `${period}s without a value`, shown: [empty === 0 ? 'none' : counted(empty)] },
    { label: 'longest gap', shown: gap },
  ];
}

/** A number of days; those that are a part of one in hours, and a great many in years as well. */
function span(days: number): Figure {
  if (days > 0 && days < 1) {
    return { exact: days, text: formatCount(Number((days * 24).toPrecision(3)), 'hour') };
  }
  const text = formatCount(Number(days.toFixed(2)), 'day');
  return { exact: days, text: days < 730 ? text : `${text} (${formatNumber(days / 365.2425, 1)} years)` };
}

function modesFact(modes: SummaryValue[], modeCount: number, numeric: boolean): Fact {
  const label = 'most frequent';
  if (modes.length === 0) return { label, shown: ['none: no value repeats'] };
  const named = modes.slice(0, 5).flatMap((mode, index): Shown => {
    const { exact, text } = figure(mode, numeric);
    return [index > 0 ? ', ' : '', { exact, text: cutText(text, 60) }];
  });
  const more = modes.length > 5 ? [` and ${formatNumber(modes.length - 5)} more`] : [];
  const times = ` ${modeCount === 1 ? 'time' : 'times'}${modes.length > 1 ? ' each' : ''})`;
  return { label, shown: [...named, ...more, ' (', counted(modeCount), times] };
}

function quoted(text: string): Figure {
  return { exact: text, text: `"${cutText(text, 80)}"` };
}
