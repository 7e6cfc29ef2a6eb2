/** What random numbers to draw. */
export interface RandomOptions {
  count: number;
  /** A whole number from 0 to 2^53 - 1: the same seed gives the same numbers, on every machine. */
  seed: number;
  /** The least number there can be. */
  min: number;
  /** The numbers stay below it; with `whole` they may reach it. */
  max: number;
  /** Whole numbers instead of decimals; `min` and `max` are whole then, and less than 2^53 apart. */
  whole?: boolean;
}

/**
 * Uniformly distributed random numbers. The generator is xoshiro128** 1.1 (David Blackman and
 * Sebastiano Vigna 2018, public domain, https://prng.di.unimi.it/xoshiro128starstar.c), its state
 * set from the seed by SplitMix64 as its authors advise (https://prng.di.unimi.it/splitmix64.c): the
 * low and the high half of its first number, then of its second. Two numbers make one of 53 bits: the
 * upper 27 bits of the first are its upper ones, followed by the upper 26 of the second.
 */
export function randomNumbers({ count, seed, min, max, whole = false }: RandomOptions): Float64Array {
  const bits53 = generator(seed);
  const next = whole ? wholeNumbers(bits53, min, max) : decimals(bits53, min, max);
  return Float64Array.from({ length: count }, next);
}

/** The lower bound plus a share of the span, of 2^53 equal steps. */
function decimals(bits53: () => number, min: number, max: number): () => number {
  return () => {
    const share = bits53() / 2 ** 53;
    // Not min + share * (max - min): the span of two finite numbers can be infinite.
    const value = min * (1 - share) + max * share;
    // Rounding may reach the upper bound, which is not part of the range.
    return value < max ? Math.max(value, min) : min;
  };
}

/** Numbers that would make some results likelier than others are drawn again. */
function wholeNumbers(bits53: () => number, min: number, max: number): () => number {
  const span = max - min + 1;
  const limit = 2 ** 53 - (2 ** 53 % span);
  return () => {
    let drawn = bits53();
    while (drawn >= limit) drawn = bits53();
    return min + (drawn % span);
  };
}

function generator(seed: number): () => number {
  const [one, two] = splitMix64(BigInt(seed));
  let a = Number(one & 0xffffffffn) | 0;
  let b = Number(one >> 32n) | 0;
  let c = Number(two & 0xffffffffn) | 0;
  let d = Number(two >> 32n) | 0;

  const bits32 = (): number => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };
  return () => {
    const high = bits32() >>> 5;
    return high * 2 ** 26 + (bits32() >>> 6);
  };
}

function rotate(bits: number, by: number): number {
  return (bits << by) | (bits >>> (32 - by));
}

/** The first two numbers of SplitMix64. */
function splitMix64(seed: bigint): [bigint, bigint] {
  const mask = 2n ** 64n - 1n;
  const mix = (state: bigint): bigint => {
    let z = state & mask;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask;
    return z ^ (z >> 31n);
  };
  const step = 0x9e3779b97f4a7c15n;
  return [mix(seed + step), mix(seed + 2n * step)];
}
