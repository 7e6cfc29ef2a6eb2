import type { Distribution } from './distribution.ts';

/** A list of numbers, in its order, by the places of their values in the distribution; -1 for none. */
export interface Series {
  distribution: Distribution;
  places: Int32Array;
}

/** The places of a list's numbers. NaN stands for no value. */
export function seriesOf(list: Float64Array, distribution: Distribution): Series {
  const places = new Int32Array(list.length);
  const { values } = distribution;
  const find = finderOf(values);
  let place = 0;
  for (let at = 0; at < list.length; at++) {
    const value = list[at] ?? Number.NaN;
    if (Number.isNaN(value)) {
      places[at] = -1;
      continue;
    }
    // Neighbours are often the same or the next.
    if (values[place] !== value) place = values[place + 1] === value ? place + 1 : find(value);
    places[at] = place;
  }
  return { distribution, places };
}

/**
 * Finds places in ascending values: the range is cut into as many equal parts as there are values,
 * at most 65,536, and only the values of one part are searched.
 */
function finderOf(values: Float64Array): (value: number) => number {
  const first = values[0] ?? 0;
  const range = (values[values.length - 1] ?? 0) - first;
  const parts = Math.min(values.length, 65_536);
  const partOf = (value: number): number => Math.floor(((value - first) / range) * (parts - 1));
  if (!Number.isFinite(range) || range === 0) return (value) => search(values, value, 0, values.length - 1);
  // Where the values of each part begin, and behind the last where they end.
  const starts = new Uint32Array(parts + 1).fill(values.length);
  for (let place = values.length - 1; place >= 0; place--) starts[partOf(values[place] ?? 0)] = place;
  for (let part = parts - 1; part >= 0; part--)
    starts[part] = Math.min(starts[part] ?? 0, starts[part + 1] ?? 0);
  return (value) => {
    const part = partOf(value);
    return search(values, value, starts[part] ?? 0, (starts[part + 1] ?? 0) - 1);
  };
}

/** The place of a value that is there, from `low` to `high`. */
function search(values: Float64Array, value: number, low: number, high: number): number {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How two series of one length go together, from -1 to 1. */
export interface Correlation {
  pearson: number | null;
  spearman: number | null;
}

/**
 * Correlations over the rows in which both have a value; null where one of them is constant there.
 * Pearson's is of the values, Spearman's of their ranks, ties having the mean of their ranks.
 */
export function correlate(one: Series, other: Series): Correlation {
  const [first, second] = [one.places, other.places];
  const [countsOne, countsOther] = [
    new Uint32Array(one.distribution.values.length),
    new Uint32Array(other.distribution.values.length),
  ];
  for (let at = 0; at < first.length; at++) {
    const [a = -1, b = -1] = [first[at], second[at]];
    if (a < 0 || b < 0) continue;
    countsOne[a] = (countsOne[a] ?? 0) + 1;
    countsOther[b] = (countsOther[b] ?? 0) + 1;
  }
  return {
    pearson: productMoment(
      first,
      second,
      distances(one.distribution.values, countsOne),
      distances(other.distribution.values, countsOther),
    ),
    spearman: productMoment(
      first,
      second,
      distances(ranks(countsOne), countsOne),
      distances(ranks(countsOther), countsOther),
    ),
  };
}

/** The mean rank of each value among those that occur. */
function ranks(counts: Uint32Array): Float64Array {
  const ranks = new Float64Array(counts.length);
  let before = 0;
  for (let place = 0; place < counts.length; place++) {
    const count = counts[place] ?? 0;
    ranks[place] = before + (count + 1) / 2;
    before += count;
  }
  return ranks;
}

interface Distances {
  /** Of each value from the mean, in units in which the widest is from 1/2 to 1. */
  from: Float64Array;
  squares: number;
}

function distances(values: Float64Array, counts: Uint32Array): Distances | undefined {
  let [first, last] = [-1, -1];
  let count = 0;
  for (let place = 0; place < counts.length; place++) {
    if (counts[place] === 0) continue;
    if (first < 0) first = place;
    last = place;
    count += counts[place] ?? 0;
  }
  const [low = 0, high = 0] = [values[first], values[last]];
  if (first < 0 || low === high) return undefined;
  // Distances from the lowest value first, which are small where the values are large and close.
  const scale = 2 ** -Math.ceil(Math.log2(Math.min(high / 2 - low / 2, 2 ** 1020)));
  const from = new Float64Array(values.length);
  let sum = 0;
  for (let place = first; place <= last; place++) {
    const distance = ((values[place] ?? 0) / 2 - low / 2) * scale;
    from[place] = distance;
    sum += distance * (counts[place] ?? 0);
  }
  const mean = sum / count;
  let squares = 0;
  for (let place = first; place <= last; place++) {
    const distance = (from[place] ?? 0) - mean;
    from[place] = distance;
    squares += distance * distance * (counts[place] ?? 0);
  }
  return { from, squares };
}

function productMoment(
  first: Int32Array,
  second: Int32Array,
  one: Distances | undefined,
  other: Distances | undefined,
): number | null {
  if (!one || !other) return null;
  let sum = 0;
  for (let at = 0; at < first.length; at++) {
    const [a = -1, b = -1] = [first[at], second[at]];
    if (a >= 0 && b >= 0) sum += (one.from[a] ?? 0) * (other.from[b] ?? 0);
  }
  const r = sum / Math.sqrt(one.squares * other.squares);
  return Number.isFinite(r) ? Math.max(-1, Math.min(1, r)) + 0 : null;
}
