import { beforeAll, describe, expect, it } from 'vitest';
import { ConditionError, type Operator } from '../../../../src/parts/dataset/query.ts';
import { asking, condition, type Made, make, using, withoutChunks } from './tables.ts';

let made: Made[];

beforeAll(async () => {
  const one = await make(
    { n: 'integer', x: 'decimal', paid: 'boolean', day: 'date', at: 'timestamp', who: 'text' },
    [
      { n: 5, x: 12.5, paid: true, day: '2026-03-21', at: '2026-03-21 00:00:00', who: 'Ångström' },
      { n: -7, x: -0.25, paid: false, day: '2026-03-31', at: '2026-03-21 10:00:00.5', who: 'a_b%' },
      { n: 50, x: 1e21, paid: null, day: '2026-04-01', at: '2026-04-01 23:59:59', who: ' \u3000' },
      { n: null, x: null, paid: true, day: null, at: null, who: null },
      { n: 2n ** 60n, x: 3, paid: false, day: '2025-12-31', at: '2025-12-31 12:30:00', who: '😀 z\uffee' },
    ],
  );
  made = [one, withoutChunks(one)];
});

/** The rows of which a condition holds; the same with chunks and without. */
function found(column: string, operator: Operator, ...values: string[]): number[] {
  const [one, other] = made.map((each) =>
    using(each, (engine, table) =>
      engine
        .select(table, asking(condition(table, column, operator, ...values)))
        .rows(0, 10)
        .map(({ number }) => number),
    ),
  );
  expect(other).toEqual(one);
  return one ?? [];
}

describe('a condition', () => {
  it('of rows without a value holds for not, notin, isnull and isblank alone', () => {
    expect(found('n', 'not', '5')).toEqual([1, 2, 3, 4]);
    expect(found('n', 'notin', '5', '50')).toEqual([1, 3, 4]);
    expect(found('n', 'notin')).toEqual([0, 1, 2, 3, 4]);
    expect(found('n', 'in')).toEqual([]);
    expect(found('n', 'isnull')).toEqual([3]);
    expect(found('n', 'notnull')).toEqual([0, 1, 2, 4]);
    expect(found('who', 'isblank')).toEqual([2, 3]);
    expect(found('x', 'isblank')).toEqual([3]);
    expect(found('who', 'like', '%')).toEqual([0, 1, 2, 4]);
  });

  it('compares numbers as numbers, however they are typed', () => {
    expect(found('n', 'exact', ' +5.0 ')).toEqual([0]);
    expect(found('n', 'exact', '1152921504606846976')).toEqual([4]);
    expect(found('n', 'exact', '1152921504606846977')).toEqual([]);
    expect(found('n', 'gt', '4.5')).toEqual([0, 2, 4]);
    expect(found('n', 'lt', '1152921504606846976')).toEqual([0, 1, 2]);
    expect(found('n', 'lte', '99999999999999999999999')).toEqual([0, 1, 2, 4]);
    expect(found('x', 'exact', '1e21')).toEqual([2]);
    expect(found('x', 'exact', '1000000000000000000000')).toEqual([2]);
    expect(found('x', 'gte', '-.25')).toEqual([0, 1, 2, 4]);
  });

  it('takes numbers and booleans as they are shown where it asks for texts', () => {
    expect(found('x', 'contains', '.')).toEqual([0, 1]);
    expect(found('n', 'startswith', '5')).toEqual([0, 2]);
    expect(found('n', 'glob', '115*')).toEqual([4]);
    expect(found('paid', 'like', 'TR_E')).toEqual([0, 3]);
  });

  it('takes booleans in several ways', () => {
    for (const yes of ['true', '1', 'yes', ' True ']) expect(found('paid', 'exact', yes)).toEqual([0, 3]);
    for (const no of ['false', '0', 'NO']) expect(found('paid', 'exact', no)).toEqual([1, 4]);
    expect(found('paid', 'gt', 'false')).toEqual([0, 3]);
  });

  it('compares texts by code point, and finds parts whatever the case', () => {
    expect(found('who', 'exact', 'ångström')).toEqual([]);
    expect(found('who', 'contains', 'NGSTRÖM')).toEqual([0]);
    expect(found('who', 'contains', 'ngstrom')).toEqual([]);
    expect(found('who', 'startswith', 'å')).toEqual([0]);
    expect(found('who', 'endswith', 'B%')).toEqual([1]);
    expect(found('who', 'gt', '\uffee')).toEqual([4]);
    expect(found('who', 'glob', 'A*')).toEqual([]);
    expect(found('who', 'glob', '[a-c]*')).toEqual([1]);
  });

  it('takes a day, a month and a year as a whole', () => {
    expect(found('day', 'date', '2026-03')).toEqual([0, 1]);
    expect(found('at', 'date', '2026-03-21')).toEqual([0, 1]);
    expect(found('at', 'date', '2026')).toEqual([0, 1, 2]);
    expect(found('day', 'gt', '2026-03')).toEqual([2]);
    expect(found('day', 'lte', '2026-03')).toEqual([0, 1, 4]);
    expect(found('day', 'gte', '2026-03')).toEqual([0, 1, 2]);
    expect(found('day', 'lt', '2026')).toEqual([4]);
    expect(found('at', 'lte', '2026-03-21')).toEqual([0, 1, 4]);
    expect(found('at', 'gt', '2026-03-21')).toEqual([2]);
  });

  it('takes moments as they are typed', () => {
    expect(found('at', 'exact', '2026-03-21T10:00:00.500')).toEqual([1]);
    expect(found('at', 'exact', '2026-03-21')).toEqual([0]);
    expect(found('at', 'exact', '2025-12-31 12:30')).toEqual([4]);
    expect(found('at', 'gt', '2026-03-21 10:00:00.5')).toEqual([2]);
    expect(found('at', 'gte', '2026-03-21 10:00:00.5')).toEqual([1, 2]);
  });
});

describe('a condition that makes no sense', () => {
  it.each<[string, Operator, string[], string]>([
    ['x', 'gt', ['dear'], 'gt of the column "x" cannot be "dear": it should be a number, such as 12.5.'],
    ['n', 'exact', [''], 'exact of the column "n" cannot be "": it should be a number, such as 12.5.'],
    ['n', 'in', ['1', '0x10'], 'in of the column "n" cannot be "0x10": it should be a number, such as 12.5.'],
    ['x', 'lt', ['1e999'], 'lt of the column "x" cannot be "1e999": it should be a number, such as 12.5.'],
    ['paid', 'exact', ['maybe'], 'exact of the column "paid" cannot be "maybe": it should be true or false.'],
    [
      'day',
      'gt',
      ['2026-02-30'],
      'gt of the column "day" cannot be "2026-02-30": it should be a date, such as 2026-03-21.',
    ],
    [
      'at',
      'exact',
      ['2026-03-21 24:00'],
      'exact of the column "at" cannot be "2026-03-21 24:00": it should be a date and time, such as 2026-03-21 10:00:00.',
    ],
    [
      'at',
      'date',
      ['2026-3'],
      'date of the column "at" cannot be "2026-3": it should be a day, a month or a year, such as 2026-03-21, 2026-03 or 2026.',
    ],
    [
      'n',
      'date',
      ['2026'],
      'date "2026" cannot be asked of the column "n": its type is integer, not date or timestamp.',
    ],
    ['n', 'exact', [], 'exact of the column "n" takes one value, none is given.'],
    ['who', 'like', ['a', 'b'], 'like of the column "who" takes one value, not 2.'],
  ])('%s %s %j is told of', (column, operator, values, message) => {
    for (const each of made) {
      using(each, (engine, table) => {
        const asked = condition(table, column, operator, ...values);
        const select = () => engine.select(table, asking(asked));
        expect(select).toThrow(ConditionError);
        expect(select).toThrow(message);
      });
    }
  });

  it('cuts what is too long to be shown', () => {
    expect(() => found('n', 'exact', 'x'.repeat(1000))).toThrow(`"${'x'.repeat(80)}…"`);
  });
});
