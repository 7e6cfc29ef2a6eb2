import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberStatistics } from '../../../../src/numbers/statistics.ts';
import type { Aggregate, Condition, Operator, Value } from '../../../../src/parts/dataset/query.ts';
import type { ColumnSummary, ColumnType, TableSummary } from '../../../../src/table/summary.ts';
import { asking, type Made, make, plainRows, using, withoutChunks } from './tables.ts';

const columns: Record<string, ColumnType> = {
  small: 'integer',
  middle: 'integer',
  wide: 'integer',
  large: 'integer',
  price: 'decimal',
  paid: 'boolean',
  day: 'date',
  at: 'timestamp',
  // As the engine names things in its SQL.
  item: 'text',
};

const letters = ['a', 'B', 'b', 'é', 'É', 'ﬀ', '😀', '\uffee', '%', '_', '*', '[', '"', "'", ' ', '0'];
const dayText = fc
  .tuple(fc.constantFrom(2024, 2025, 2026), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join('-'));
const timeText = fc.constantFrom(' 00:00:00', ' 10:00:00', ' 10:00:00.5', ' 10:00:00.000001', ' 23:59:59.25');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 4 });

const row = fc.record({
  small: maybe(fc.integer({ min: -3, max: 3 })),
  middle: maybe(fc.integer({ min: -32_768, max: 32_767 })),
  wide: maybe(fc.integer({ min: -(2 ** 52), max: 2 ** 52 })),
  large: maybe(fc.oneof(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), fc.constantFrom(5n, 2n ** 60n))),
  price: maybe(
    fc.oneof(
      // Larger ones are only read where they are written with an exponent.
      fc
        .double({ noNaN: true, noDefaultInfinity: true })
        .filter((n) => Math.abs(n) < 2 ** 53 || String(n).includes('e')),
      fc.integer({ min: -500, max: 500 }).map((n) => n / 100),
    ),
  ),
  paid: maybe(fc.boolean()),
  day: maybe(dayText),
  at: maybe(fc.tuple(dayText, timeText).map((parts) => parts.join(''))),
  item: maybe(fc.array(fc.constantFrom(...letters), { maxLength: 4 }).map((parts) => parts.join(''))),
});

/** A table of which all columns have values, and the same without chunks. */
const tables = fc.array(row, { minLength: 1, maxLength: 70 });

async function bothWays(
  rows: typeof tables extends fc.Arbitrary<infer R> ? R : never,
  check: (made: Made, rows: Value[][]) => void,
): Promise<void> {
  const made = await make(columns, rows);
  const plain = plainRows(made);
  check(made, plain);
  check(withoutChunks(made), plain);
}

const runs = { numRuns: 25 };

/** By code point, numbers exactly; null last. */
function compare(one: Value, other: Value, { type }: ColumnSummary): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  if (type === 'integer') return Number(BigInt(one) > BigInt(other)) - Number(BigInt(one) < BigInt(other));
  if (type === 'decimal' || type === 'boolean') return Number(one) - Number(other);
  return Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)));
}

/** The plain definition of each operator, for values that make sense. */
function holds(value: Value, { operator, values }: Condition, column: ColumnSummary): boolean {
  const [first = ''] = values;
  const same = (typed: string): boolean => value !== null && String(value) === typed;
  const order = (): number => compare(value, typed(first, column), column);
  const text = String(value);
  switch (operator) {
    case 'exact':
      return same(first);
    case 'not':
      return !same(first);
    case 'in':
      return values.some(same);
    case 'notin':
      return !values.some(same);
    case 'isnull':
      return value === null;
    case 'notnull':
      return value !== null;
    case 'isblank':
      return value === null || text.trim() === '';
    default:
  }
  if (value === null) return false;
  switch (operator) {
    case 'gt':
      return order() > 0;
    case 'gte':
      return order() >= 0;
    case 'lt':
      return order() < 0;
    case 'lte':
      return order() <= 0;
    case 'contains':
      return text.toLowerCase().includes(first.toLowerCase());
    case 'startswith':
      return text.toLowerCase().startsWith(first.toLowerCase());
    case 'endswith':
      return text.toLowerCase().endsWith(first.toLowerCase());
    case 'date':
      return text.startsWith(first);
    default:
      throw new Error(operator);
  }
}

function typed(text: string, { type }: ColumnSummary): Value {
  if (type === 'boolean') return text === 'true';
  return type === 'decimal' ? Number(text) : text;
}

const asked: Operator[] = [
  'exact',
  'not',
  'in',
  'notin',
  'isnull',
  'notnull',
  'isblank',
  'gt',
  'gte',
  'lt',
  'lte',
  'contains',
  'startswith',
  'endswith',
];

/** A condition with values that occur in the column, or parts of them. */
function conditionOf(table: TableSummary, rows: Value[][], pick: (below: number) => number): Condition {
  const column = pick(table.columns.length);
  const dated = ['date', 'timestamp'].includes(table.columns[column]?.type ?? '');
  const operator =
    [...asked, ...(dated ? (['date'] as const) : [])][pick(asked.length + Number(dated))] ?? 'exact';
  const present = rows.map((row) => row[column] ?? null).filter((value) => value !== null);
  const one = (): string => String(present[pick(present.length)]);
  if (present.length === 0 || operator.startsWith('is') || operator === 'notnull') {
    return { column, operator: present.length === 0 ? 'isnull' : operator, values: [] };
  }
  if (operator === 'in' || operator === 'notin') return { column, operator, values: [one(), one(), one()] };
  if (operator === 'date') return { column, operator, values: [one().slice(0, [4, 7, 10][pick(3)])] };
  const part = ['contains', 'startswith', 'endswith'].includes(operator);
  return { column, operator, values: [part ? one().slice(pick(3), pick(5)) : one()] };
}

/** A source of numbers below another out of a list of them. */
function picker(numbers: number[]): (below: number) => number {
  let at = 0;
  return (below) => (numbers[at++ % numbers.length] ?? 0) % Math.max(1, below);
}

const picks = fc.array(fc.nat(), { minLength: 12, maxLength: 30 });

describe('of a random table, with chunks and without,', () => {
  it('every value is read back', async () => {
    await fc.assert(
      fc.asyncProperty(tables, (list) =>
        bothWays(list, (made, rows) =>
          using(made, (engine, table) => {
            const selection = engine.select(table, asking());
            expect(selection.rows(0, 1000)).toEqual(rows.map((values, number) => ({ number, values })));
            expect(rows.map((_, number) => engine.row(table, number))).toEqual(rows);
            expect(engine.count(table)).toBe(rows.length);
          }),
        ),
      ),
      runs,
    );
  });

  it('conditions select the rows of which they all hold', async () => {
    await fc.assert(
      fc.asyncProperty(tables, fc.array(picks, { minLength: 12, maxLength: 24 }), (list, lists) =>
        bothWays(list, (made, rows) =>
          using(made, (engine, table) => {
            const conditions = lists.map((numbers) => conditionOf(table, rows, picker(numbers)));
            for (const some of [...conditions.map((one) => [one]), conditions.slice(0, 2)]) {
              const found = engine.select(table, asking(...some));
              const right = rows.flatMap((row, number) =>
                some.every((one) => {
                  const column = table.columns[one.column];
                  return column && holds(row[one.column] ?? null, one, column);
                })
                  ? [number]
                  : [],
              );
              const numbers = found.rows(0, 1000).map(({ number }) => number);
              expect([some, numbers]).toEqual([some, right]);
              expect(found.count).toBe(right.length);
            }
          }),
        ),
      ),
      runs,
    );
  });

  it('rows come in the order of several columns, those without a value last, equal ones as they are', async () => {
    await fc.assert(
      fc.asyncProperty(tables, picks, (list, numbers) =>
        bothWays(list, (made, rows) =>
          using(made, (engine, table) => {
            const pick = picker(numbers);
            const some = asking(conditionOf(table, rows, pick));
            for (const { conditions } of [asking(), some]) {
              for (let length = 1; length <= 3; length++) {
                const sort = Array.from({ length }, () => ({
                  column: pick(table.columns.length),
                  descending: pick(2) === 1,
                }));
                const unsorted = engine.select(table, { conditions, sort: [] }).rows(0, 1000);
                const right = unsorted.toSorted((one, other) => {
                  for (const { column, descending } of sort) {
                    const [a = null, b = null] = [one.values[column], other.values[column]];
                    const summary = table.columns[column];
                    if (!summary) continue;
                    const order = compare(a, b, summary);
                    if (order !== 0) return descending && a !== null && b !== null ? -order : order;
                  }
                  return 0;
                });
                expect(engine.select(table, { conditions, sort }).rows(0, 1000)).toEqual(right);
              }
            }
          }),
        ),
      ),
      runs,
    );
  });

  it('facets and statistics are those of the selected rows', async () => {
    await fc.assert(
      fc.asyncProperty(tables, picks, (list, numbers) =>
        bothWays(list, (made, rows) =>
          using(made, (engine, table) => {
            const pick = picker(numbers);
            for (const query of [asking(), asking(conditionOf(table, rows, pick))]) {
              const selection = engine.select(table, query);
              const selected = selection.rows(0, 1000).map(({ values }) => values);
              for (const [place, summary] of table.columns.entries()) {
                const values = selected.map((row) => row[place] ?? null);
                const present = values.filter((value) => value !== null);
                const counts = new Map<Value, number>();
                for (const value of present) counts.set(value, (counts.get(value) ?? 0) + 1);
                const right = [...counts]
                  .map(([value, count]) => ({ value, count }))
                  .sort((one, other) => other.count - one.count || compare(one.value, other.value, summary));
                const limit = pick(6) + 1;
                expect(selection.facet(place, limit)).toEqual({
                  values: right.slice(0, limit),
                  others: {
                    values: Math.max(0, right.length - limit),
                    count: right.slice(limit).reduce((sum, { count }) => sum + count, 0),
                  },
                  nulls: values.length - present.length,
                });
                const sorted = present.toSorted((one, other) => compare(one, other, summary));
                const described = selection.describe(place);
                expect(described).toMatchObject({
                  count: present.length,
                  nulls: values.length - present.length,
                  distinct: counts.size,
                  min: sorted[0] ?? null,
                  max: sorted.at(-1) ?? null,
                  top: right.slice(0, 10),
                });
                if (summary.numbers && present.length > 0) {
                  const list = present.map((value) =>
                    summary.type === 'integer' ? BigInt(value) : Number(value),
                  );
                  const { count, distinct, min, max, top, modes, modeCount, ...right } =
                    numberStatistics(list);
                  expect(described.numbers).toEqual(right);
                } else expect(described.numbers).toBeUndefined();
              }
            }
          }),
        ),
      ),
      runs,
    );
  });

  it('groups put the values of one column into one for each value of another', async () => {
    await fc.assert(
      fc.asyncProperty(tables, picks, (list, numbers) =>
        bothWays(list, (made, rows) =>
          using(made, (engine, table) => {
            const pick = picker(numbers);
            const selection = engine.select(table, asking(conditionOf(table, rows, pick)));
            const selected = selection.rows(0, 1000).map(({ values }) => values);
            const measured = ['small', 'price', 'wide'][pick(3)];
            const y = table.columns.findIndex(({ name }) => name === measured);
            for (const [x, summary] of table.columns.entries()) {
              const keys = [...new Set(selected.map((row) => row[x] ?? null))].sort((one, other) =>
                compare(one, other, summary),
              );
              const counts = keys.map((key) => ({
                x: key,
                y: selected.filter((row) => row[x] === key).length,
              }));
              expect(selection.groups(x, undefined, 1000)).toEqual(counts);
              expect(selection.groups(x, undefined, 2)).toEqual(counts.slice(0, 2));
              for (const aggregate of ['count', 'sum', 'mean', 'median', 'min', 'max'] as Aggregate[]) {
                const right = keys.map((key) => {
                  const values = selected.filter((row) => row[x] === key).flatMap((row) => row[y] ?? []);
                  if (aggregate === 'count') return { x: key, y: values.length };
                  if (values.length === 0) return { x: key, y: null };
                  const statistic = numberStatistics(values.map(Number))[aggregate];
                  return { x: key, y: statistic === null ? null : Number(statistic) };
                });
                expect(selection.groups(x, { column: y, aggregate }, 1000)).toEqual(right);
              }
            }
          }),
        ),
      ),
      runs,
    );
  });
});
