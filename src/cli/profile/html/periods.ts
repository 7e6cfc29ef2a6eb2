import { formatCount } from '../../../base/format.ts';
import { periodLabels } from '../../../table/period-labels.ts';
import type { DateSummary } from '../../../table/summary.ts';
import { barChart } from './chart.ts';
import { html, type Markup } from './markup.ts';

/** How many values there are by period, from the first to the last. */
export function periodsHtml({ counts, period }: DateSummary): Markup {
  const [first] = counts;
  const last = counts.at(-1);
  if (first === undefined || last === undefined) return html``;
  const bars = counts.map(({ start, count }, index) => ({
    start: index / counts.length,
    end: (index + 1) / counts.length,
    count,
    title: `${periodName(start, period)}: ${formatCount(count, 'value')}`,
  }));
  const ticks = periodLabels({ counts, period });
  const fullest = counts.reduce((most, one) => (one.count > most.count ? one : most));
  const label = `Values by ${period}, from ${first.start} to ${last.start}. The most, ${fullest.count}, are in ${fullest.start}.`;
  return html`<figure>
<figcaption>Values by ${period} <small>${formatCount(counts.length, period)}</small></figcaption>
${barChart(bars, ticks, label)}
</figure>`;
}

function periodName(start: string, period: DateSummary['period']): string {
  return period === 'decade' ? `${start} to ${Number(start) + 9}` : start;
}
