import type { Reader } from '../../../language/reader.ts';
import { numberStatistics } from '../../../numbers/statistics.ts';
import type { ColumnSummary } from '../../../table/summary.ts';
import { histogramModel } from '../../charts/histogram.ts';
import type { Axis, Category, ChartModel, PlotModel } from '../../charts/model.ts';
import { numberColumn, numberText, shortNumber } from '../../charts/number-text.ts';
import { niceRange, type Range } from '../../charts/scale.ts';
import { timeOf, timeTicks } from '../../charts/time.ts';
import type { Group } from './chart-groups.ts';
import { cellText, cutText, isDated, isNumeric, shareText, titleOf, titleWithUnit } from './values.ts';

/** Bars of names, the greatest first; the others stand together where their sum has a sense. */
const mostBars = 20;

/** What a chart is drawn of: groups of rows, and what their values are called. */
export interface Drawn {
  reader: Reader;
  /** The column whose values make the groups. */
  x: ColumnSummary;
  /** The name of the values, with their unit. */
  measure: string;
  groups: Group[];
  /** Whether values of several groups can be added up. */
  adds: boolean;
  /** Where the name of a group leads. */
  href?(x: Group['x']): string;
}

/** Bars by name, the greatest first; of dates and of few numbers in their own order. */
export function barsModel(drawn: Drawn, title: string): { model: ChartModel; hidden: number } {
  const { reader, x, groups, adds, measure, href } = drawn;
  const ordered = (isDated(x) || isNumeric(x)) && groups.length <= 2 * mostBars;
  const sorted = ordered ? groups : groups.toSorted((a, b) => b.y - a.y);
  const shown = sorted.slice(0, ordered ? sorted.length : mostBars);
  const rest = sorted.slice(shown.length);
  const positive = groups.every(({ y }) => y >= 0);
  const whole = groups.reduce((sum, { y }) => sum + y, 0);
  const row = (name: string, value: number): Category => ({
    name,
    value,
    text: '',
    ...(adds && positive && { share: shareText(reader, value, whole) }),
  });
  const rows: Category[] = shown.map((group) => ({
    ...row(groupName(reader, x, group.x), group.y),
    ...(href && group.x !== null && { href: href(group.x) }),
  }));
  const combines = rest.length > 0 && adds && positive;
  if (combines) {
    const sum = rest.reduce((total, { y }) => total + y, 0);
    rows.push({ ...row(reader.text.dataset.charts.others(reader.number(rest.length)), sum), quiet: true });
  }
  const texts = numberColumn(
    reader,
    rows.map(({ value }) => value),
  );
  rows.forEach((one, at) => {
    one.text = texts[at] ?? '';
  });
  return {
    model: { kind: 'categories', label: title, rows, heads: { name: titleOf(x), value: measure } },
    hidden: combines ? 0 : rest.length,
  };
}

/** A group's value of x as people read it. */
export function groupName(reader: Reader, x: ColumnSummary, value: Group['x']): string {
  if (value === null) return reader.text.dataset.charts.empty;
  return cutText(cellText(reader, x, value), 60) || reader.text.dataset.filter.blankValue;
}

/** A line over numbers or dates; without the rows that have no x. */
export function lineModel({ reader, x, groups, measure, adds }: Drawn, title: string): PlotModel {
  const dated = isDated(x);
  const points = groups.flatMap((group) =>
    group.x === null ? [] : [{ at: dated ? timeOf(wholeDate(String(group.x))) : Number(group.x), ...group }],
  );
  const values = points.map(({ y }) => y);
  const y = niceRange(
    adds ? Math.min(0, ...values) : Math.min(...values),
    Math.max(...(adds ? [0] : []), ...values),
  );
  const first = points[0]?.at ?? 0;
  const last = points.at(-1)?.at ?? first;
  const across = dated ? undefined : niceRange(first, last, 6);
  const [from, to] = across ? [across.from, across.to] : [first, last];
  const shareX = (at: number) => (to === from ? 0.5 : (at - from) / (to - from));
  return {
    kind: points.length === 1 ? 'points' : 'line',
    label: title,
    x: {
      ticks: across ? axisOf(reader, across).ticks : timeTicks(reader, from, to),
      title: titleWithUnit(x),
    },
    y: { ...axisOf(reader, y), title: measure },
    zero: shareIn(y, 0),
    points: points.map((point) => ({
      x: shareX(point.at),
      y: shareIn(y, point.y),
      title: `${groupName(reader, x, point.x)}: ${numberText(reader, point.y)}`,
    })),
  };
}

/** A period as its first day. */
function wholeDate(period: string): string {
  return period.length === 4 ? `${period}-01-01` : period.length === 7 ? `${period}-01` : period;
}

/** Every row as a point. */
export function scatterModel(
  reader: Reader,
  [x, y]: [ColumnSummary, ColumnSummary],
  points: { x: number; y: number }[],
  title: string,
): PlotModel {
  const ends = (list: number[]): Range =>
    list.length === 0 ? niceRange(0, 1) : niceRange(least(list), greatest(list), 6);
  const [across, up] = [ends(points.map((point) => point.x)), ends(points.map((point) => point.y))];
  return {
    kind: 'points',
    label: title,
    x: { ...axisOf(reader, across), title: titleWithUnit(x) },
    y: { ...axisOf(reader, up), title: titleWithUnit(y) },
    zero: shareIn(up, 0),
    points: points.map((point) => ({
      x: shareIn(across, point.x),
      y: shareIn(up, point.y),
      title: `${numberText(reader, point.x)}; ${numberText(reader, point.y)}`,
    })),
  };
}

/** The histogram of the groups' own values. */
export function groupHistogram({ reader, groups, measure }: Drawn): PlotModel | undefined {
  const list = groups.map(({ y }) => y);
  if (list.length === 0) return undefined;
  const statistics = numberStatistics(list);
  const model = histogramModel(reader, { min: statistics.min, max: statistics.max }, statistics);
  return model && { ...model, x: { ...model.x, title: measure } };
}

function axisOf(reader: Reader, range: Range): Axis {
  return {
    ticks: range.ticks.map((tick) => ({ at: shareIn(range, tick), label: shortNumber(reader, tick) })),
  };
}

function shareIn({ from, to }: Range, value: number): number {
  return to === from ? 0 : (value - from) / (to - from);
}

function least(list: number[]): number {
  return list.reduce((found, value) => Math.min(found, value), Number.POSITIVE_INFINITY);
}

function greatest(list: number[]): number {
  return list.reduce((found, value) => Math.max(found, value), Number.NEGATIVE_INFINITY);
}
