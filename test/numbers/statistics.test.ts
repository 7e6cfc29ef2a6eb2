import fc from 'fast-check';
import * as simple from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { numberStatistics } from '../../src/numbers/statistics.ts';
import { numberSummary } from '../../src/numbers/summary.ts';

/** Lists with ties, large and small, as they come in tables. */
const lists = fc.oneof(
  fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 80 }),
  fc.array(
    fc.double({ noNaN: true, min: -1e6, max: 1e6 }).map((n) => (Math.abs(n) < 1e-9 ? 0 : n)),
    { minLength: 1, maxLength: 80 },
  ),
  fc.array(fc.constantFrom(0.1, 0.2, 0.3, -0, 0, 1e-9, 12345.678), { minLength: 1, maxLength: 80 }),
  fc.array(
    fc.integer({ min: 0, max: 100 }).map((n) => 1e9 + n / 8),
    { minLength: 1, maxLength: 80 },
  ),
);

function near(found: number | null, expected: number, scale: number): void {
  expect(Math.abs((found ?? Number.NaN) - expected)).toBeLessThanOrEqual(1e-9 * (Math.abs(expected) + scale));
}

describe('the statistics of a list of numbers', () => {
  it('are those of the example in docs/tables.md', () => {
    const rounded = JSON.stringify(numberStatistics([2, 4, 4, 5, 10]), (_, value) =>
      typeof value === 'number' ? Math.round(value * 1000) / 1000 : value,
    );
    expect(JSON.parse(rounded)).toMatchObject({
      count: 5,
      distinct: 4,
      top: [
        { value: 4, count: 2 },
        { value: 2, count: 1 },
        { value: 5, count: 1 },
        { value: 10, count: 1 },
      ],
      sum: 25,
      mean: 5,
      median: 4,
      variance: 7.2,
      deviation: 2.683,
      sampleVariance: 9,
      sampleDeviation: 3,
      skewness: 1.481,
      kurtosis: 2.926,
      mad: 1,
      outliers: { lower: 2.5, upper: 6.5, below: 1, above: 1 },
      histogram: [
        { from: 2, to: 4, count: 1 },
        { from: 4, to: 6, count: 3 },
        { from: 6, to: 8, count: 0 },
        { from: 8, to: 10, count: 0 },
        { from: 10, to: 12, count: 1 },
      ],
    });
  });

  it('are those of a list that can be checked by hand', () => {
    expect(numberStatistics([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({
      count: 8,
      distinct: 5,
      min: 2,
      max: 9,
      sum: 40,
      mean: 5,
      median: 4.5,
      quantiles: [
        { p: 0.01, value: 2.14 },
        { p: 0.05, value: 2.7 },
        { p: 0.25, value: 4 },
        { p: 0.75, value: 5.5 },
        { p: 0.95, value: expect.closeTo(8.3, 12) },
        { p: 0.99, value: 8.86 },
      ],
      variance: 4,
      deviation: 2,
      sampleVariance: 32 / 7,
      sampleDeviation: Math.sqrt(32 / 7),
      skewness: expect.closeTo(0.818487553356, 10),
      kurtosis: expect.closeTo(0.940625, 10),
      mad: 0.5,
      zeros: 0,
      negatives: 0,
      outliers: { lower: 1.75, upper: 7.75, below: 0, above: 1 },
      histogram: [
        { from: 2, to: 4, count: 1 },
        { from: 4, to: 6, count: 5 },
        { from: 6, to: 8, count: 1 },
        { from: 8, to: 10, count: 1 },
      ],
      top: [
        { value: 4, count: 3 },
        { value: 5, count: 2 },
        { value: 2, count: 1 },
        { value: 7, count: 1 },
        { value: 9, count: 1 },
      ],
      modes: [4],
      modeCount: 3,
    });
  });

  it('equal those of simple-statistics', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const found = numberStatistics(list);
        const scale = simple.max(list) - simple.min(list);
        const size = Math.max(...list.map(Math.abs));
        expect(found.min).toBe(simple.min(list) + 0);
        expect(found.max).toBe(simple.max(list) + 0);
        expect(found.distinct).toBe(simple.uniqueCountSorted(list.map((n) => n + 0).sort((a, b) => a - b)));
        near(Number(found.sum), simple.sum(list), size);
        near(found.mean, simple.mean(list), size);
        near(found.median, simple.median(list), size);
        near(found.mad, simple.medianAbsoluteDeviation(list), scale);
        // Theirs is not quite 0 for a list like 0.2, 0.2, 0.2, whose mean it rounds.
        const spread = scale + size * 1e-6;
        near(found.variance, simple.variance(list), spread * spread);
        near(found.deviation, simple.standardDeviation(list), spread);
        if (list.length > 1) {
          near(found.sampleVariance, simple.sampleVariance(list), spread * spread);
          near(found.sampleDeviation, simple.sampleStandardDeviation(list), spread);
        }
        // Theirs loses digits where the mean is large beside the deviation.
        if (list.length > 2 && scale > 0 && size < 1e4 * (found.deviation ?? 0))
          expect(found.skewness).toBeCloseTo(simple.sampleSkewness(list), 6);
        if (list.length > 3 && scale > 0 && size < 1e4 * (found.deviation ?? 0))
          expect(found.kurtosis).toBeCloseTo(simple.sampleKurtosis(list), 6);
      }),
      { numRuns: 500 },
    );
  });

  it('hold together, whatever the list', () => {
    const any = fc.array(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer()), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(any, (list) => {
        const found = numberStatistics(list, { quantiles: [0.5, 0.999] });
        expect(numberSummary.safeParse(found).error).toBe(undefined);
        const bins = found.histogram;
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(list.length);
        expect(bins.length).toBeLessThanOrEqual(60);
        expect(bins[0]?.from).toBeLessThanOrEqual(Number(found.min));
        expect(bins.at(-1)?.to).toBeGreaterThanOrEqual(Number(found.max));
        for (const [index, bin] of bins.entries()) {
          const last = index === bins.length - 1;
          const inside = list.filter((n) => n >= bin.from && (n < bin.to || (last && n <= bin.to)));
          expect(bin.count).toBe(inside.length);
          if (!last) expect(bins[index + 1]?.from).toBe(bin.to);
        }
        const values = found.quantiles.map(({ value }) => value);
        expect(values).toEqual(values.toSorted((a, b) => a - b));
        expect(found.quantiles.find(({ p }) => p === 0.5)?.value).toBe(found.median);
        for (const value of [...values, found.mean, found.median]) {
          expect(value).toBeGreaterThanOrEqual(Number(found.min));
          expect(value).toBeLessThanOrEqual(Number(found.max));
        }
        const { outliers } = found;
        expect(outliers.below).toBe(list.filter((n) => n < outliers.lower).length);
        expect(outliers.above).toBe(list.filter((n) => n > outliers.upper).length);
        expect(found.zeros).toBe(list.filter((n) => n === 0).length);
        expect(found.negatives).toBe(list.filter((n) => n < 0).length);
        expect(found).toEqual(numberStatistics(list.toReversed(), { quantiles: [0.999, 0.5] }));
      }),
      { numRuns: 1000 },
    );
  });

  it('are exact for integers of 64 bits', () => {
    const big = 2n ** 63n - 1n;
    expect(numberStatistics([big, big - 1n, 1, big])).toMatchObject({
      min: 1,
      max: '9223372036854775807',
      sum: String(3n * big),
      distinct: 3,
      modes: ['9223372036854775807'],
      modeCount: 2,
      top: [
        { value: '9223372036854775807', count: 2 },
        { value: 1, count: 1 },
        { value: '9223372036854775806', count: 1 },
      ],
    });
    expect(numberStatistics([2 ** 53 - 1, 2 ** 53 - 1, 2]).sum).toBe('18014398509481984');
    expect(numberStatistics([9007199254740993n, 9007199254740995n]).median).toBe(9007199254740994);
    expect(() => numberStatistics([2n ** 63n])).toThrow('9223372036854775808 has more than 64 bits.');
  });

  it('do not overflow', () => {
    const { mean, sum, variance, deviation, histogram, median, mad } = numberStatistics([
      Number.MAX_VALUE,
      -Number.MAX_VALUE,
      Number.MAX_VALUE,
    ]);
    expect(mean).toBe(Number.MAX_VALUE / 3);
    expect(sum).toBe(Number.MAX_VALUE);
    expect(median).toBe(Number.MAX_VALUE);
    expect(mad).toBe(0);
    expect(variance).toBe(null);
    expect(deviation).toBeGreaterThan(1e308);
    expect(histogram).toEqual([{ from: -Number.MAX_VALUE, to: Number.MAX_VALUE, count: 3 }]);
    expect(numberStatistics([Number.MAX_VALUE, Number.MAX_VALUE]).sum).toBe(null);
    const bins = numberStatistics([0, 0, 0, Number.MAX_VALUE]).histogram;
    expect(bins.at(-1)).toMatchObject({ to: Number.MAX_VALUE, count: 1 });
    expect(numberStatistics([5e-324, 0, 0])).toMatchObject({ variance: 0, max: 5e-324 });
  });

  it('name every value that is most frequent, and none where no value repeats', () => {
    expect(numberStatistics([3, 1, 2, 3, 1])).toMatchObject({ modes: [1, 3], modeCount: 2 });
    expect(numberStatistics([3, 1, 2])).toMatchObject({ modes: [], modeCount: 1 });
    expect(numberStatistics([7])).toMatchObject({ modes: [7], modeCount: 1, skewness: null, mad: 0 });
    expect(numberStatistics([-0, 0])).toMatchObject({ modes: [0], modeCount: 2, distinct: 1, zeros: 2 });
  });

  it('have bins with edges that are written in few digits', () => {
    const edges = numberStatistics(Array.from({ length: 200 }, (_, n) => ((n * 7) % 100) / 100)).histogram;
    expect(edges.map(({ from }) => from)).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
    expect(numberStatistics([5, 5, 5]).histogram).toEqual([{ from: 5, to: 5, count: 3 }]);
    expect(numberStatistics([1, 2]).histogram).toEqual([
      { from: 1, to: 2, count: 1 },
      { from: 2, to: 3, count: 1 },
    ]);
  });

  it('need one number at least', () => {
    expect(() => numberStatistics([])).toThrow('There are no numbers in the list.');
  });
});
