import type { Tick } from './scale.ts';

/** An axis: its labels at shares of its length, and what it measures, with the unit. */
export interface Axis {
  ticks: Tick[];
  title?: string;
}

/** A bar above an axis, from where to where on both; all are shares, y from below. */
export interface Bar {
  start: number;
  end: number;
  low: number;
  high: number;
  /** What it is in words, shown when the pointer rests on it. */
  title: string;
}

/** A place in a plot: shares, y from below. */
export interface Point {
  x: number;
  y: number;
  title?: string;
}

/** The quantiles of numbers on the axis of a histogram, as shares of it. */
export interface Box {
  whiskers: [number, number];
  quartiles: [number, number];
  median: number;
  /** The least and the greatest value. */
  ends: number[];
  /** Tukey's fences, where they lie on the axis. */
  fences: { at: number; title: string }[];
}

/** A value that is marked by a line right across the plot. */
export interface Level {
  /** The axis that it is a value of. */
  axis: 'x' | 'y';
  /** A share of that axis. */
  at: number;
  /** Which look it has. */
  look: 'median' | 'mean';
  title: string;
}

/** Bars, a line or points between two axes. */
export interface PlotModel {
  kind: 'bars' | 'line' | 'points';
  /** The chart in one or two sentences, for those who do not see it. */
  label: string;
  x: Axis;
  y: Axis;
  bars?: Bar[];
  points?: Point[];
  /** Where 0 is on the vertical axis, where it is not at its foot. */
  zero?: number;
  levels?: Level[];
  box?: Box;
}

/** One value for each of some names. */
export interface CategoriesModel {
  kind: 'categories';
  label: string;
  rows: Category[];
  /** What the names and the values are. */
  heads: { name: string; value: string };
}

export interface Category {
  name: string;
  value: number;
  /** The value as people read it, and beside it its share, where that has a sense. */
  text: string;
  share?: string;
  /** Where a name leads. */
  href?: string;
  /** No value of its own, such as all others together. */
  quiet?: boolean;
}

/** A chart, told apart from how it is drawn: `Chart` puts it on a page, `chartFile` in a file of its own. */
export type ChartModel = PlotModel | CategoriesModel;

/** Room for marks: without a width they stand at percentages, and the page gives it. */
export interface Space {
  width?: number;
  height: number;
}
