/** Numbers, choices and words by a seed: the same page for the same seed, on every machine. */
export interface Draw {
  /** From 0 up to 1. */
  next(): number;
  /** From `min` up to `max`. */
  between(min: number, max: number): number;
  /** A whole number from `min` to `max`. */
  whole(min: number, max: number): number;
  chance(share: number): boolean;
  pick<T>(values: readonly T[]): T;
  /** Some of the values, each at most once, in a new order. */
  some<T>(values: readonly T[], count: number): T[];
}

/** Mulberry32 (Tommy Ettinger 2017, public domain): small, and good enough to draw pictures with. */
export function draw(seed: number): Draw {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  const pick = <T>(values: readonly T[]): T => values[whole(0, values.length - 1)] as T;
  return {
    next,
    whole,
    pick,
    between: (min, max) => min + next() * (max - min),
    chance: (share) => next() < share,
    some: (values, count) => {
      const left = [...values];
      return Array.from({ length: Math.min(count, left.length) }, () => {
        const [one] = left.splice(whole(0, left.length - 1), 1);
        return one as (typeof left)[number];
      });
    },
  };
}
