import type { Noun } from '../noun.ts';

/** What stands in charts, whatever part they are in. */
export const charts = {
  value: ['value', 'values'] as Noun,
  bin: ['bin', 'bins'] as Noun,
  /** A bin of a histogram: without its upper edge, the last one with it. */
  bins: {
    upTo: (from: string, to: string) => `${from} up to ${to}`,
    to: (from: string, to: string) => `${from} to ${to}`,
  },
  histogram: (from: string, to: string, bins: string) => `Histogram from ${from} to ${to} in ${bins}.`,
  fullest: (bin: string, count: string) => `The fullest, ${bin}, has ${count}.`,
  periods: (from: string, to: string) => `Values over time, from ${from} to ${to}.`,
  inOrder: (count: string, from: string, to: string) =>
    `${count} in the order of the list, from ${from} to ${to}.`,
  place: 'place in the list',
  fence: (value: string) => `Tukey’s fence: ${value}`,
  box: {
    quartiles: 'quartiles and median',
    whiskers: '5th to 95th percentile',
    ends: 'minimum, maximum',
    fences: 'Tukey’s fences',
  },
};
