import { formatCount, formatNumber } from '../../../base/format.ts';
import type { ColumnSummary, TextSummary } from '../../../table/summary.ts';
import { cutText, isNumeric, shareText } from '../values.ts';
import { valueHtml } from './figures.ts';
import { html, type Markup } from './markup.ts';
import { percent } from './scale.ts';

/** More ties for the first place than these are only counted. */
const mostTies = 200;

/** The most frequent values, with all that tie for the first place. */
export function topHtml({ type, top, modes, modeCount, count, distinct }: ColumnSummary): Markup {
  if (modes.length === 0) return html`<p class="quiet">No value repeats.</p>`;
  const numeric = isNumeric(type);
  const rows = top.map(({ value, count: times }) => ({
    label: valueHtml(value, numeric),
    times,
    first: times === modeCount,
  }));
  const all = distinct === 1 ? 'The one value' : `The ${distinct} values`;
  const title = distinct > top.length ? `The ${top.length} most frequent values` : all;
  const note = distinct > top.length && `of ${formatNumber(distinct)} different ones`;
  return html`${barsTable({ title, note, head: 'value', rows, whole: count, narrow: type !== 'text' })}${tiesHtml(modes, modeCount, numeric, top.length)}`;
}

function tiesHtml(
  modes: ColumnSummary['modes'],
  modeCount: number,
  numeric: boolean,
  shown: number,
): Markup | undefined {
  if (modes.length < 2) return undefined;
  const tie = `${formatNumber(modes.length)} values tie for the first place, ${formatCount(modeCount, 'time')} each`;
  if (modes.length <= shown) return html`<p class="quiet tie">${tie}.</p>`;
  const listed = modes.slice(0, mostTies);
  const rest = modes.length - listed.length;
  return html`<details class="more"><summary>${tie}</summary>
<ul class="ties">${listed.map((mode) => html`<li>${valueHtml(mode, numeric)}</li>`)}</ul>${
    rest > 0 && html`<p class="quiet">and ${formatNumber(rest)} more</p>`
  }</details>`;
}

/** The shapes of texts, the most frequent first. */
export function patternsHtml({ patterns }: TextSummary, count: number): Markup | undefined {
  if (patterns.length === 0) return undefined;
  const rows = patterns.map(({ pattern, count: times }) => ({
    label:
      pattern.trim() === '' ? html`<i>nothing but blanks</i>` : html`<code>${cutText(pattern, 60)}</code>`,
    times,
    first: false,
  }));
  return barsTable({
    title: 'Patterns',
    note: 'A and a for letters, 9 for digits',
    head: 'pattern',
    rows,
    whole: count,
    narrow: false,
  });
}

interface Bars {
  /** Whether the labels are short, so that the bars get their room. */
  narrow: boolean;
  title: string;
  note: string | false;
  head: string;
  rows: { label: Markup; times: number; first: boolean }[];
  whole: number;
}

function barsTable({ title, note, head, rows, whole, narrow }: Bars): Markup {
  const most = Math.max(1, ...rows.map(({ times }) => times));
  return html`<table class="${narrow ? 'bars narrow' : 'bars'}"><caption>${title}${note && html` <small>${note}</small>`}</caption>
<thead class="unseen"><tr><th scope="col">${head}</th><th scope="col">bar</th><th scope="col">count</th><th scope="col">share</th></tr></thead>
<tbody>${rows.map(
    ({ label, times, first }) =>
      html`<tr${first && html` class="first"`}><th scope="row">${label}</th><td class="bar-cell"><svg width="100%" height="12" aria-hidden="true"><rect width="${percent(times / most)}" height="12" rx="2"/></svg></td><td class="number"><data value="${times}">${formatNumber(times)}</data></td><td class="number quiet">${shareText(times, whole)}</td></tr>`,
  )}</tbody></table>`;
}
