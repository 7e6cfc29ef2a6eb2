import { labelled } from '../../../base/axis.ts';
import type { Reader } from '../../../language/reader.ts';
import type { ChartModel, PlotModel } from '../../charts/model.ts';
import { numberText, shortNumber } from '../../charts/number-text.ts';
import { niceRange } from '../../charts/scale.ts';
import { timeOf, timeTicks } from '../../charts/time.ts';
import type { SqlType } from './protocol.ts';
import type { SqlResult } from './runner.ts';

/** Names beside each other that one can still read as a chart. */
const mostNames = 50;

/** Values of two columns: what one is called or when it was, and how much the other is. */
interface Pair<X> {
  x: X;
  y: number;
}

interface Titles {
  x: string;
  y: string;
  /** The chart in a sentence. */
  label: string;
}

/**
 * The chart of an answer: of the first column of names, dates or months against the first of numbers,
 * where each name stands once; or of two columns of numbers. Undefined where neither is there.
 */
export function chartOf(reader: Reader, { columns, rows }: SqlResult): ChartModel | undefined {
  const numbers = placesOf(columns, ['integer', 'decimal']);
  const [named] = placesOf(columns, ['text', 'date', 'timestamp']);
  const [x, y] = named === undefined ? numbers : [named, numbers[0]];
  if (x === undefined || y === undefined || (named === undefined && columns.length !== 2)) return undefined;
  const [titleX = '', titleY = ''] = [columns[x]?.name, columns[y]?.name];
  const titles = { x: titleX, y: titleY, label: reader.text.sql.chartOf(titleY, titleX) };
  const pairs = rows.flatMap((row) => {
    const value = row[y];
    return typeof value === 'number' && row[x] !== null ? [{ x: row[x] ?? '', y: value }] : [];
  });
  if (pairs.length < 2) return undefined;
  if (named === undefined)
    return points(
      reader,
      titles,
      pairs.flatMap(({ x, y }) => (typeof x === 'number' ? [{ x, y }] : [])),
    );

  const texts = pairs.map(({ x, y }) => ({ x: String(x), y }));
  if (new Set(texts.map(({ x }) => x)).size < texts.length) return undefined;
  if (columns[x]?.type !== 'text') return line(reader, titles, texts);
  if (texts.every(({ x }) => /^\d{4}(-\d\d)?$/.test(x))) return periods(reader, titles, texts);
  return texts.length > mostNames ? undefined : names(reader, titles, texts);
}

function placesOf(columns: SqlResult['columns'], types: SqlType[]): number[] {
  return columns.flatMap(({ type }, place) => (types.includes(type) ? [place] : []));
}

function names(reader: Reader, { x, y, label }: Titles, pairs: Pair<string>[]): ChartModel {
  return {
    kind: 'categories',
    label,
    heads: { name: x, value: y },
    rows: pairs.map((pair) => ({ name: pair.x, value: pair.y, text: numberText(reader, pair.y) })),
  };
}

function periods(reader: Reader, titles: Titles, pairs: Pair<string>[]): PlotModel {
  const sorted = pairs.toSorted((a, b) => (a.x < b.x ? -1 : 1));
  const { share, axis, zero } = amounts(reader, titles.y, sorted);
  const months = sorted.map(({ x }) => Number(x.slice(0, 4)) * 12 + Number(x.slice(5) || 1) - 1);
  // Four fit below a chart on a phone.
  const labels = labelled(months, [1, 2, 3, 6, 12, 24, 60, 120, 240, 600], 4);
  return {
    kind: 'bars',
    label: titles.label,
    bars: sorted.map(({ x, y }, at) => ({
      start: at / sorted.length,
      end: (at + 1) / sorted.length,
      low: Math.min(zero, share(y)),
      high: Math.max(zero, share(y)),
      title: `${x}: ${numberText(reader, y)}`,
    })),
    x: {
      title: titles.x,
      ticks: labels.map((at) => ({ at: (at + 0.5) / sorted.length, label: sorted[at]?.x ?? '' })),
    },
    y: axis,
    zero,
  };
}

function line(reader: Reader, titles: Titles, pairs: Pair<string>[]): PlotModel | undefined {
  const sorted = pairs
    .map(({ x, y }) => ({ name: x, x: timeOf(x), y }))
    .filter(({ x }) => Number.isFinite(x))
    .sort((a, b) => a.x - b.x);
  const [from = 0, to = 0] = [sorted[0]?.x, sorted.at(-1)?.x];
  if (from === to) return undefined;
  const { share, axis, zero } = amounts(reader, titles.y, sorted);
  return {
    kind: 'line',
    label: titles.label,
    points: sorted.map(({ name, x, y }) => ({
      x: (x - from) / (to - from),
      y: share(y),
      title: `${name}: ${numberText(reader, y)}`,
    })),
    x: { title: titles.x, ticks: timeTicks(reader, from, to) },
    y: axis,
    zero,
  };
}

function points(reader: Reader, titles: Titles, pairs: Pair<number>[]): PlotModel {
  const { share, axis, zero } = amounts(reader, titles.y, pairs);
  const values = pairs.map(({ x }) => x);
  const { from, to, ticks } = niceRange(Math.min(...values), Math.max(...values));
  const across = (value: number) => (value - from) / (to - from);
  return {
    kind: 'points',
    label: titles.label,
    points: pairs.map(({ x, y }) => ({
      x: across(x),
      y: share(y),
      title: `${numberText(reader, x)}: ${numberText(reader, y)}`,
    })),
    x: { title: titles.x, ticks: ticks.map((at) => ({ at: across(at), label: shortNumber(reader, at) })) },
    y: axis,
    zero,
  };
}

/** The vertical axis for these numbers, with 0 on it. */
function amounts(reader: Reader, title: string, pairs: Pair<unknown>[]) {
  const values = pairs.map(({ y }) => y);
  const { from, to, ticks } = niceRange(Math.min(0, ...values), Math.max(0, ...values));
  const share = (value: number) => (value - from) / (to - from);
  const axis = { title, ticks: ticks.map((at) => ({ at: share(at), label: shortNumber(reader, at) })) };
  return { share, axis, zero: share(0) };
}
