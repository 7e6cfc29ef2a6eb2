import fc from 'fast-check';
import { expect, it } from 'vitest';
import { make, using } from './tables.ts';

const goods = await make({ name: 'text', kind: 'text', price: 'integer' }, [
  { name: 'Café crème', kind: 'black-tie "x"', price: 1 },
  { name: 'Red pencil', kind: 'AND', price: 2 },
  { name: 'red tea', kind: null, price: 3 },
]);

function found(search: string): number[] {
  return using(goods, (engine, table) =>
    engine
      .select(table, { conditions: [], search, sort: [] })
      .rows(0, 10)
      .map(({ number }) => number),
  );
}

it('all words must be there, in any text column; the last may go on', () => {
  expect(found('cafe')).toEqual([0]);
  expect(found('RED')).toEqual([1, 2]);
  expect(found('red te')).toEqual([2]);
  expect(found('re tea')).toEqual([]);
  expect(found('tea red')).toEqual([2]);
  expect(found('pencil and')).toEqual([1]);
});

it('what means something in a query of FTS5 means nothing here', () => {
  expect(found('black-tie')).toEqual([0]);
  expect(found('tie-black')).toEqual([]);
  expect(found('AND')).toEqual([1]);
  expect(found('NOT red')).toEqual([]);
  expect(found('"x"')).toEqual([0]);
  expect(found('c0: red*')).toEqual([]);
  expect(found('- red')).toEqual([1, 2]);
});

it('nothing to look for is everything, and no word at all nothing', () => {
  expect(found('')).toEqual([0, 1, 2]);
  expect(found(' \t')).toEqual([0, 1, 2]);
  expect(found('€ -- "')).toEqual([]);
  expect(found('\0red')).toEqual([1, 2]);
});

it('of a long text the beginning is looked for', () => {
  expect(found(`${'red '.repeat(1000)}nothing`)).toEqual([1, 2]);
  expect(found(`red ${'x'.repeat(1e6)}`)).toEqual([]);
});

it('no text breaks it', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string({
          unit: fc.constantFrom(
            '"',
            '*',
            '(',
            ')',
            '^',
            ':',
            '{',
            '}',
            '+',
            '-',
            'a',
            ' ',
            "'",
            'NEAR',
            '\0',
          ),
        }),
      ),
      (text) => {
        expect(found(text).length).toBeLessThanOrEqual(3);
      },
    ),
    { numRuns: 300 },
  );
});

it('finds nothing in a table without texts', async () => {
  const numbers = await make({ n: 'integer' }, [{ n: 1 }]);
  using(numbers, (engine, table) => {
    expect(engine.select(table, { conditions: [], search: '1', sort: [] }).count).toBe(0);
  });
});
