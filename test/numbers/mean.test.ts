import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTo, meanOf } from '../../src/numbers/mean.ts';

function mean(values: unknown[], scale?: number): number | null {
  const sum = { high: 0, low: 0, count: 0 };
  // In pieces, as they come.
  addTo(sum, values.slice(0, 2), scale);
  addTo(sum, values.slice(2), scale);
  return meanOf(sum);
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
    expect(mean([1, null, 2, 'x'])).toBe(1.5);
    expect(mean([])).toBe(null);
    expect(mean([null])).toBe(null);
    expect(Object.is(mean([-0, -0]), 0)).toBe(true);
    expect(mean([1.5e308, 1.5e308], 2 ** -64)).toBe(1.5e308 * 2 ** -64);
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
        const off = units(mean(values) ?? 0) * BigInt(values.length) - total;
        const abs = (n: bigint) => (n < 0n ? -n : n);
        // A half of the last digit of the mean, and what the doubled precision lacks.
        const allowed = (abs(total) >> 52n) + (size >> 98n) + BigInt(values.length);
        expect(abs(off) <= allowed).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
