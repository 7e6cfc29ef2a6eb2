import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomNumbers } from '../../src/numbers/random.ts';

const mask = 2n ** 64n - 1n;

/** SplitMix64 and xoshiro128** 1.1 as their authors' C code has them, in integers of unlimited size. */
function reference(seed: bigint): () => number {
  let x = seed;
  const splitMix = (): bigint => {
    x = (x + 0x9e3779b97f4a7c15n) & mask;
    let z = x;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask;
    return z ^ (z >> 31n);
  };
  const low = 2n ** 32n - 1n;
  const [one, two] = [splitMix(), splitMix()];
  const s = [one & low, one >> 32n, two & low, two >> 32n];
  const rotl = (value: bigint, by: bigint): bigint => ((value << by) | (value >> (32n - by))) & low;
  const next = (): bigint => {
    const [a = 0n, b = 0n, c = 0n, d = 0n] = s;
    const result = (rotl((b * 5n) & low, 7n) * 9n) & low;
    const t = (b << 9n) & low;
    const c2 = c ^ a;
    const d2 = d ^ b;
    s[1] = b ^ c2;
    s[0] = a ^ d2;
    s[2] = c2 ^ t;
    s[3] = rotl(d2, 11n);
    return result;
  };
  return () => Number(((next() >> 5n) << 26n) | (next() >> 6n));
}

describe('random numbers', () => {
  it('are those of the documented generator', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (seed) => {
        const next = reference(BigInt(seed));
        const expected = Array.from({ length: 20 }, () => next() / 2 ** 53);
        expect([...randomNumbers({ count: 20, seed, min: 0, max: 1 })]).toEqual(expected);
      }),
    );
  });

  it('are the same on every machine', () => {
    expect([...randomNumbers({ count: 3, seed: 42, min: 0, max: 1 })]).toMatchInlineSnapshot(`
      [
        0.4137016681565887,
        0.003983993377814743,
        0.6500837027638867,
      ]
    `);
    expect([...randomNumbers({ count: 8, seed: 1, min: 1, max: 6, whole: true })]).toMatchInlineSnapshot(`
      [
        3,
        1,
        6,
        2,
        1,
        3,
        2,
        6,
      ]
    `);
  });

  it('stay within their bounds', () => {
    const bound = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.maxSafeNat(), bound, bound, (seed, one, other) => {
        fc.pre(one !== other);
        const [min, max] = [Math.min(one, other), Math.max(one, other)];
        for (const value of randomNumbers({ count: 20, seed, min, max })) {
          expect(value >= min && value < max).toBe(true);
        }
      }),
    );
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.integer(), fc.nat(1000), (seed, min, span) => {
        for (const value of randomNumbers({ count: 20, seed, min, max: min + span, whole: true })) {
          expect(Number.isInteger(value) && value >= min && value <= min + span).toBe(true);
        }
      }),
    );
  });

  it('come up equally often', () => {
    const counts = new Map<number, number>();
    for (const value of randomNumbers({ count: 60_000, seed: 7, min: 1, max: 6, whole: true })) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    // Chi squared of 5 degrees of freedom: 20.5 is passed once in 1000 seeds.
    const chi = [...counts.values()].reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(counts.size).toBe(6);
    expect(chi).toBeLessThan(20.5);
  });
});
