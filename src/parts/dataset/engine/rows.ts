import { chunkRows } from '../../../table/sqlite-layout.ts';

/** Some of a table's rows. */
export interface Rows {
  /** How many they are. */
  count: number;
  /** How many rows the table has. */
  total: number;
  /** Bit n of the list, counted from the lowest of its first number, is for row n; without it they are all. */
  bits?: Uint32Array;
}

const wordsOfChunk = chunkRows / 32;

/** A bit for every row of a table, none of them set. */
export function noBits(total: number): Uint32Array {
  return new Uint32Array(Math.ceil(total / 32));
}

/** The rows whose bits are set in all these lists, the first of which is changed. */
export function rowsOf(total: number, [first, ...others]: Uint32Array[]): Rows {
  if (!first) return { count: total, total };
  for (const other of others) {
    for (let at = 0; at < first.length; at++) first[at] = (first[at] ?? 0) & (other[at] ?? 0);
  }
  let count = 0;
  for (let at = 0; at < first.length; at++) count += bitCount(first[at] ?? 0);
  return count === total ? { count, total } : { count, total, bits: first };
}

/** Sets the bits that are not, and clears those that are. */
export function flip(bits: Uint32Array, total: number): void {
  for (let at = 0; at < bits.length; at++) bits[at] = ~(bits[at] ?? 0);
  if (total % 32 !== 0) bits[bits.length - 1] = (bits.at(-1) ?? 0) & (2 ** (total % 32) - 1);
}

/** Sets the bits of a chunk's rows as the function says of their places in it. */
export function setBits(
  bits: Uint32Array,
  chunk: number,
  length: number,
  test: (place: number) => boolean,
): void {
  const first = chunk * wordsOfChunk;
  for (let at = 0; at < length; at += 32) {
    const end = Math.min(length, at + 32);
    let word = 0;
    for (let place = at; place < end; place++) if (test(place)) word |= 1 << (place - at);
    bits[first + at / 32] = word;
  }
}

/** The chunks of a table that have any of these rows: their numbers, and the places of the rows in them. */
export function* chunksOf(rows: Rows): Generator<{ chunk: number; places: Uint16Array | undefined }> {
  const chunks = Math.ceil(rows.total / chunkRows);
  for (let chunk = 0; chunk < chunks; chunk++) {
    if (!rows.bits) {
      yield { chunk, places: undefined };
      continue;
    }
    const places = placesIn(rows.bits.subarray(chunk * wordsOfChunk, (chunk + 1) * wordsOfChunk));
    if (places.length > 0) yield { chunk, places };
  }
}

/** The numbers of these rows, ascending. */
export function numbersOf(rows: Rows): Uint32Array {
  const numbers = new Uint32Array(rows.count);
  let at = 0;
  if (!rows.bits) for (; at < numbers.length; at++) numbers[at] = at;
  else {
    for (const { chunk, places } of chunksOf(rows)) {
      const first = chunk * chunkRows;
      if (places)
        for (let place = 0; place < places.length; place++) numbers[at++] = first + (places[place] ?? 0);
    }
  }
  return numbers;
}

/** The places of the bits that are set in those of one chunk. */
function placesIn(bits: Uint32Array): Uint16Array {
  let count = 0;
  for (let at = 0; at < bits.length; at++) count += bitCount(bits[at] ?? 0);
  const places = new Uint16Array(count);
  let found = 0;
  for (let at = 0; at < bits.length; at++) {
    for (let word = bits[at] ?? 0; word !== 0; word &= word - 1) {
      places[found++] = at * 32 + 31 - Math.clz32(word & -word);
    }
  }
  return places;
}

function bitCount(word: number): number {
  // Sums of neighbouring bits, of pairs, of fours, and so on: Warren, "Hacker's Delight", chapter 5.
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
