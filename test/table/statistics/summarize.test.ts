import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ratio } from '../../../src/numbers/sum.ts';
import { type Duck, literal, withDuck } from '../../../src/table/duckdb.ts';
import { summarize } from '../../../src/table/statistics/summarize.ts';
import {
  type ColumnSummary,
  type ColumnType,
  columnSummary,
  tableSummary,
} from '../../../src/table/summary.ts';
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
  const columns = [{ column: 'c0', name: 'c', type, why: { by: 'values' as const } }];
  const { columns: summaries } = await summarize(duck, 'x', values.length, columns);
  expect(columnSummary.safeParse(summaries[0]).error).toBe(undefined);
  return summaries[0];
}

/** All that follows from counting sorted values, one by one. */
function counted<T>(sorted: T[], values: (T | null)[]) {
  const distinct = [...new Set(sorted)];
  const times = distinct.map((value) => ({ value, count: sorted.filter((other) => other === value).length }));
  const modeCount = Math.max(0, ...times.map(({ count }) => count));
  const inOrder = values.flatMap((value) => (value === null ? [] : [sorted.indexOf(value)]));
  const pairs = inOrder.slice(1).map((place, index) => place - (inOrder[index] ?? 0));
  const ascending = pairs.every((step) => step >= 0);
  const descending = pairs.every((step) => step <= 0);
  return {
    count: sorted.length,
    nulls: values.length - sorted.length,
    distinct: distinct.length,
    uniqueShare: sorted.length === 0 ? null : distinct.length / sorted.length,
    min: sorted[0] ?? null,
    max: sorted.at(-1) ?? null,
    order:
      ascending && descending ? 'constant' : ascending ? 'ascending' : descending ? 'descending' : 'none',
    top: times.toSorted((a, b) => b.count - a.count).slice(0, 10),
    modes:
      modeCount > 1 || distinct.length === 1
        ? times.filter(({ count }) => count === modeCount).map(({ value }) => value)
        : [],
    modeCount,
  };
}

const json = (value: bigint) => (Number.isSafeInteger(Number(value)) ? Number(value) : String(value));

/** What DuckDB itself says of a column of numbers. */
async function byDuck(duck: Duck): Promise<Record<string, number | null>> {
  const expressions: Record<string, string> = {
    sum: 'sum(c0)::DOUBLE',
    mean: 'avg(c0)',
    median: 'median(c0)::DOUBLE',
    variance: 'var_pop(c0)',
    sampleVariance: 'var_samp(c0)',
    deviation: 'stddev_pop(c0)',
    sampleDeviation: 'stddev_samp(c0)',
    skewness: 'skewness(c0)',
    kurtosis: 'kurtosis(c0)',
    mad: 'mad(c0)::DOUBLE',
    zeros: 'count(*) FILTER (c0 = 0)::DOUBLE',
    negatives: 'count(*) FILTER (c0 < 0)::DOUBLE',
    q1: 'quantile_cont(c0, 0.01)::DOUBLE',
    q25: 'quantile_cont(c0, 0.25)::DOUBLE',
    q99: 'quantile_cont(c0, 0.99)::DOUBLE',
  };
  const [row = []] = await duck.rows(`SELECT ${Object.values(expressions).join(', ')} FROM x`);
  return Object.fromEntries(
    Object.keys(expressions).map((name, nth) => [name, typeof row[nth] === 'number' ? row[nth] : null]),
  );
}

/** Compares with DuckDB, whose one-pass sums lose digits in proportion to the size of the values. */
async function equalsDuck(duck: Duck, found: ColumnSummary | undefined, values: number[]): Promise<void> {
  const theirs = await byDuck(duck);
  const ours = found?.numbers;
  if (!ours) throw new Error('no numbers');
  const size = Math.max(...values.map(Math.abs));
  const near = (one: number | null | undefined, other: number | null | undefined, allowed: number) => {
    expect(Math.abs((one ?? Number.NaN) - (other ?? Number.NaN))).toBeLessThanOrEqual(allowed);
  };
  const quantile = (p: number) => ours.quantiles.find((one) => one.p === p)?.value;
  near(Number(ours.sum), theirs['sum'], 1e-12 * size * values.length);
  for (const name of ['mean', 'median', 'mad'] as const) near(ours[name], theirs[name], 1e-12 * size);
  near(quantile(0.01), theirs['q1'], 1e-12 * size);
  near(quantile(0.25), theirs['q25'], 1e-12 * size);
  near(quantile(0.99), theirs['q99'], 1e-12 * size);
  near(ours.variance, theirs['variance'], 1e-9 * size * size);
  near(ours.deviation, theirs['deviation'], 1e-5 * size);
  if (values.length > 1) {
    near(ours.sampleVariance, theirs['sampleVariance'], 1e-9 * size * size);
    near(ours.sampleDeviation, theirs['sampleDeviation'], 1e-5 * size);
  } else expect(ours.sampleVariance).toBe(null);
  expect(ours.zeros).toBe(theirs['zeros']);
  expect(ours.negatives).toBe(theirs['negatives']);
  // With a mean that is large beside the deviation, theirs is noise.
  const steady = size < 1e3 * (ours.deviation ?? 0);
  if (steady && values.length > 2) near(ours.skewness, theirs['skewness'], 1e-5);
  if (steady && values.length > 3) near(ours.kurtosis, theirs['kurtosis'], 1e-4);
}

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
      const found = await summaryOf(duck, 'integer', values);
      const expected = counted(sorted, values);
      expect(found).toMatchObject({
        ...expected,
        min: expected.min === null ? null : json(expected.min),
        max: expected.max === null ? null : json(expected.max),
        top: expected.top.map(({ value, count }) => ({ value: json(value), count })),
        modes: expected.modes.map(json),
      });
      expect(found?.numbers === undefined).toBe(sorted.length === 0);
      if (sorted.length === 0) return;
      const middle = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
      const sum = sorted.reduce((total, value) => total + value, 0n);
      expect(found?.numbers).toMatchObject({
        sum: json(sum),
        mean: ratio(sum, BigInt(sorted.length)),
        median: ratio((middle[0] ?? 0n) + (middle[1] ?? 0n), 2n),
      });
      if (sorted.every((value) => value * value < 10n ** 12n))
        await equalsDuck(duck, found, sorted.map(Number));
    });
  });

  it('decimals', async () => {
    const ties = fc.constantFrom(0, -0, 0.1, 0.2, -1.5);
    const near = fc
      .double({ noNaN: true, min: -100, max: 100 })
      .map((value) => Math.round(value * 1e6) / 1e6);
    const any = fc.double({ noNaN: true, noDefaultInfinity: true });
    await run(nullable(fc.oneof(ties, near, any)), async (duck, values) => {
      const sorted = values.flatMap((value) => (value === null ? [] : [value + 0])).sort((a, b) => a - b);
      const found = await summaryOf(duck, 'decimal', values);
      expect(found).toMatchObject(
        counted(
          sorted,
          values.map((value) => (value === null ? null : value + 0)),
        ),
      );
      if (sorted.length === 0) expect(found?.numbers).toBe(undefined);
      else if (sorted.every((value) => Math.abs(value) <= 100 && (value === 0 || Math.abs(value) > 1e-7)))
        await equalsDuck(duck, found, sorted);
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
      const found = await summaryOf(duck, 'text', values);
      expect(found).toMatchObject(counted(sorted, values));
      if (sorted.length === 0) return;
      const byLength = sorted.toSorted((a, b) => points(a).length - points(b).length || compare(a, b));
      const longest = points(byLength.at(-1) ?? '').length;
      const [shortest = ''] = byLength;
      expect(found?.texts).toMatchObject({
        shortest: { value: shortest, length: points(shortest).length },
        longest: { value: byLength.find((value) => points(value).length === longest), length: longest },
        meanLength: sorted.reduce((sum, value) => sum + points(value).length, 0) / sorted.length,
        blank: sorted.filter((value) => value.trim() === '').length,
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
    expect(tableSummary.safeParse(summary).error).toBe(undefined);
    columns = summary.columns;
  });

  it('gives dates, timestamps, booleans and nothing as JSON has them', () => {
    const [day, at, ok, empty, money] = columns;
    expect(day).toMatchObject({
      name: 'day',
      type: 'date',
      count: 3,
      nulls: 1,
      min: '2024-01-01',
      max: '2026-11-21',
      modes: ['2024-01-01'],
      modeCount: 2,
      order: 'descending',
      top: [
        { value: '2024-01-01', count: 2 },
        { value: '2026-11-21', count: 1 },
      ],
    });
    expect(at).toMatchObject({
      name: 'at',
      type: 'timestamp',
      count: 2,
      nulls: 2,
      min: '2026-11-21 00:00:00',
      max: '2026-11-21 10:00:00',
      modes: [],
      modeCount: 1,
      dates: { days: 10 / 24, period: 'hour', gaps: { empty: 9 } },
    });
    expect(ok).toMatchObject({ type: 'boolean', min: false, max: true, modes: [true], modeCount: 2 });
    expect(empty).toEqual({
      name: 'none',
      type: 'text',
      why: { by: 'values' },
      count: 0,
      nulls: 4,
      distinct: 0,
      uniqueShare: null,
      min: null,
      max: null,
      order: 'constant',
      top: [],
      modes: [],
      modeCount: 0,
    });
    expect(money).toMatchObject({ modes: [0.1], modeCount: 2, numbers: { median: 0.1, sum: 0.4 } });
    expect(JSON.parse(JSON.stringify(columns))).toEqual(columns);
  });

  it('loses nothing that a sum of doubles would', async () => {
    const { summary } = await build({ 't.csv': `a,b\n${'0.1,1e16\n'.repeat(10)}0.1,1.5e308\n0.1,1.5e308\n` });
    expect(summary.columns[0]?.numbers?.mean).toBe(0.1);
    expect(summary.columns[1]?.numbers?.mean).toBe(2.5e307);
  });

  it('counts dates by a period that suits their range, the empty ones too', async () => {
    const dates = async (...days: string[]) => {
      const { summary } = await build({ 't.csv': `day\n${days.join('\n')}\n` });
      return summary.columns[0]?.dates;
    };
    expect(await dates('2026-11-20', '2026-11-20', '2026-11-23')).toEqual({
      days: 3,
      period: 'day',
      counts: [
        { start: '2026-11-20', count: 2 },
        { start: '2026-11-21', count: 0 },
        { start: '2026-11-22', count: 0 },
        { start: '2026-11-23', count: 1 },
      ],
      gaps: { empty: 2, longest: { after: '2026-11-20', before: '2026-11-23', days: 3 } },
    });
    expect((await dates('2026-01-31', '2026-06-01'))?.counts.map(({ start }) => start)).toEqual([
      '2026-01',
      '2026-02',
      '2026-03',
      '2026-04',
      '2026-05',
      '2026-06',
    ]);
    expect(await dates('1990-05-05', '2026-06-01')).toMatchObject({ period: 'year', gaps: { empty: 35 } });
    expect((await dates('0007-05-05', '9999-12-31'))?.counts).toHaveLength(1000);
    expect(await dates('2026-11-20')).toMatchObject({ days: 0, gaps: { empty: 0, longest: null } });
  });

  it('sums up what texts look like', async () => {
    const { summary } = await build({ 't.csv': 'code\nAB-12\nXÉ-7\nab 1\nß中\n"  "\n' });
    expect(summary.columns[0]?.texts).toEqual({
      shortest: { value: '  ', length: 2 },
      longest: { value: 'AB-12', length: 5 },
      meanLength: 3.4,
      blank: 1,
      patterns: [
        { pattern: 'A-9', count: 2 },
        { pattern: '  ', count: 1 },
        { pattern: 'a', count: 1 },
        { pattern: 'a 9', count: 1 },
      ],
    });
  });

  it('correlates the numeric columns', async () => {
    const { summary } = await build({ 't.csv': 'a,b,c,d\n1,x,10,5\n2,y,20,5\n3,z,,5\n4,z,80,5\n' });
    expect(summary.correlations).toEqual({
      columns: ['a', 'c', 'd'],
      pearson: [
        [1, expect.closeTo(0.9798637, 6), null],
        [expect.closeTo(0.9798637, 6), 1, null],
        [null, null, null],
      ],
      spearman: [
        [1, 1, null],
        [1, 1, null],
        [null, null, null],
      ],
    });
    expect((await build({ 't.csv': 'a,b\n1,x\n' })).summary.correlations).toBe(undefined);
  });

  it('adds the quantiles that are asked for', async () => {
    const { summary } = await build({ 't.csv': 'a\n0\n10\n' }, { quantiles: [0.999, 0.5] });
    expect(summary.columns[0]?.numbers?.quantiles.map(({ p }) => p)).toEqual([
      0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 0.999,
    ]);
  });
});
