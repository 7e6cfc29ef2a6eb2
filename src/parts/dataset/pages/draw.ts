import type { Reader } from '../../../language/reader.ts';
import { numberStatistics } from '../../../numbers/statistics.ts';
import type { ColumnSummary } from '../../../table/summary.ts';
import { histogramModel } from '../../charts/histogram.ts';
import type { ChartModel } from '../../charts/model.ts';
import type { Selection } from '../query.ts';
import { type Choice, type Kind, kindOf, type Period } from './chart-choice.ts';
import { canMerge, fittingPeriod, type Group, groupsFor, mostGroups } from './chart-groups.ts';
import { barsModel, type Drawn, groupHistogram, lineModel, scatterModel } from './chart-models.ts';
import { isDated, isNumeric, titleOf, titleWithUnit } from './values.ts';
import { type View, viewAddress, withCondition } from './view.ts';

/** Points of a scatter plot, at most. */
const mostPoints = 2000;

/** More points than these make no line. */
const mostStops = 1500;

/** More groups of numbers than these say more as a histogram of their values. */
const manyGroups = 100;

/** A chart, with what there is to say about it. */
export interface Chart {
  title: string;
  /** Nothing where there is nothing to draw. */
  model?: ChartModel;
  kind: Exclude<Kind, 'auto'>;
  notes: string[];
  /** What it is drawn of, for a table beneath. */
  groups: Group[];
  heads: { x: string; y: string };
  x: ColumnSummary;
  /** What the groups' values are like themselves: the median basket is one. */
  over?: { count: number; mean: number; median: number; min: number; max: number };
}

/** Draws what is chosen, of the rows of a view. */
export function draw(reader: Reader, view: View, selection: Selection, choice: Choice): Chart | undefined {
  const { table } = view;
  const text = reader.text.dataset.charts;
  const x = table.columns[choice.x];
  const y = choice.y === undefined ? undefined : table.columns[choice.y];
  if (!x) return undefined;
  const aggregate = choice.aggregate === 'each' ? 'count' : choice.aggregate;
  const period = isDated(x) ? fittingPeriod(x.min, x.max, choice.by, aggregate) : 'exact';
  const first = kindOf(table, choice, false);
  const measure = y === undefined ? text.rows : text.measured(text.aggregates[aggregate], titleWithUnit(y));
  const heads = { x: titleWithUnit(x), y: measure };

  if (first === 'scatter' && y && choice.y !== undefined) {
    const points = selection.points(choice.x, choice.y, mostPoints);
    const title = text.against(titleOf(y), titleOf(x));
    return {
      title,
      kind: 'scatter',
      ...(points.length > 0 && { model: scatterModel(reader, [x, y], points, title) }),
      notes:
        points.length < mostPoints
          ? []
          : [text.taken(reader.number(points.length), reader.number(selection.count))],
      groups: points,
      heads: { x: titleWithUnit(x), y: titleWithUnit(y) },
      x,
    };
  }
  if (first === 'histogram' && y === undefined) {
    const { numbers, min, max } = selection.describe(choice.x);
    const title = text.distribution(titleWithUnit(x));
    const model = numbers && histogramModel(reader, { ...x, min, max }, numbers);
    return {
      title,
      kind: 'histogram',
      ...(model && { model: { ...model, x: { ...model.x, title: titleWithUnit(x) } } }),
      notes: unfit(reader, choice, 'histogram'),
      groups: numbers?.histogram.map(({ from, count }) => ({ x: from, y: count })) ?? [],
      heads: { x: `${titleWithUnit(x)}, ${reader.text.statistics.from}`, y: text.rows },
      x,
    };
  }

  const title = text.by_(measure, titleOf(x));
  const groups = groupsFor(selection, choice, period);
  if (groups === undefined)
    return { title, kind: first, notes: [text.tooMany(reader.number(mostGroups))], groups: [], heads, x };
  const many = groups.length > (isNumeric(x) ? manyGroups : mostStops);
  const asked = kindOf(table, choice, many);
  // A line of more points than there are pixels says less than how its values are distributed.
  const kind = asked === 'line' && groups.length > mostStops ? 'histogram' : asked;
  const adds = y === undefined || aggregate === 'sum' || aggregate === 'count';
  const drawn: Drawn = {
    reader,
    x,
    measure,
    groups,
    adds,
    href: (value) => viewAddress(withCondition(view, rowsOf(choice.x, value, x, period))),
  };
  const { model, hidden } = modelOf(drawn, kind, title);
  return {
    title: kind === 'histogram' ? text.distribution(title) : title,
    kind,
    ...(model && groups.length > 0 && { model }),
    notes: [
      ...unfit(reader, choice, kind),
      ...(hidden > 0 ? [text.notShown(reader.number(hidden))] : []),
      ...(isDated(x) && !canMerge(aggregate) && (choice.by === 'month' || choice.by === 'year')
        ? [text.noMedian]
        : []),
    ],
    groups,
    heads,
    x,
    ...overOf(groups),
  };
}

function modelOf(
  drawn: Drawn,
  kind: Chart['kind'],
  title: string,
): { model?: ChartModel | undefined; hidden: number } {
  if (drawn.groups.length === 0) return { hidden: 0 };
  if (kind === 'line') return { model: lineModel(drawn, title), hidden: 0 };
  if (kind === 'histogram') return { model: groupHistogram(drawn), hidden: 0 };
  return barsModel(drawn, title);
}

/** The rows of a group: those of its value, or of its period. */
function rowsOf(column: number, value: Group['x'], x: ColumnSummary, period: Period) {
  if (value === null) return { column, operator: 'isnull' as const, values: [] };
  const dated = isDated(x) && period !== 'exact';
  return { column, operator: dated ? ('date' as const) : ('exact' as const), values: [String(value)] };
}

/** A word where another kind was asked for than the columns can make. */
function unfit(reader: Reader, { kind }: Choice, drawn: Chart['kind']): string[] {
  return kind === 'auto' || kind === drawn ? [] : [reader.text.dataset.charts.notThatKind];
}

function overOf(groups: Group[]): Pick<Chart, 'over'> {
  if (groups.length < 2) return {};
  const { count, mean, median, min, max } = numberStatistics(groups.map(({ y }) => y));
  return { over: { count, mean, median, min: Number(min), max: Number(max) } };
}
