import { formatNumber } from '../../../base/format.ts';
import type { ColumnSummary, TableSummary } from '../../../table/summary.ts';
import { endFigure } from '../ends.ts';
import { cutText, isNumeric, shareText, shortNumber } from '../values.ts';
import { sparkline } from './chart.ts';
import { figureHtml, valueHtml } from './figures.ts';
import { html, type Markup } from './markup.ts';

/** A table of all columns, a row each, that leads to their cards. */
export function overviewHtml({ rows, columns }: TableSummary): Markup {
  return html`<section aria-labelledby="columns">
<h2 id="columns">Columns</h2>
<div class="scroll" role="region" aria-labelledby="columns" tabindex="0"><table class="overview">
<caption class="unseen">The columns, each with its type and its key figures</caption>
<thead><tr><th scope="col">column</th><th scope="col">type</th><th scope="col">distribution</th><th scope="col" class="number">empty</th><th scope="col" class="number">distinct</th><th scope="col" class="number">minimum</th><th scope="col" class="number">median</th><th scope="col" class="number">mean</th><th scope="col" class="number">maximum</th><th scope="col">most frequent</th></tr></thead>
<tbody>${columns.map((column, index) => row(column, index, rows))}</tbody>
</table></div></section>`;
}

function row(column: ColumnSummary, index: number, rows: number): Markup {
  const { name, type, nulls, distinct, numbers, count } = column;
  const ends = (['min', 'max'] as const).map((end) => {
    const shown = type === 'boolean' || type === 'text' ? undefined : endFigure(column, end);
    return shown && figureHtml(shown);
  });
  return html`<tr><th scope="row"><a href="#column-${index + 1}"><bdi>${cutText(name, 60)}</bdi></a></th>
<td>${typeBadge(type)}</td><td>${sparklineOf(column)}</td>
<td class="number">${nulls === 0 ? html`<span class="quiet">0</span>` : html`<data value="${nulls}" title="${formatNumber(nulls)} of ${formatNumber(rows)}">${shareText(nulls, rows)}</data>`}</td>
<td class="number"><data value="${distinct}">${formatNumber(distinct)}</data></td>
<td class="number">${ends[0]}</td><td class="number">${numbers && short(numbers.median)}</td><td class="number">${numbers && short(numbers.mean)}</td><td class="number">${ends[1]}</td>
<td class="top">${count > 0 && mostFrequent(column)}</td></tr>`;
}

/** Few digits, so that all columns fit; the exact value shows on hover. */
function short(value: number): Markup {
  return figureHtml({ exact: value, text: shortNumber(value, 10) });
}

/** A column's type, coloured by its kind. */
export function typeBadge(type: ColumnSummary['type']): Markup {
  return html`<span class="type type-${type}">${type}</span>`;
}

function mostFrequent({ modes, modeCount, count, type }: ColumnSummary): Markup {
  const [first] = modes;
  if (first === undefined) return html`<span class="quiet">none repeats</span>`;
  const ties = modes.length > 1 && html` <span class="quiet">+${formatNumber(modes.length - 1)} tied</span>`;
  return html`<span class="clip">${valueHtml(first, isNumeric(type))}</span> <span class="quiet">${shareText(modeCount, count)}</span>${ties}`;
}

function sparklineOf({ name, numbers, dates, top, modes }: ColumnSummary): Markup | undefined {
  const label = cutText(name, 60);
  if (numbers) {
    return sparkline(
      numbers.histogram.map(({ count }) => count),
      `Histogram of ${label}`,
    );
  }
  if (dates) {
    return sparkline(
      dates.counts.map(({ count }) => count),
      `${label} by ${dates.period}`,
    );
  }
  if (modes.length === 0) return undefined;
  return sparkline(
    top.map(({ count }) => count),
    `The most frequent values of ${label}`,
  );
}
