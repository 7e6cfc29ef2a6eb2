import { formatNumber } from '../../../base/format.ts';
import { printable } from '../../../parts/terminal.ts';
import { type FactGroup, plain } from '../figure.ts';
import { numberText } from '../values.ts';
import { cutTo, displayWidth, padTo } from './width.ts';

/** Facts as lines for a terminal: the labels, and the values beside them. */
export function factsText(groups: FactGroup[]): string {
  const facts = groups.flatMap(({ facts }) => facts);
  return columnsText(facts.map(({ label, shown }) => [label, printable(plain(shown))]));
}

/** A histogram as lines for a terminal: a bin's edges, a bar and a count each. */
export function histogramText(bins: { from: number; to: number; count: number }[]): string {
  const edges = bins.map(({ from, to }) => ({ from: numberText(from), to: numberText(to) }));
  const width = Math.max(0, ...edges.map(({ from }) => from.length));
  return barsText(
    bins.map(({ count }, index) => ({
      label: `${edges[index]?.from.padStart(width)} to ${edges[index]?.to}`,
      count,
    })),
  );
}

/** Counts as lines for a terminal: a label, the count and a bar each. */
export function barsText(rows: { label: string; count: number }[], barWidth = 30): string {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  const width = formatNumber(most).length;
  return columnsText(
    rows.map(({ label, count }) => [
      cutTo(printable(label), 36),
      `${formatNumber(count).padStart(width)} ${bar((count / most) * barWidth)}`,
    ]),
  );
}

/** A bar of so many columns, in eighths; anything above 0 shows. */
function bar(length: number): string {
  if (length === 0) return '';
  const eighths = Math.max(1, Math.round(length * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'][eighths % 8];
}

function columnsText(rows: [string, string][]): string {
  const width = Math.max(0, ...rows.map(([label]) => displayWidth(label)));
  const lines = rows.map(([label, value]) => `${padTo(label, width, 'right')}  ${value}`);
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}
