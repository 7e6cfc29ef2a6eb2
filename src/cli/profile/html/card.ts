import { formatNumber } from '../../../base/format.ts';
import type { ColumnSummary, NumberSummary, TableSummary } from '../../../table/summary.ts';
import { columnFacts } from '../facts.ts';
import { type FactGroup, measure } from '../figure.ts';
import { quantilesTitle } from '../number-facts.ts';
import { cutText } from '../values.ts';
import { whyText } from '../why.ts';
import { patternsHtml, topHtml } from './bars.ts';
import { figureHtml, shownHtml } from './figures.ts';
import { histogramHtml } from './histogram.ts';
import { html, type Markup } from './markup.ts';
import { typeBadge } from './overview.ts';
import { periodsHtml } from './periods.ts';

/** With more columns, their cards are closed: the page stays short. */
const mostOpenCards = 30;

/** With more columns, the page goes without tables of what the charts show already. */
const mostTables = 200;

/** All that is known of one column. */
export function cardHtml(column: ColumnSummary, index: number, { rows, columns }: TableSummary): Markup {
  const open = columns.length <= mostOpenCards;
  const { name, title, type, unit, count, numbers, texts, dates } = column;
  const subtitle = [title, unit === undefined ? undefined : `in ${unit}`].filter(
    (text) => text !== undefined,
  );
  // The quantiles have a place of their own.
  const groups = columnFacts(column, rows).filter(({ title }) => title !== quantilesTitle);
  return html`<details class="card" id="column-${index + 1}"${open && html` open`}>
<summary><h3><bdi>${cutText(name, 200)}</bdi></h3> ${typeBadge(type)}${
    subtitle.length > 0 && html` <span class="quiet">${subtitle.join(', ')}</span>`
  }<span class="nth">${formatNumber(index + 1)}</span></summary>
<p class="why quiet">${whyText(column)}</p>
<div class="halves"><div class="facts">${groups.map(groupHtml)}</div>
<div class="charts">${numbers && histogramHtml(column, numbers, columns.length <= mostTables)}${numbers && quantilesHtml(numbers)}${dates && periodsHtml(dates)}${
    count > 0 && topHtml(column)
  }${texts && patternsHtml(texts, count)}</div></div>
</details>`;
}

function groupHtml({ title, facts }: FactGroup): Markup {
  return html`<section class="group"><h4>${title}</h4><dl>${facts.map(
    ({ label, shown }) => html`<div><dt>${label}</dt><dd>${shownHtml(shown)}</dd></div>`,
  )}</dl></section>`;
}

/** The quantiles side by side, from the least to the greatest, the median among them. */
function quantilesHtml({ quantiles, median }: NumberSummary): Markup {
  const half = { p: 0.5, value: median };
  const all = [...quantiles.filter(({ p }) => p !== half.p), half].sort((a, b) => a.p - b.p);
  return html`<section class="strip"><h4>Quantiles</h4><dl>${all.map(
    ({ p, value }) =>
      html`<div><dt>${Number((p * 100).toPrecision(12))} %</dt><dd>${figureHtml(measure(value))}</dd></div>`,
  )}</dl></section>`;
}
