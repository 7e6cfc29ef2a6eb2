import type { ColumnSummary } from '../summary.ts';

/**
 * How the values of a column lie in its chunks, as little-endian numbers:
 *
 * - `codes8`, `codes16`: the place of the value in the column's words, which are in ascending order
 *   (texts by code point); the number of words stands for no value, and so comes after them all.
 * - `int8`, `int16`, `int32`: the value; the type's smallest number stands for no value.
 * - `float64`: the value, an integer too where it is a safe one; NaN stands for no value.
 */
export type Encoding = 'codes8' | 'codes16' | 'int8' | 'int16' | 'int32' | 'float64';

/** A chunk of a column. */
export type ColumnArray = Uint8Array | Uint16Array | Int8Array | Int16Array | Int32Array | Float64Array;

/** A column of more different values than this has no words. */
export const mostWords = 65_535;

/** A column whose different values have more characters than this together, about, has no words. */
const mostLetters = 8_000_000;

const arrays = {
  codes8: Uint8Array,
  codes16: Uint16Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  float64: Float64Array,
};

/** An array for so many values, or over the bytes of a chunk. */
export function arrayFor(encoding: Encoding, from: number | ArrayBuffer): ColumnArray {
  const Typed = arrays[encoding];
  return typeof from === 'number' ? new Typed(from) : new Typed(from);
}

/** What stands for no value. */
export function nilOf(encoding: Encoding, words: number): number {
  switch (encoding) {
    case 'codes8':
    case 'codes16':
      return words;
    case 'float64':
      return Number.NaN;
    default:
      return smallest(bitsOf[encoding]);
  }
}

const bitsOf = { int8: 8, int16: 16, int32: 32 } as const;

/** How a column is kept; undefined for one that is not: of 64-bit integers, of too many texts. */
export function encodingOf(summary: ColumnSummary): Encoding | undefined {
  const { type, min, max, distinct, texts } = summary;
  switch (type) {
    case 'decimal':
      return 'float64';
    case 'integer':
      if (typeof min !== 'number' || typeof max !== 'number') return undefined;
      for (const encoding of ['int8', 'int16', 'int32'] as const) {
        const least = smallest(bitsOf[encoding]);
        if (min > least && max < -least) return encoding;
      }
      return 'float64';
    default:
      if (distinct > mostWords || distinct * (texts?.meanLength ?? 0) > mostLetters) return undefined;
      // The number of words is a code as well.
      return distinct < 256 ? 'codes8' : 'codes16';
  }
}

function smallest(bits: number): number {
  return -(2 ** (bits - 1));
}
