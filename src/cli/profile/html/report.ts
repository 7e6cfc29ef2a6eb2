import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { formatBytes, formatCount, formatNumber } from '../../../base/format.ts';
import type { TableSummary } from '../../../table/summary.ts';
import { type Note, notes } from '../notes.ts';
import type { SourceFacts } from '../source.ts';
import { cutText } from '../values.ts';
import { cardHtml } from './card.ts';
import { correlationsHtml } from './correlations.ts';
import { unbroken } from './figures.ts';
import { html, type Markup, trusted } from './markup.ts';
import { overviewHtml } from './overview.ts';

/** What a report is made of: the statistics, the files that they are of, and Holdall's version. */
export interface ReportContent {
  summary: TableSummary;
  files: SourceFacts[];
  version: string;
}

/** More notes than these are only counted. */
const mostNotes = 12;

const style = readFileSync(new URL('style.css', import.meta.url), 'utf8');
const styleHash = createHash('sha256').update(style).digest('base64');

/**
 * A report as one HTML page that needs nothing beside it: no script, no network, which its policy
 * forbids; the same content gives the same bytes.
 */
export function htmlReport({ summary, files, version }: ReportContent): string {
  const { name, rows, columns, correlations } = summary;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${name}: profile</title>
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'sha256-${trusted(styleHash)}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Holdall ${version}">
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header><p class="kicker">Profile</p>
<h1><bdi>${name}</bdi></h1>
<p class="lead">${formatCount(rows, 'row')}, ${formatCount(columns.length, 'column')}${kinds(summary)}</p>
${filesHtml(files)}</header>
<main id="main">
${notesHtml(summary)}
${overviewHtml(summary)}
${correlations && correlationsHtml(correlations)}
<section aria-labelledby="details"><h2 id="details">Column by column</h2>
${columns.map((column, index) => cardHtml(column, index, summary))}</section>
</main>
<footer><p>Made with Holdall ${version}. Every figure is exact, taken over the whole table; the exact value of a rounded one shows when the pointer rests on it.</p></footer>
</body>
</html>
`.html;
}

/** `: 4 integer, 2 text`. */
function kinds({ columns }: TableSummary): string {
  const counts = new Map<string, number>();
  for (const { type } of columns) counts.set(type, (counts.get(type) ?? 0) + 1);
  const list = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([type, count]) => `${formatNumber(count)} ${type}`);
  return list.length === 0 ? '' : `: ${list.join(', ')}`;
}

function filesHtml(files: SourceFacts[]): Markup {
  return html`<dl class="files">${files.map(
    ({ name, bytes, sha256 }) =>
      html`<div><dt><bdi>${name}</bdi></dt><dd><data value="${bytes}" title="${formatCount(bytes, 'byte')}">${formatBytes(bytes)}</data></dd><dd class="hash">SHA-256 <code>${sha256}</code></dd></div>`,
  )}</dl>`;
}

function notesHtml(summary: TableSummary): Markup | undefined {
  const all = notes(summary);
  if (all.length === 0) return undefined;
  const numbers = new Map(summary.columns.map(({ name }, index) => [name, index + 1]));
  const rest = all.length - mostNotes;
  return html`<section class="notes" aria-labelledby="notes"><h2 id="notes">What stands out</h2>
<ul>${all
    .slice(0, mostNotes)
    .map(
      ({ column, text }: Note) =>
        html`<li><a href="#column-${numbers.get(column)}"><bdi>${cutText(column, 60)}</bdi></a> ${unbroken(text)}</li>`,
    )}${rest > 0 && html`<li class="quiet">and ${formatCount(rest, 'more note')}</li>`}</ul></section>`;
}
