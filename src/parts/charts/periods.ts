import type { Reader } from '../../language/reader.ts';
import { periodLabels } from '../../table/period-labels.ts';
import type { DateSummary } from '../../table/summary.ts';
import { countAxis } from './histogram.ts';
import type { PlotModel } from './model.ts';

/** How many values there are by period, from the first to the last; undefined for one period alone. */
export function periodsModel(reader: Reader, { counts, period }: DateSummary): PlotModel | undefined {
  const [first] = counts;
  const last = counts.at(-1);
  if (first === undefined || last === undefined || counts.length === 1) return undefined;
  const text = reader.text.charts;
  const count = (values: number) => reader.count(values, text.value);
  const fullest = counts.reduce((most, one) => (one.count > most.count ? one : most));
  const y = countAxis(reader, fullest.count);
  return {
    kind: 'bars',
    label: `${text.periods(first.start, last.start)} ${text.fullest(fullest.start, count(fullest.count))}`,
    bars: counts.map(({ start, count: values }, index) => ({
      start: index / counts.length,
      end: (index + 1) / counts.length,
      low: 0,
      high: values / y.to,
      title: `${periodName(start, period)}: ${count(values)}`,
    })),
    x: {
      ticks: periodLabels({ counts, period }),
    },
    y: y.axis,
  };
}

function periodName(start: string, period: DateSummary['period']): string {
  return period === 'decade' ? `${start}–${Number(start) + 9}` : start;
}
