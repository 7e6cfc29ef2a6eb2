import fc from 'fast-check';
import * as simple from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { correlate, seriesOf } from '../../src/numbers/correlation.ts';
import { distributionOf } from '../../src/numbers/distribution.ts';

function series(list: (number | null)[]) {
  const numbers = Float64Array.from(list, (value) => value ?? Number.NaN);
  return seriesOf(numbers, distributionOf(numbers.filter((value) => !Number.isNaN(value))));
}

function correlation(pairs: [number | null, number | null][]) {
  return correlate(series(pairs.map(([a]) => a)), series(pairs.map(([, b]) => b)));
}

/** Spearman's, from its definition. */
function rankCorrelation(pairs: [number, number][]): number {
  const ranks = (list: number[]) =>
    list.map((value) => {
      const below = list.filter((other) => other < value).length;
      const same = list.filter((other) => other === value).length;
      return below + (same + 1) / 2;
    });
  return simple.sampleCorrelation(ranks(pairs.map(([a]) => a)), ranks(pairs.map(([, b]) => b)));
}

describe('correlations', () => {
  it('are 1 and -1 where one follows from the other', () => {
    expect(
      correlation([
        [1, 10],
        [2, 20],
        [3, 30],
      ]),
    ).toEqual({ pearson: 1, spearman: 1 });
    expect(
      correlation([
        [1, 8],
        [2, 4],
        [4, 1],
      ]).spearman,
    ).toBe(-1);
    expect(
      correlation([
        [1, 1],
        [2, 1e3],
        [3, 1e6],
      ]),
    ).toEqual({
      pearson: expect.closeTo(0.8664, 3),
      spearman: 1,
    });
  });

  it('are null where one is constant, over the rows that both have', () => {
    expect(
      correlation([
        [1, 5],
        [2, 5],
      ]),
    ).toEqual({ pearson: null, spearman: null });
    expect(
      correlation([
        [1, 5],
        [2, null],
        [1, 6],
      ]),
    ).toEqual({ pearson: null, spearman: null });
    expect(
      correlation([
        [1, null],
        [null, 2],
      ]),
    ).toEqual({ pearson: null, spearman: null });
  });

  it('hold for numbers that are large and close, and past where squares overflow', () => {
    const far = 2 ** 40;
    expect(
      correlation([
        [far, 1],
        [far + 1, 2],
        [far + 2, 3],
      ]),
    ).toEqual({ pearson: 1, spearman: 1 });
    expect(
      correlation([
        [-1.7e308, 1],
        [0, 2],
        [1.7e308, 3],
      ]),
    ).toEqual({ pearson: 1, spearman: 1 });
    expect(
      correlation([
        [1e-300, 1],
        [2e-300, 2],
        [3e-300, 3],
      ]).pearson,
    ).toBeCloseTo(1, 12);
  });

  it('equal those of simple-statistics, with gaps and ties', () => {
    const value = fc.oneof(
      fc.constant(null),
      fc.integer({ min: -3, max: 3 }),
      fc.double({ noNaN: true, min: -100, max: 100 }).map((n) => Math.round(n * 1000) / 1000),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 60 }), (pairs) => {
        const found = correlation([...pairs, [1, null], [null, 1]]);
        const whole = pairs.filter((pair): pair is [number, number] => pair[0] !== null && pair[1] !== null);
        const varies = (list: number[]) => new Set(list).size > 1;
        if (!varies(whole.map(([a]) => a)) || !varies(whole.map(([, b]) => b))) {
          expect(found).toEqual({ pearson: null, spearman: null });
          return;
        }
        const [a, b] = [whole.map(([first]) => first), whole.map(([, second]) => second)];
        expect(found.pearson).toBeCloseTo(simple.sampleCorrelation(a, b), 9);
        expect(found.spearman).toBeCloseTo(rankCorrelation(whole), 9);
      }),
      { numRuns: 500 },
    );
  });
});
