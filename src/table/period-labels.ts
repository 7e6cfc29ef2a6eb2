import { labelled } from '../base/axis.ts';
import type { DateSummary } from './summary.ts';

/** The labels below an axis of periods, each at the middle of its own: a share of the axis' length. */
export function periodLabels({
  counts,
  period,
}: Pick<DateSummary, 'counts' | 'period'>): { at: number; label: string }[] {
  const numbers = counts.map(({ start }, index) => periodNumber(start, period, index));
  return labelled(numbers, steps[period], mostLabels[period]).map((index) => ({
    at: (index + 0.5) / counts.length,
    label: counts[index]?.start ?? '',
  }));
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
