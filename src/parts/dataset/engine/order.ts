import type { Query } from '../query.ts';
import { type Column, codesIn, numbersIn } from './column.ts';
import { numbersOf, type Rows } from './rows.ts';

const digits = 65_536;

/** Values to sort by: digits of a number, the least significant first, that is larger the later a row comes. */
export type SortKey = Uint16Array[];

/** The numbers of rows in the order that is asked for. */
export function orderOf(rows: Rows, sort: Query['sort'], column: (place: number) => Column): Uint32Array {
  const numbers = numbersOf(rows);
  if (sort.length === 0) return numbers;
  const keys = sort.map((by) => sortKey(column(by.column), rows, by.descending));
  return sortedPlaces(rows.count, keys).map((place) => numbers[place] ?? 0);
}

/**
 * The places of a list in the order of its keys, of which the first counts most; those that are equal
 * in all stay as they are. Sorts by one digit after the other, by counting (Knuth, "The Art of Computer
 * Programming", volume 3, section 5.2.5).
 */
export function sortedPlaces(count: number, keys: SortKey[]): Uint32Array {
  let places = new Uint32Array(count);
  for (let at = 0; at < count; at++) places[at] = at;
  let next = new Uint32Array(count);
  const starts = new Uint32Array(digits);
  for (const digit of keys.toReversed().flat()) {
    starts.fill(0);
    for (let at = 0; at < count; at++) starts[digit[at] ?? 0] = (starts[digit[at] ?? 0] ?? 0) + 1;
    if (starts[digit[0] ?? 0] === count) continue;
    let start = 0;
    for (let value = 0; value < digits; value++) {
      const times = starts[value] ?? 0;
      starts[value] = start;
      start += times;
    }
    for (let at = 0; at < count; at++) {
      const place = places[at] ?? 0;
      const value = digit[place] ?? 0;
      const to = starts[value] ?? 0;
      starts[value] = to + 1;
      next[to] = place;
    }
    [places, next] = [next, places];
  }
  return places;
}

/** What to sort rows by for a column; rows without a value come last, ascending and descending. */
export function sortKey(column: Column, rows: Rows, descending: boolean): SortKey {
  return column.kind === 'codes'
    ? keyOfCodes(column.words, codesIn(column, rows), rows.count, descending)
    : keyOfNumbers(numbersIn(column, rows), rows.count, descending);
}

function keyOfCodes(
  words: number,
  lists: Iterable<Uint32Array>,
  count: number,
  descending: boolean,
): SortKey {
  const low = new Uint16Array(count);
  const high = words < digits ? undefined : new Uint16Array(count);
  let at = 0;
  for (const codes of lists) {
    for (let place = 0; place < codes.length; place++, at++) {
      const code = codes[place] ?? 0;
      const key = descending && code < words ? words - 1 - code : code;
      low[at] = key;
      if (high) high[at] = key >>> 16;
    }
  }
  return high ? [low, high] : [low];
}

/**
 * The bits of a double are in its order but for the sign: those of a negative number are turned round, and
 * a positive one goes after it. All bits set, which no number has then, is for NaN.
 */
export function keyOfNumbers(lists: Iterable<Float64Array>, count: number, descending: boolean): SortKey {
  const [first, second, third, fourth] = [0, 1, 2, 3].map(() => new Uint16Array(count)) as [
    Uint16Array,
    Uint16Array,
    Uint16Array,
    Uint16Array,
  ];
  let at = 0;
  for (const numbers of lists) {
    // Little-endian, as all machines are that we run on.
    const halves = new Uint32Array(numbers.buffer, numbers.byteOffset, numbers.length * 2);
    for (let place = 0; place < numbers.length; place++, at++) {
      let low = halves[place * 2] ?? 0;
      let high = halves[place * 2 + 1] ?? 0;
      if (Number.isNaN(numbers[place])) low = high = 0xffffffff;
      else {
        const negative = high >>> 31 === 1;
        if (negative !== descending) low = ~low;
        high = negative ? ~high : high ^ 0x80000000;
        if (descending) high = ~high;
      }
      first[at] = low;
      second[at] = low >>> 16;
      third[at] = high;
      fourth[at] = high >>> 16;
    }
  }
  return [first, second, third, fourth];
}
