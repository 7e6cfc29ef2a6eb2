import type { Reader } from '../../language/reader.ts';
import type { DateSummary } from '../../table/summary.ts';
import { countAxis } from './histogram.ts';
import type { PlotModel } from './model.ts';
import { labelled } from './scale.ts';

/** How many values there are by period, from the first to the last; undefined for one period alone. */
export function periodsModel(reader: Reader, { counts, period }: DateSummary): PlotModel | undefined {
  const [first] = counts;
  const last = counts.at(-1);
  if (first === undefined || last === undefined || counts.length === 1) return undefined;
  const text = reader.text.charts;
  const count = (values: number) => reader.count(values, text.value);
  const fullest = counts.reduce((most, one) => (one.count > most.count ? one : most));
  const y = countAxis(reader, fullest.count);
  const numbers = counts.map(({ start }, index) => periodNumber(start, period, index));
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
      ticks: labelled(numbers, steps[period], mostLabels[period]).map((index) => ({
        at: (index + 0.5) / counts.length,
        label: counts[index]?.start ?? '',
      })),
    },
    y: y.axis,
  };
}

/** After how many periods a label may come, so that labels are of round hours, months and years. */
const steps: Record<DateSummary['period'], number[]> = {
  hour: [1, 2, 3, 6, 12, 24, 48],
  day: [1, 2, 5, 7, 14, 28],
  month: [1, 2, 3, 6, 12, 24],
  year: [1, 2, 5, 10, 20, 50],
  decade: [1, 2, 5, 10, 20, 50, 100],
};

/** The longer a label, the fewer fit below a narrow chart. */
const mostLabels: Record<DateSummary['period'], number> = { hour: 2, day: 4, month: 6, year: 6, decade: 6 };

/** A period's number among all of its kind; for days, among those that are shown. */
function periodNumber(start: string, period: DateSummary['period'], index: number): number {
  const [year = 0, month = 1] = start.split('-').map(Number);
  if (period === 'decade') return year / 10;
  if (period === 'year') return year;
  if (period === 'month') return year * 12 + month - 1;
  return period === 'hour'
    ? Number(start.slice(11, 13)) + (Date.parse(start.slice(0, 10)) / 86_400_000) * 24
    : index;
}

function periodName(start: string, period: DateSummary['period']): string {
  return period === 'decade' ? `${start}–${Number(start) + 9}` : start;
}
