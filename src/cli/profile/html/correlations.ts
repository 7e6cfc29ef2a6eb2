import { formatNumber } from '../../../base/format.ts';
import type { TableSummary } from '../../../table/summary.ts';
import { pairs } from '../notes.ts';
import { cutText } from '../values.ts';
import { html, type Markup } from './markup.ts';

type Correlations = NonNullable<TableSummary['correlations']>;

/** A larger matrix is no longer read; the strongest pairs are. */
const largestMatrix = 16;
const mostPairs = 20;

/** In a smaller matrix the strongest pairs are plain to see. */
const fewColumns = 8;

/** How strongly numeric columns go together: both matrices as heat maps, and the strongest pairs. */
export function correlationsHtml(correlations: Correlations): Markup {
  const { columns, pearson, spearman } = correlations;
  const drawn = columns.length <= largestMatrix;
  return html`<section aria-labelledby="correlations">
<h2 id="correlations">Correlations</h2>
<p class="quiet intro">1: they rise together. −1: one falls as the other rises. 0: no such relation. Pearson’s r is about straight lines, Spearman’s ρ about ranks. Over the rows that have both values.</p>
${drawn && html`<div class="matrices">${matrix('Pearson’s r', columns, pearson)}${matrix('Spearman’s ρ', columns, spearman)}</div>`}
${columns.length > fewColumns && pairsTable(correlations)}
</section>`;
}

function matrix(title: string, columns: string[], values: (number | null)[][]): Markup {
  return html`<div class="scroll" role="region" aria-label="${title}" tabindex="0"><table class="matrix"><caption>${title}</caption>
<thead><tr><td></td>${columns.map((name) => html`<th scope="col"><span><bdi>${cutText(name, 24)}</bdi></span></th>`)}</tr></thead>
<tbody>${columns.map(
    (name, row) =>
      html`<tr><th scope="row"><bdi>${cutText(name, 24)}</bdi></th>${columns.map((other, column) =>
        row === column
          ? html`<td class="self"></td>`
          : cell(values[row]?.[column] ?? null, `${cutText(name, 60)} and ${cutText(other, 60)}`),
      )}</tr>`,
  )}</tbody></table></div>`;
}

function cell(value: number | null, names: string): Markup {
  if (value === null) return html`<td title="${names}: none, since one is constant">–</td>`;
  const level = Math.round(Math.abs(value) * 6);
  const shade = level === 0 ? '' : `${value > 0 ? 'plus' : 'minus'}-${level}`;
  return html`<td class="${shade}" title="${names}: ${value}"><data value="${value}">${coefficient(value)}</data></td>`;
}

/** Two decimals; only what is exactly 1 or -1 is written so. */
function coefficient(value: number): string {
  const text = Math.abs(value) === 1 ? value.toFixed(0) : value.toFixed(2);
  const shown = /^-?1\.00$/.test(text) ? `${value < 0 ? '-' : ''}>0.99`.replace('->', '<-') : text;
  return (/^-0\.00$/.test(shown) ? '0.00' : shown).replace('-', '−');
}

function pairsTable(correlations: Correlations): Markup {
  const all = pairs(correlations);
  const shown = all.slice(0, mostPairs);
  return html`<div class="scroll fit" role="region" aria-label="The strongest pairs" tabindex="0"><table class="pairs"><caption>The strongest pairs <small>by Spearman’s ρ, ${shown.length} of ${formatNumber(all.length)}</small></caption>
<thead><tr><th scope="col">column</th><th scope="col">and</th><th scope="col" class="number">Pearson</th><th scope="col" class="number">Spearman</th></tr></thead>
<tbody>${shown.map(
    ({ one, other, pearson, spearman }) =>
      html`<tr><th scope="row"><bdi>${cutText(one, 40)}</bdi></th><td><bdi>${cutText(other, 40)}</bdi></td>${[
        pearson,
        spearman,
      ].map(
        (value) =>
          html`<td class="number">${value === null ? '–' : html`<data value="${value}" title="${value}">${coefficient(value)}</data>`}</td>`,
      )}</tr>`,
  )}</tbody></table></div>`;
}
