import { labelled } from '../../base/axis.ts';
import type { Reader } from '../../language/reader.ts';
import type { ColumnSummary, NumberSummary } from '../../table/summary.ts';
import type { Box, PlotModel } from './model.ts';
import { numberText, shortNumber } from './number-text.ts';
import { levelsOf } from './order.ts';
import { niceTicks } from './scale.ts';

/**
 * The histogram of a numeric column over a box of its quantiles on the same axis; undefined where there
 * is one bin alone.
 */
export function histogramModel(
  reader: Reader,
  { min, max, unit }: Pick<ColumnSummary, 'min' | 'max' | 'unit'>,
  numbers: NumberSummary,
): PlotModel | undefined {
  const { histogram } = numbers;
  const first = histogram[0];
  const last = histogram.at(-1);
  if (first === undefined || last === undefined || histogram.length === 1) return undefined;
  const text = reader.text.charts;
  const share = (value: number) => (value - first.from) / (last.to - first.from);
  const name = ({ from, to }: { from: number; to: number }) =>
    text.bins[to === last.to ? 'to' : 'upTo'](numberText(reader, from), numberText(reader, to));
  const count = (values: number) => reader.count(values, text.value);
  const fullest = histogram.reduce((most, bin) => (bin.count > most.count ? bin : most));
  const y = countAxis(reader, fullest.count);
  return {
    kind: 'bars',
    label: `${text.histogram(
      numberText(reader, first.from),
      numberText(reader, last.to),
      reader.count(histogram.length, text.bin),
    )} ${text.fullest(name(fullest), count(fullest.count))}`,
    bars: histogram.map((bin) => ({
      start: share(bin.from),
      end: share(bin.to),
      low: 0,
      high: bin.count / y.to,
      title: `${name(bin)}: ${count(bin.count)}`,
    })),
    x: { ticks: edgeTicks(reader, histogram, share), ...(unit !== undefined && { title: unit }) },
    y: y.axis,
    box: boxOf(reader, min, max, numbers, share),
  };
}

/** The same with median and mean marked. */
export function markedHistogram(
  reader: Reader,
  column: Pick<ColumnSummary, 'min' | 'max' | 'unit'>,
  numbers: NumberSummary,
): PlotModel | undefined {
  const model = histogramModel(reader, column, numbers);
  const [first, last] = [numbers.histogram[0], numbers.histogram.at(-1)];
  if (!model || !first || !last) return undefined;
  const share = (value: number) => (value - first.from) / (last.to - first.from);
  return { ...model, levels: levelsOf(reader, 'x', numbers, share) };
}

/** An axis of counts from 0 to the largest of them. */
export function countAxis(reader: Reader, largest: number) {
  const to = Math.max(1, largest);
  const ticks = niceTicks(0, to, 4).filter(Number.isInteger);
  return { to, axis: { ticks: ticks.map((tick) => ({ at: tick / to, label: shortNumber(reader, tick) })) } };
}

/** Labels at edges of bins, whose numbers are round. */
function edgeTicks(reader: Reader, bins: NumberSummary['histogram'], share: (value: number) => number) {
  const [first, last] = [bins[0], bins.at(-1)];
  if (first === undefined || last === undefined) return [];
  const edges = [...bins.map(({ from }) => from), last.to];
  const numbers = edges.map((edge) => Math.round(edge / (first.to - first.from)));
  return labelled(numbers, [1, 2, 5, 10, 20, 50], 7).map((index) => {
    const edge = edges[index] ?? 0;
    return { at: share(edge), label: shortNumber(reader, edge) };
  });
}

function boxOf(
  reader: Reader,
  min: ColumnSummary['min'],
  max: ColumnSummary['max'],
  { quantiles, median, outliers }: NumberSummary,
  share: (value: number) => number,
): Box {
  const at = (p: number) => share(quantiles.find((one) => one.p === p)?.value ?? median);
  const fences = [outliers.lower, outliers.upper].map((fence) => ({
    at: share(fence),
    title: reader.text.charts.fence(numberText(reader, fence)),
  }));
  return {
    whiskers: [at(0.05), at(0.95)],
    quartiles: [at(0.25), at(0.75)],
    median: share(median),
    ends: [min, max].flatMap((value) => (value === null ? [] : [share(Number(value))])),
    fences: fences.filter((fence) => fence.at >= 0 && fence.at <= 1),
  };
}
