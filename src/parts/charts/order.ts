import type { Reader } from '../../language/reader.ts';
import type { Level, PlotModel, Point } from './model.ts';
import { numberText, shortNumber } from './number-text.ts';
import { niceRange, niceTicks, type Range } from './scale.ts';

/** More numbers than these are drawn as the least and the greatest of each of so many stretches. */
export const mostStretches = 500;

/** Numbers in the order in which they stand in a list, with median and mean across. */
export function orderModel(
  reader: Reader,
  list: readonly (number | bigint)[],
  { median, mean }: { median: number; mean: number },
): PlotModel {
  const text = reader.text.charts;
  const values = Float64Array.from(list, Number);
  const [least, greatest] = endsOf(values, 0, values.length);
  const range = rangeOf(least, greatest);
  const places = niceTicks(1, values.length, 6).filter(Number.isInteger);
  return {
    kind: 'line',
    label: text.inOrder(
      reader.count(values.length, text.value),
      numberText(reader, least),
      numberText(reader, greatest),
    ),
    points: pointsOf(reader, values, range),
    x: {
      ticks: places.map((place) => ({
        at: shareOfPlace(place - 1, values.length),
        label: shortNumber(reader, place),
      })),
      title: text.place,
    },
    y: {
      ticks: range.ticks.map((tick) => ({ at: shareOf(tick, range), label: shortNumber(reader, tick) })),
    },
    levels: levelsOf(reader, 'y', { median, mean }, (value) => shareOf(value, range)),
  };
}

/** Median and mean as lines on an axis. */
export function levelsOf(
  reader: Reader,
  axis: Level['axis'],
  { median, mean }: { median: number; mean: number },
  share: (value: number) => number,
): Level[] {
  const { terms } = reader.text.statistics;
  const level = (look: Level['look'], value: number): Level => ({
    axis,
    at: share(value),
    look,
    title: `${terms[look][0]}: ${numberText(reader, value)}`,
  });
  return [level('median', median), level('mean', mean)];
}

function pointsOf(reader: Reader, values: Float64Array, range: Range): Point[] {
  const point = (at: number): Point => {
    const value = values[at] ?? 0;
    return {
      x: shareOfPlace(at, values.length),
      y: shareOf(value, range),
      title: `${reader.number(at + 1)}: ${numberText(reader, value)}`,
    };
  };
  if (values.length <= mostStretches) return Array.from(values, (_, at) => point(at));
  return Array.from({ length: mostStretches }, (_, stretch) => {
    const start = Math.floor((stretch * values.length) / mostStretches);
    const end = Math.floor(((stretch + 1) * values.length) / mostStretches);
    const x = shareOfPlace(start, values.length);
    return endsOf(values, start, end).map((value) => ({ x, y: shareOf(value, range) }));
  }).flat();
}

function endsOf(values: Float64Array, start: number, end: number): [least: number, greatest: number] {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = start; at < end; at++) {
    const value = values[at] ?? 0;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return [least, greatest];
}

/** The span of two finite numbers can be infinite, and has no round steps then. */
function rangeOf(least: number, greatest: number): Range {
  if (Number.isFinite(greatest - least)) return niceRange(least, greatest);
  return { from: least, to: greatest, ticks: [least, 0, greatest] };
}

/** A single number stands in the middle. */
function shareOfPlace(at: number, count: number): number {
  return count === 1 ? 0.5 : at / (count - 1);
}

function shareOf(value: number, { from, to }: Range): number {
  // Not (value - from) / (to - from): the span of two finite numbers can be infinite.
  return (value / 2 - from / 2) / (to / 2 - from / 2);
}
