import { formatNumber } from '../../../base/format.ts';
import { printable } from '../../../parts/terminal.ts';
import type { ColumnSummary, TableSummary } from '../../../table/summary.ts';
import { endFigure } from '../ends.ts';
import { isNumeric, shareText, shortNumber, valueText } from '../values.ts';
import { whyShort } from '../why.ts';
import { sparkline } from './sparkline.ts';
import { cutTo, displayWidth, padTo } from './width.ts';

/** A column of the overview; the `least` that it can be cut to, and the `rank` in which it is left out, if at all. */
interface Field {
  head: string;
  cells: string[];
  blanks: 'left' | 'right';
  least?: number;
  rank?: number;
}

const gap = 1;
const widest = 28;

/** A line a column, as wide as the terminal at most: long cells are cut, then the fields of lower rank go. */
export function overviewText({ columns, rows }: TableSummary, width: number): string {
  const fields = fieldsOf(columns, rows);
  for (let rank = 1; total(fields.map(leastWidth)) > width && rank <= 9; rank++) {
    const index = fields.findIndex((field) => field.rank === rank);
    if (index >= 0) fields.splice(index, 1);
  }
  const widths = shrink(fields, width);
  const lines = ['head', ...columns.keys()].map((row) =>
    fields
      .map(({ head, cells, blanks }, index) => {
        const text = row === 'head' ? head : (cells[Number(row)] ?? '');
        return padTo(cutTo(text, widths[index] ?? 0), widths[index] ?? 0, blanks);
      })
      .join(' '.repeat(gap))
      .trimEnd(),
  );
  return lines.map((line) => `${line}\n`).join('');
}

function fieldsOf(columns: ColumnSummary[], rows: number): Field[] {
  const field = (
    head: string,
    cell: (column: ColumnSummary) => string,
    rest: Partial<Field> = {},
  ): Field => ({ head, cells: columns.map((column) => printable(cell(column))), blanks: 'left', ...rest });
  return [
    field('column', ({ name }) => name, { blanks: 'right', least: 14 }),
    field('type', ({ type }) => type, { blanks: 'right' }),
    field('empty', ({ nulls }) => (nulls === 0 ? '-' : shareText(nulls, rows))),
    field('distinct', ({ distinct }) => formatNumber(distinct)),
    field('min', (column) => endFigure(column, 'min')?.text ?? '', { least: 10 }),
    field('median', ({ numbers }) => (numbers ? shortNumber(numbers.median, 8) : ''), { rank: 5 }),
    field('mean', ({ numbers }) => (numbers ? shortNumber(numbers.mean, 8) : ''), { rank: 3 }),
    field('max', (column) => endFigure(column, 'max')?.text ?? '', { least: 10 }),
    field('shape', shapeOf, { blanks: 'right', rank: 6 }),
    field('most frequent', topText, { blanks: 'right', least: 16, rank: 2 }),
    field('why', whyShort, { blanks: 'right', least: 24, rank: 1 }),
  ];
}

function topText({ modes, modeCount, count, type }: ColumnSummary): string {
  const [first] = modes;
  if (count === 0) return '';
  if (first === undefined) return 'no value repeats';
  const share = shareText(modeCount, count);
  const ties = modes.length > 1 ? `, +${formatNumber(modes.length - 1)} tied` : '';
  return `${share} ${valueText(first, isNumeric(type))}${ties}`;
}

function shapeOf({ numbers, dates, top, modes }: ColumnSummary): string {
  const counts = numbers?.histogram ?? dates?.counts ?? (modes.length > 0 ? top : []);
  return sparkline(
    counts.map(({ count }) => count),
    8,
  );
}

function naturalWidth({ head, cells, least }: Field): number {
  const whole = Math.max(displayWidth(head), ...cells.map(displayWidth));
  return least === undefined ? whole : Math.max(displayWidth(head), Math.min(whole, widest * 2));
}

function leastWidth(field: Field): number {
  const natural = naturalWidth(field);
  return field.least === undefined ? natural : Math.min(natural, Math.max(field.least, field.head.length));
}

/** The widths of the fields: the widest that can be cut give way, one by one, until all fit. */
function shrink(fields: Field[], width: number): number[] {
  const widths = fields.map(naturalWidth);
  const least = fields.map(leastWidth);
  let over = total(widths) - width;
  while (over > 0) {
    let give = -1;
    for (const [index, one] of widths.entries()) {
      if (one > (least[index] ?? 0) && one > (widths[give] ?? 0)) give = index;
    }
    if (give < 0) break;
    widths[give] = (widths[give] ?? 0) - 1;
    over--;
  }
  return widths;
}

function total(widths: number[]): number {
  return widths.reduce((sum, width) => sum + width, gap * (widths.length - 1));
}
