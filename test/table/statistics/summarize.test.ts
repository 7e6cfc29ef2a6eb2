import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Duck, literal, withDuck } from '../../../src/table/duckdb.ts';
import { ratio, summarize } from '../../../src/table/statistics/summarize.ts';
import type { ColumnSummary, ColumnType } from '../../../src/table/summary.ts';
import { tempFolder } from '../../support/temp.ts';
import { build } from '../tables.ts';

const duckTypes: Partial<Record<ColumnType, string>> = {
  integer: 'BIGINT',
  decimal: 'DOUBLE',
  text: 'VARCHAR',
};

/** The statistics of one column of the given values, by the code under test. */
async function summaryOf(
  duck: Duck,
  type: ColumnType,
  values: (bigint | number | string | null)[],
): Promise<ColumnSummary | undefined> {
  const sql = values.map((value) =>
    value === null ? 'NULL' : literal(Object.is(value, -0) ? '-0.0' : String(value)),
  );
  await duck.run(`CREATE OR REPLACE TABLE x (c0 ${duckTypes[type]})`);
  if (sql.length > 0) await duck.run(`INSERT INTO x VALUES ${sql.map((value) => `(${value})`).join(', ')}`);
  const [summary] = await summarize(duck, 'x', [{ column: 'c0', name: 'c', type }]);
  return summary;
}

/** The mode by counting: the most frequent value, of ties the one that comes first. */
function modeOf<T>(sorted: T[]): { mode: T | null; modeCount: number } {
  let best: { mode: T | null; modeCount: number } = { mode: null, modeCount: 0 };
  for (const value of sorted) {
    const modeCount = sorted.filter((other) => other === value).length;
    if (modeCount > best.modeCount) best = { mode: value, modeCount };
  }
  return best;
}

const json = (value: bigint | null | undefined) =>
  value === null || value === undefined
    ? null
    : Number.isSafeInteger(Number(value))
      ? Number(value)
      : String(value);

/** Compares two doubles to within some rounding errors of the size of the values. */
const close = (found: number | null | undefined, expected: number, size: number) =>
  expect(Math.abs((found ?? Number.NaN) - expected)).toBeLessThanOrEqual(
    size * 4 * Number.EPSILON + 2 * Number.MIN_VALUE,
  );

const nullable = <T>(values: fc.Arbitrary<T>) => fc.array(fc.option(values, { freq: 5 }), { maxLength: 40 });

describe('statistics of random columns', () => {
  const run = <T>(values: fc.Arbitrary<T>, check: (duck: Duck, values: T) => Promise<void>) =>
    withDuck(tempFolder(), undefined, (duck) =>
      fc.assert(
        fc.asyncProperty(values, (value) => check(duck, value)),
        { numRuns: 100 },
      ),
    );

  it('integers, exactly', async () => {
    const small = fc.bigInt({ min: -3n, max: 3n });
    const large = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    await run(nullable(fc.oneof(small, large)), async (duck, values) => {
      const sorted = values.filter((value) => value !== null).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      const middle = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
      const sum = sorted.reduce((total, value) => total + value, 0n);
      const { mode, modeCount } = modeOf(sorted);
      expect(await summaryOf(duck, 'integer', values)).toEqual({
        name: 'c',
        type: 'integer',
        count: sorted.length,
        nulls: values.length - sorted.length,
        min: json(sorted[0]),
        max: json(sorted.at(-1)),
        mean: ratio(sum, BigInt(sorted.length)),
        median: sorted.length === 0 ? null : ratio((middle[0] ?? 0n) + (middle[1] ?? 0n), 2n),
        mode: json(mode),
        modeCount,
      });
    });
  });

  it('decimals', async () => {
    const ties = fc.constantFrom(0, -0, 0.1, 0.2, -1.5);
    const any = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 });
    await run(nullable(fc.oneof(ties, any)), async (duck, values) => {
      const sorted = values.flatMap((value) => (value === null ? [] : [value + 0])).sort((a, b) => a - b);
      const found = await summaryOf(duck, 'decimal', values);
      const { mode, modeCount } = modeOf(sorted);
      expect(found).toMatchObject({
        count: sorted.length,
        nulls: values.length - sorted.length,
        min: sorted[0] ?? null,
        max: sorted.at(-1) ?? null,
        mode,
        modeCount,
      });
      if (sorted.length === 0) {
        expect(found).toMatchObject({ mean: null, median: null });
        return;
      }
      const [lower = 0, upper = 0] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
      close(found?.median, lower / 2 + upper / 2, Math.max(Math.abs(lower), Math.abs(upper)));
      const size = sorted.reduce((total, value) => total + Math.abs(value / sorted.length), 0);
      close(
        found?.mean,
        sorted.reduce((total, value) => total + value / sorted.length, 0),
        size * sorted.length,
      );
    });
  });

  it('texts, by code point', async () => {
    const text = fc.constantFrom('a', 'b', 'Z', 'é', '😀', '\uffee', '', "it's");
    const points = (value: string) => Array.from(value, (character) => character.codePointAt(0) ?? 0);
    const compare = (one: string, other: string) => {
      const [a, b] = [points(one), points(other)];
      const at = a.findIndex((point, index) => point !== b[index]);
      return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
    };
    await run(nullable(text), async (duck, values) => {
      const sorted = values.filter((value) => value !== null).sort(compare);
      expect(await summaryOf(duck, 'text', values)).toMatchObject({
        min: sorted[0] ?? null,
        max: sorted.at(-1) ?? null,
        mean: null,
        median: null,
        ...modeOf(sorted),
      });
    });
  });
});

describe('statistics', () => {
  let columns: ColumnSummary[];
  beforeAll(async () => {
    const { summary } = await build({
      't.csv':
        'day,at,ok,none,money\n2026-11-21,2026-11-21 10:00,true,,0.10\n2024-01-01,2026-11-21,false,,0.20\n2024-01-01,,true,,0.10\n,,,,\n',
    });
    columns = summary.columns;
  });

  it('gives dates, timestamps, booleans and nothing as JSON has them', () => {
    const none = { mean: null, median: null };
    const [day, at, ok, empty, money] = columns;
    expect(day).toEqual({
      name: 'day',
      type: 'date',
      count: 3,
      nulls: 1,
      min: '2024-01-01',
      max: '2026-11-21',
      mode: '2024-01-01',
      modeCount: 2,
      ...none,
    });
    expect(at).toEqual({
      name: 'at',
      type: 'timestamp',
      count: 2,
      nulls: 2,
      min: '2026-11-21 00:00:00',
      max: '2026-11-21 10:00:00',
      mode: '2026-11-21 00:00:00',
      modeCount: 1,
      ...none,
    });
    expect(ok).toEqual({
      name: 'ok',
      type: 'boolean',
      count: 3,
      nulls: 1,
      min: false,
      max: true,
      mode: true,
      modeCount: 2,
      ...none,
    });
    expect(empty).toEqual({
      name: 'none',
      type: 'text',
      count: 0,
      nulls: 4,
      min: null,
      max: null,
      mode: null,
      modeCount: 0,
      ...none,
    });
    expect(money).toMatchObject({ median: 0.1, mode: 0.1, modeCount: 2 });
    expect(JSON.parse(JSON.stringify(columns))).toEqual(columns);
  });

  it('loses nothing that a sum of doubles would', async () => {
    const { summary } = await build({ 't.csv': `a,b\n${'0.1,1e16\n'.repeat(10)}0.1,1.5e308\n0.1,1.5e308\n` });
    expect(summary.columns[0]?.mean).toBe(0.1);
    expect(summary.columns[1]?.mean).toBe(2.5e307);
  });

  it('divides integers to the nearest double', () => {
    expect(ratio(0n, 0n)).toBe(null);
    expect(ratio(-7n, 2n)).toBe(-3.5);
    expect(Object.is(ratio(-0n, 5n), 0)).toBe(true);
    // Half way between two doubles, and a little more: rounding twice would miss it.
    expect(ratio(2n ** 53n * 3n + 3n, 3n)).toBe(2 ** 53);
    expect(ratio(2n ** 53n * 3n + 4n, 3n)).toBe(2 ** 53 + 2);
    expect(ratio(-(2n ** 53n * 3n + 4n), 3n)).toBe(-(2 ** 53) - 2);
  });
});
