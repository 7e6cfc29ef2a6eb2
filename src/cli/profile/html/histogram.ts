import { labelled } from '../../../base/axis.ts';
import { formatCount } from '../../../base/format.ts';
import type { ColumnSummary, NumberSummary } from '../../../table/summary.ts';
import { measure } from '../figure.ts';
import { numberText, shortNumber } from '../values.ts';
import { barChart } from './chart.ts';
import { figureHtml } from './figures.ts';
import { html, type Markup } from './markup.ts';
import { percent } from './scale.ts';

/** The histogram of a numeric column, with a box of its quantiles on the same axis, and its bins as a table; nothing where there is one bin alone. */
export function histogramHtml(column: ColumnSummary, numbers: NumberSummary, withTable: boolean): Markup {
  const { histogram } = numbers;
  const [first] = histogram;
  const last = histogram.at(-1);
  if (first === undefined || last === undefined || histogram.length === 1) return html``;
  const share = (value: number): number => (value - first.from) / (last.to - first.from);
  const bars = histogram.map(({ from, to, count }, index) => ({
    start: share(from),
    end: share(to),
    count,
    title: `${numberText(from)} ${index === histogram.length - 1 ? 'to' : 'up to'} ${numberText(to)}: ${formatCount(count, 'value')}`,
  }));
  const edges = [...histogram.map(({ from }) => from), last.to];
  const width = first.to - first.from;
  const nth = edges.map((edge) => Math.round(edge / width));
  const ticks = labelled(nth, [1, 2, 5, 10, 20, 50], 7).map((index) => {
    const edge = edges[index] ?? 0;
    return { at: share(edge), label: shortNumber(edge, 9) };
  });
  const unit = column.unit === undefined ? '' : ` ${column.unit}`;
  const fullest = histogram.reduce((most, bin) => (bin.count > most.count ? bin : most));
  const label = `Histogram from ${numberText(first.from)} to ${numberText(last.to)}${unit} in ${formatCount(histogram.length, 'bin')}. The fullest is from ${numberText(fullest.from)} to ${numberText(fullest.to)}, with ${formatCount(fullest.count, 'value')}.`;
  return html`<figure>
<figcaption>Histogram <small>${formatCount(histogram.length, 'bin')}, ${numberText(Number(width.toPrecision(12)))}${unit} wide each</small></figcaption>
${barChart(bars, ticks, label, boxStrip(column, numbers, share))}
${legend}
${withTable && binsTable(histogram)}
</figure>`;
}

const legend = html`<p class="legend" aria-hidden="true"><span><i class="key-box"></i>quartiles and median</span> <span><i class="key-line"></i>5th to 95th percentile</span> <span><i class="key-dot"></i>minimum, maximum</span> <span><i class="key-fence"></i>Tukey’s fences</span></p>`;

/** Quartiles as a box, the 5th to the 95th percentile as a line, both ends as dots, fences dashed. */
function boxStrip(
  { min, max }: ColumnSummary,
  { quantiles, median, outliers }: NumberSummary,
  share: (value: number) => number,
): Markup {
  const at = (p: number): string => percent(share(quantiles.find((one) => one.p === p)?.value ?? median));
  const box = share(quantiles.find(({ p }) => p === 0.25)?.value ?? median);
  const boxEnd = share(quantiles.find(({ p }) => p === 0.75)?.value ?? median);
  const fences = [outliers.lower, outliers.upper].filter((fence) => share(fence) >= 0 && share(fence) <= 1);
  const dots = [min, max].flatMap((value) => (value === null ? [] : [share(Number(value))]));
  const middle = percent(share(median));
  return html`<svg class="box" width="100%" height="28" aria-hidden="true">${fences.map(
    (fence) =>
      html`<line class="fence" x1="${percent(share(fence))}" x2="${percent(share(fence))}" y1="2" y2="26"><title>Tukey’s fence: ${numberText(fence)}</title></line>`,
  )}<line class="whisker" x1="${at(0.05)}" x2="${at(0.95)}" y1="14" y2="14"/>${dots.map(
    (dot) => html`<circle cx="${percent(dot)}" cy="14" r="2.5"/>`,
  )}<rect class="quartiles" x="${percent(box)}" width="${percent(boxEnd - box)}" y="6" height="16"/><line class="median" x1="${middle}" x2="${middle}" y1="4" y2="24"/></svg>`;
}

function binsTable(bins: NumberSummary['histogram']): Markup {
  return html`<details class="more"><summary>The bins as a table</summary>
<table><thead><tr><th scope="col" class="number">from</th><th scope="col" class="number">up to</th><th scope="col" class="number">values</th></tr></thead>
<tbody>${bins.map(
    ({ from, to, count }) =>
      html`<tr><td class="number">${figureHtml(measure(from))}</td><td class="number">${figureHtml(measure(to))}</td><td class="number">${count}</td></tr>`,
  )}</tbody></table></details>`;
}
