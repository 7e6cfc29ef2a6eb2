import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readerOf } from '../../../src/language/reader.ts';
import { numberText, shortNumber } from '../../../src/parts/charts/number-text.ts';
import { niceRange, niceTicks, percent } from '../../../src/parts/charts/scale.ts';
import { timeOf, timeTicks } from '../../../src/parts/charts/time.ts';

const [en, fr] = [readerOf('en'), readerOf('fr')];

describe('an axis of numbers', () => {
  it('has ticks that people would write', () => {
    expect(niceRange(0, 97).ticks).toEqual([0, 20, 40, 60, 80, 100]);
    expect(niceRange(-0.3, 0.31).ticks).toEqual([-0.4, -0.2, 0, 0.2, 0.4]);
    expect(niceTicks(0, 7, 4)).toEqual([0, 2, 4, 6]);
    expect(niceRange(5, 5)).toEqual({ from: 0, to: 5, ticks: [0, 1, 2, 3, 4, 5] });
    expect(niceRange(0, 0).to).toBe(1);
  });

  it('holds whatever numbers it is for, in a few steps', () => {
    const number = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(number, number, (a, b) => {
        const [least, greatest] = [Math.min(a, b), Math.max(a, b)];
        fc.pre(greatest - least > Math.max(1e-300, Math.abs(least) * 1e-6) || greatest === least);
        const { from, to, ticks } = niceRange(least, greatest);
        const slack = (to - from) * 1e-8;
        expect(from).toBeLessThanOrEqual(least + slack);
        expect(to).toBeGreaterThanOrEqual(greatest - slack);
        expect(ticks.length).toBeLessThanOrEqual(7);
      }),
    );
  });

  it('is in percentages that stay in the picture', () => {
    expect([percent(1 / 3), percent(-1), percent(2), percent(Number.NaN)]).toEqual([
      '33.333%',
      '0%',
      '100%',
      '0%',
    ]);
  });
});

describe('numbers in a chart', () => {
  it('are short, in the language of the reader', () => {
    expect([0.30000000000000004, 1970, 12_345.678, 1e-7].map((one) => numberText(en, one))).toEqual([
      '0.3',
      '1970',
      '12,345.7',
      '1e-7',
    ]);
    expect([950, 12_000, 1_500_000].map((one) => shortNumber(en, one))).toEqual(['950', '12,000', '1.5m']);
    expect([1.5, 12_000, 1_500_000].map((one) => shortNumber(fr, one))).toEqual([
      '1,5',
      '12\u202f000',
      '1,5\u00a0M',
    ]);
  });
});

describe('an axis of time', () => {
  const labels = (from: string, to: string, reader = en) =>
    timeTicks(reader, timeOf(from), timeOf(to)).map(({ label }) => label);

  it('has ticks at round days, months and years', () => {
    expect(labels('2025-11-01', '2026-10-31')).toEqual(['Jan 2026', 'Apr 2026', 'Jul 2026', 'Oct 2026']);
    expect(labels('2001-05-01', '2026-10-31')).toEqual(['2005', '2010', '2015', '2020', '2025']);
    expect(labels('2026-03-01', '2026-03-05', fr)).toEqual([
      '1 mars',
      '2 mars',
      '3 mars',
      '4 mars',
      '5 mars',
    ]);
    expect(labels('2026-03-01 08:00:00', '2026-03-01 12:00:00')[0]).toContain('08:00');
    expect(labels('2026-03-01', '2026-03-01')).toEqual(['1 March 2026']);
  });
});
