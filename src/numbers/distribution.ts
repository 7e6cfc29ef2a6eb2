import { addTo, emptySum, meanOf, ratio, totalOf } from './sum.ts';

/**
 * A list of numbers as its different values and how often each occurs: all that statistics need
 * that do not look at the order of the list.
 */
export interface Distribution {
  /** The different values, ascending; the nearest doubles of integers past 2^53. */
  values: Float64Array;
  /** For each of them, how many numbers of the list are not larger. */
  upTo: Uint32Array;
  /** The values themselves where there are integers past 2^53. */
  integers?: BigInt64Array;
}

/** Sorts a list in place and counts it. The list has at least one number, and all are finite. */
export function distributionOf(list: Float64Array | BigInt64Array): Distribution {
  sort(list);
  let distinct = 0;
  for (let at = 0; at < list.length; at++) if (at === 0 || list[at] !== list[at - 1]) distinct++;
  const upTo = new Uint32Array(distinct);
  const values = list instanceof Float64Array ? new Float64Array(distinct) : new BigInt64Array(distinct);
  let place = -1;
  for (let at = 0; at < list.length; at++) {
    const value = list[at] ?? 0;
    if (at === 0 || value !== list[at - 1]) values[++place] = value;
    upTo[place] = at + 1;
  }
  return values instanceof Float64Array
    ? { values, upTo }
    : { values: Float64Array.from(values, Number), upTo, integers: values };
}

/** Lists that are in order already, as numbered rows are, are not sorted again. */
function sort(list: Float64Array | BigInt64Array): void {
  let sorted = true;
  for (let at = 1; at < list.length && sorted; at++) sorted = (list[at - 1] ?? 0) <= (list[at] ?? 0);
  if (!sorted) list.sort();
  if (!(list instanceof Float64Array)) return;
  // -0 is 0: a list has one zero.
  for (let at = 0; at < list.length; at++) if (list[at] === 0) list[at] = 0;
}

/** How many numbers there are. */
export function sizeOf({ upTo }: Distribution): number {
  return upTo[upTo.length - 1] ?? 0;
}

/** How often the value at a place occurs. */
export function countAt({ upTo }: Distribution, place: number): number {
  return (upTo[place] ?? 0) - (place === 0 ? 0 : (upTo[place - 1] ?? 0));
}

/** The value at a place: exact, integers past 2^53 as their digits. */
export function exactAt({ values, integers }: Distribution, place: number): number | string {
  const integer = integers?.[place];
  return integer === undefined ? (values[place] ?? Number.NaN) : exact(integer);
}

/** An integer as JSON can hold it: as a number, or as its digits where a number would round it. */
export function exact(integer: bigint): number | string {
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : String(integer);
}

/** The place of the value that has a rank, from 0, in the sorted list. */
export function placeOfRank({ upTo }: Distribution, rank: number): number {
  let low = 0;
  let high = upTo.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((upTo[middle] ?? 0) > rank) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Sum and arithmetic mean. The sum of integers is exact; that of others is the nearest double of a
 * sum of twice the precision, or null past the largest double.
 */
export function sumAndMean(distribution: Distribution): { sum: number | string | null; mean: number } {
  const { values } = distribution;
  const count = sizeOf(distribution);
  const integer = integerSum(distribution);
  if (integer !== undefined) return { sum: exact(integer), mean: ratio(integer, BigInt(count)) };
  // Scaled down where a sum could overflow: a power of 2 changes no digit.
  const largest = Math.max(Math.abs(values[0] ?? 0), Math.abs(values[values.length - 1] ?? 0));
  const scale = largest > 2 ** 900 ? 2 ** -64 : 1;
  const sum = emptySum();
  for (let place = 0; place < values.length; place++)
    addTo(sum, (values[place] ?? 0) * scale, countAt(distribution, place));
  const total = totalOf(sum) / scale;
  return { sum: Number.isFinite(total) ? total : null, mean: meanOf(sum, count) / scale };
}

/** The sum when all values are integers, else undefined. */
function integerSum(distribution: Distribution): bigint | undefined {
  const { values, integers } = distribution;
  let large = 0n;
  if (integers) {
    for (let place = 0; place < integers.length; place++)
      large += (integers[place] ?? 0n) * BigInt(countAt(distribution, place));
    return large;
  }
  let small = 0;
  for (let place = 0; place < values.length; place++) {
    const value = values[place] ?? 0;
    if (!Number.isSafeInteger(value)) return undefined;
    const product = value * countAt(distribution, place);
    if (Math.abs(product) > 2 ** 52) large += BigInt(value) * BigInt(countAt(distribution, place));
    else small += product;
    if (Math.abs(small) > 2 ** 52) {
      large += BigInt(small);
      small = 0;
    }
  }
  return large + BigInt(small);
}
