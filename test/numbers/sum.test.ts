import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTo, emptySum, meanOf, ratio, totalOf } from '../../src/numbers/sum.ts';

function mean(values: number[]): number {
  const sum = emptySum();
  for (const value of values) addTo(sum, value);
  return meanOf(sum, values.length);
}

/** A double as a whole number of the smallest double, 2^-1074. */
function units(value: number): bigint {
  const bits = new BigUint64Array(new Float64Array([Math.abs(value)]).buffer)[0] ?? 0n;
  const exponent = bits >> 52n;
  const digits = bits & (2n ** 52n - 1n);
  const size = exponent === 0n ? digits : (digits + 2n ** 52n) << (exponent - 1n);
  return value < 0 ? -size : size;
}

describe('the mean of doubles', () => {
  it('is exact where a plain sum is not', () => {
    expect(mean(Array(12).fill(0.1))).toBe(0.1);
    expect(mean([1e16, 1, -1e16, 1])).toBe(0.5);
    expect(mean([0.1, 0.2, 0.3])).toBe(0.2);
    expect(Object.is(mean([-0, -0]), 0)).toBe(true);
  });

  it('is as good as exact for any values', () => {
    const value = fc.oneof(
      fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
      fc.constantFrom(0.1, -0.1, 1e-300, 1e200, -1e200),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), (values) => {
        const total = values.reduce((sum, one) => sum + units(one), 0n);
        const size = values.reduce((sum, one) => sum + units(Math.abs(one)), 0n);
        const off = units(mean(values)) * BigInt(values.length) - total;
        const abs = (n: bigint) => (n < 0n ? -n : n);
        // A half of the last digit of the mean, and what the doubled precision lacks.
        const allowed = (abs(total) >> 52n) + (size >> 98n) + BigInt(values.length);
        expect(abs(off) <= allowed).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

it('a number that is added many times counts as often, to the last digit', () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
      fc.integer({ min: 1, max: 300 }),
      fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
      (value, times, other) => {
        const [once, often] = [emptySum(), emptySum()];
        addTo(once, other);
        addTo(once, value, times);
        addTo(often, other);
        for (let n = 0; n < times; n++) addTo(often, value);
        const off = Math.abs(totalOf(once) - totalOf(often));
        expect(off).toBeLessThanOrEqual(Math.abs(totalOf(often)) * 2 ** -52);
      },
    ),
  );
});

it('the ratio of integers is the nearest double', () => {
  expect(ratio(1n, 3n)).toBe(1 / 3);
  expect(ratio(0n, 7n)).toBe(0);
  expect(ratio(-(2n ** 62n) - 1n, 1n)).toBe(-(2 ** 62));
  expect(ratio(3n * 2n ** 60n + 3n, 3n)).toBe(2 ** 60);
  // Half way between two doubles, and a little more.
  expect(ratio((2n ** 53n + 1n) * 2n ** 40n + 1n, 2n ** 40n)).toBe(2 ** 53 + 2);
});
