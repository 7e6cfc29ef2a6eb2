import { expect, it } from 'vitest';
import { assign } from '../../../src/form/layout/assign.ts';

it('finds the least sum, not the nearest for each', () => {
  expect(
    assign(
      [
        [1, 2],
        [1, 9],
      ],
      20,
    ),
  ).toEqual([1, 0]);
});

it('leaves rows without a column where that costs less, or where there is none', () => {
  expect(assign([[30], [5]], 20)).toEqual([undefined, 0]);
  expect(assign([[undefined, 3], [undefined]], 20)).toEqual([1, undefined]);
  expect(assign([], 20)).toEqual([]);
});
