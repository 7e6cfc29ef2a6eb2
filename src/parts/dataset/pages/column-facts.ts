import type { Reader } from '../../../language/reader.ts';
import type { ColumnSummary } from '../../../table/summary.ts';
import { numberText } from '../../charts/number-text.ts';
import { type Fact, type FactGroup, factsOf, numberGroups, type TermName } from '../../statistics/facts.ts';
import { cellText, cutText, shareText, statisticText } from './values.ts';

/** More values than these that tie for the first place are only counted. */
const mostModes = 5;

/** Every statistic that a column has, in groups. */
export function columnFacts(reader: Reader, column: ColumnSummary): FactGroup[] {
  const { groups } = reader.text.statistics;
  return [
    { title: groups.values, facts: valueFacts(reader, column) },
    ...(column.numbers ? numberGroups(reader, column.numbers) : []),
    { title: groups.texts, facts: textFacts(reader, column) },
    { title: groups.dates, facts: dateFacts(reader, column) },
  ].filter(({ facts }) => facts.length > 0);
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
