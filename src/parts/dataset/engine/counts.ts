import { countAt, type Distribution } from '../../../numbers/distribution.ts';
import { keyOfNumbers, sortedPlaces } from './order.ts';

/** The places of the most frequent, at most `limit`; of those that occur as often, the smaller first. */
export function mostFrequent(counts: Uint32Array, limit: number): number[] {
  const sorted = counts.toSorted();
  // What occurs more often than this is in any case; of what occurs as often, the first.
  const least = Math.max(1, sorted[Math.max(0, sorted.length - limit)] ?? 1);
  const places: number[] = [];
  let more = 0;
  for (const count of counts) if (count > least) more++;
  let equal = limit - more;
  for (let place = 0; place < counts.length; place++) {
    const count = counts[place] ?? 0;
    if (count > least || (count === least && equal-- > 0)) places.push(place);
  }
  return places.sort((one, other) => (counts[other] ?? 0) - (counts[one] ?? 0) || one - other);
}

/** How often each code occurs; the last is for no value. */
export function countCodes(words: number, lists: Iterable<Uint32Array>): Uint32Array {
  const counts = new Uint32Array(words + 1);
  for (const codes of lists) {
    for (let at = 0; at < codes.length; at++) {
      const code = codes[at] ?? 0;
      counts[code] = (counts[code] ?? 0) + 1;
    }
  }
  return counts;
}

/** The numbers in ascending order, those that are NaN left out. */
export function ascending(numbers: Float64Array): Float64Array {
  const places = sortedPlaces(numbers.length, [keyOfNumbers([numbers], numbers.length, false)]);
  const sorted = new Float64Array(numbers.length);
  let count = 0;
  for (let at = 0; at < sorted.length; at++) {
    const number = numbers[places[at] ?? 0] ?? Number.NaN;
    if (!Number.isNaN(number)) sorted[count++] = number;
  }
  return sorted.subarray(0, count);
}

/** How often each different value occurs. */
export function countsOf(distribution: Distribution): Uint32Array {
  return distribution.upTo.map((_, place) => countAt(distribution, place));
}
