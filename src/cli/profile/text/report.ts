import { UserError } from '../../../base/error.ts';
import { formatBytes, formatCount, formatNumber } from '../../../base/format.ts';
import { nearest } from '../../../base/nearest.ts';
import { printable } from '../../../parts/terminal.ts';
import type { ColumnSummary, TableSummary } from '../../../table/summary.ts';
import { columnFacts } from '../facts.ts';
import { notes, pairs } from '../notes.ts';
import type { SourceFacts } from '../source.ts';
import { isNumeric, valueText } from '../values.ts';
import { whyText } from '../why.ts';
import { barsText, factsText, histogramText } from './facts.ts';
import { overviewText } from './overview.ts';
import { cutTo, wrapped } from './width.ts';

const mostNotes = 8;
const mostPairs = 5;

/**
 * The report for a terminal: all columns in a table, then what stands out; or, where `columns` are
 * named, all that is known of these.
 */
export function textReport(
  { summary, files }: { summary: TableSummary; files: SourceFacts[] },
  { width, columns }: { width: number; columns: string[] | undefined },
): string {
  if (columns) {
    return columns.map((name) => columnText(find(summary, name), summary.rows, width)).join('\n');
  }
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const source = files.length === 1 ? (files[0]?.name ?? '') : formatCount(files.length, 'file');
  const counts = `${formatCount(summary.rows, 'row')}, ${formatCount(summary.columns.length, 'column')}`;
  return [
    `${printable(source)}: ${counts}, ${formatBytes(bytes)}\n`,
    overviewText(summary, width),
    notesText(summary, width),
    correlationsText(summary),
    `All of a column: --column NAME. A report to show: --html.\n`,
  ]
    .filter((text) => text !== '')
    .join('\n');
}

function find({ columns }: TableSummary, name: string): ColumnSummary {
  const found = columns.find((column) => column.name === name);
  if (found) return found;
  const near = nearest(
    name,
    columns.map((column) => column.name),
  );
  throw new UserError(`There is no column "${name}".`, {
    hint: near === undefined ? 'Without --column, the report lists all of them.' : `Did you mean "${near}"?`,
    exitCode: 2,
  });
}

function notesText(summary: TableSummary, width: number): string {
  const all = notes(summary);
  if (all.length === 0) return '';
  const lines = all.slice(0, mostNotes).map(({ column, text }) => `${cutTo(column, 40)} ${text}`);
  if (all.length > mostNotes) lines.push(`and ${formatCount(all.length - mostNotes, 'more note')}`);
  return `What stands out\n${lines.map((line) => wrapped(printable(line), width, '- ')).join('')}`;
}

function correlationsText({ correlations }: TableSummary): string {
  if (correlations === undefined) return '';
  const strongest = pairs(correlations).filter(({ spearman }) => spearman !== null);
  if (strongest.length === 0) return '';
  const lines = strongest.slice(0, mostPairs).map(({ one, other, pearson, spearman }) => {
    const [r, rho] = [pearson, spearman].map((value) =>
      (value === null ? '-' : value.toFixed(2)).padStart(7),
    );
    return `${r} ${rho}  ${cutTo(printable(one), 30)} and ${cutTo(printable(other), 30)}\n`;
  });
  const head =
    strongest.length > mostPairs
      ? `The strongest of ${formatNumber(strongest.length)} correlations`
      : 'Correlations';
  return `${head}\nPearson Spearman\n${lines.join('')}`;
}

function columnText(column: ColumnSummary, rows: number, width: number): string {
  const { name, type, unit, title, count, numbers, dates, texts, top, modes } = column;
  const more = [type, title, unit].filter((text) => text !== undefined).join(', ');
  const parts = [
    `${printable(`${name}: ${more}`)}\n${wrapped(printable(whyText(column)), width, '')}`,
    factsText(columnFacts(column, rows)),
  ];
  if (numbers) parts.push(`Histogram\n${histogramText(numbers.histogram)}`);
  if (dates)
    parts.push(
      `By ${dates.period}\n${barsText(dates.counts.map(({ start, count }) => ({ label: start, count })))}`,
    );
  if (count > 0 && modes.length > 0) {
    const rowsOf = top.map(({ value, count }) => ({
      label: valueText(value, isNumeric(type)) || '(empty text)',
      count,
    }));
    parts.push(
      `Most frequent${modes.length > 1 ? `; ${formatNumber(modes.length)} tie for the first place` : ''}\n${barsText(rowsOf)}`,
    );
  }
  if (texts && texts.patterns.length > 0) {
    parts.push(
      `Patterns, A and a for letters, 9 for digits\n${barsText(texts.patterns.map(({ pattern, count }) => ({ label: pattern, count })))}`,
    );
  }
  return parts.join('\n');
}
