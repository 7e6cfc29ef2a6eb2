import { formatNumber } from '../../../base/format.ts';
import { typeset } from './figures.ts';
import { html, type Markup } from './markup.ts';
import { countTicks, percent } from './scale.ts';

/** A bar of a chart: from where to where on the axis, as shares of it; its count, and what it is in words. */
export interface ChartBar {
  start: number;
  end: number;
  count: number;
  title: string;
}

/** A label below the axis, at a share of it. */
export interface Tick {
  at: number;
  label: string;
}

const height = 150;
const sparkWidth = 88;
const sparkHeight = 24;

/**
 * Bars over an axis. Lengths are percentages, so that it takes any width and its text keeps its size.
 * @param below what shares the axis, such as a box strip
 */
export function barChart(bars: ChartBar[], ticks: Tick[], label: string, below?: Markup): Markup {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const levels = countTicks(most).map((count) => ({ count, y: round(height - (count / most) * height) }));
  const gutter = Math.max(...levels.map(({ count }) => formatNumber(count).length)) * 7 + 8;
  return html`<div class="chart" role="img" aria-label="${label}">
<svg class="scale" width="${gutter}" height="${height}" aria-hidden="true">${levels.map(
    ({ count, y }) =>
      html`<text x="${gutter - 8}" y="${y + 4}" text-anchor="end">${formatNumber(count)}</text>`,
  )}</svg>
<svg class="plot" width="100%" height="${height}" aria-hidden="true">${levels.map(
    ({ y }) => html`<line class="grid" x1="0" x2="100%" y1="${y}" y2="${y}"/>`,
  )}${bars.map((bar) => barHtml(bar, most))}<line class="axis" x1="0" x2="100%" y1="${height}" y2="${height}"/></svg>
<svg class="ticks" width="100%" height="24" aria-hidden="true">${ticks.map(tickHtml)}</svg>
${below}
</div>`;
}

function barHtml({ start, end, count, title }: ChartBar, most: number): Markup {
  const x = percent(start);
  const width = percent(end - start);
  const tall = count === 0 ? 0 : Math.max(2, (count / most) * height);
  return html`<g data-count="${count}"><title>${title}</title><rect class="hit" x="${x}" y="0" width="${width}" height="${height}"/>${
    count > 0 &&
    html`<rect class="bar" x="${x}" y="${round(height - tall)}" width="${width}" height="${round(tall)}"/>`
  }</g>`;
}

function tickHtml({ at, label }: Tick): Markup {
  const anchor = at < 0.04 ? 'start' : at > 0.96 ? 'end' : 'middle';
  const x = percent(at);
  return html`<line class="axis" x1="${x}" x2="${x}" y1="0" y2="5"/><text x="${x}" y="18" text-anchor="${anchor}">${typeset(label)}</text>`;
}

/** A chart of the size of a word: the counts alone, as one shape. */
export function sparkline(counts: readonly number[], label: string): Markup {
  const most = Math.max(1, ...counts);
  const step = sparkWidth / Math.max(1, counts.length);
  const gap = step > 3 ? 1 : 0;
  const path = counts
    .map((count, index) => {
      if (count === 0) return '';
      const tall = round(Math.max(1, (count / most) * sparkHeight));
      return `M${round(index * step)} ${sparkHeight}v-${tall}h${round(step - gap)}v${tall}z`;
    })
    .join('');
  return html`<svg class="spark" role="img" aria-label="${label}" width="${sparkWidth}" height="${sparkHeight}" viewBox="0 0 ${sparkWidth} ${sparkHeight}"><path d="${path}"/></svg>`;
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
