import { describe, expect, it } from 'vitest';
import { clean, problem, values } from '../cleaning.ts';

const gaps = [null, '3', null, null, '10', null];

describe('fill', () => {
  it.each([
    ['a text', { value: 'none' }, ['none', '3', 'none', 'none', '10', 'none']],
    ['a number', { value: 0.5 }, ['0.5', '3', '0.5', '0.5', '10', '0.5']],
    ['a boolean', { value: false }, ['false', '3', 'false', 'false', '10', 'false']],
    ['the value above', { from: 'previous' }, [null, '3', '3', '3', '10', '10']],
    ['the value below', { from: 'next' }, ['3', '3', '10', '10', '10', null]],
    ['the mean', { from: 'mean' }, ['6.5', '3', '6.5', '6.5', '10', '6.5']],
    ['the median', { from: 'median' }, ['6.5', '3', '6.5', '6.5', '10', '6.5']],
  ] as const)('with %s', async (_, by, expected) => {
    expect(await values(gaps, { fill: { columns: ['a'], ...by } })).toEqual(expected);
  });

  it('counts and lists what it fills, of the rows that are left', async () => {
    const { columns, changes, summary } = await clean(
      { a: ['1', null, null, '2', null], b: ['x', 'x', null, 'x', 'x'] },
      { clean: [{ keep: { rows: `b = 'x'` } }, { fill: { columns: ['a', 'b'], from: 'previous' } }] },
    );
    expect(columns).toEqual({ a: ['1', '1', '2', '2'], b: ['x', 'x', 'x', 'x'] });
    expect(changes).toEqual(['3 a: null > 1 (fill)', '6 a: null > 2 (fill)']);
    expect(summary?.changed).toEqual([{ rule: 'fill', cells: 2 }]);
  });

  it('takes the exact mean of large integers, and whole numbers where the column has them', async () => {
    expect(
      await values(['9007199254740993', null, '9007199254740995'], {
        fill: { columns: ['a'], from: 'mean' },
      }),
    ).toEqual(['9007199254740993', '9007199254740994', '9007199254740995']);
    const { columns } = await clean(
      { a: ['1', '2', null, '2'] },
      { columns: { a: { type: 'integer' } }, clean: [{ fill: { columns: ['a'], from: 'mean' } }] },
    );
    expect(columns).toEqual({ a: ['1', '2', '2', '2'] });
  });

  it('leaves a column without values without a mean, and gives it any value', async () => {
    expect(await values([null, null], { fill: { columns: ['a'], from: 'mean' } })).toEqual([null, null]);
    const { columns, raw } = await clean(
      { a: [null] },
      { clean: [{ fill: { columns: ['a'], value: 1 } }] },
      { a: 'none' },
    );
    expect({ columns, raw }).toEqual({ columns: { a: ['1'] }, raw: [{ name: 'a', kind: 'any' }] });
  });

  it('refuses the mean of texts', async () => {
    expect(
      await problem(
        { a: ['1', 'two', null] },
        { clean: [{ trim: {} }, { fill: { columns: ['a'], from: 'mean' } }] },
      ),
    ).toBe(
      '(/tables/t/clean/1/fill): "a" has no mean: its values are of type text, such as "two". Fill it with a ' +
        '"value" or from "previous", or put rules before that make numbers of its values.',
    );
  });
});
