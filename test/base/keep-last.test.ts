import { expect, it } from 'vitest';
import { keepLast } from '../../src/base/keep-last.ts';

it('keeps the values that were asked for last, as far as their sizes allow', () => {
  const made: string[] = [];
  const keep = keepLast<number>(10, (size) => size);
  const ask = (key: string, size: number): void => {
    keep(key, () => {
      made.push(key);
      return size;
    });
  };
  ask('a', 4);
  ask('b', 4);
  ask('a', 4);
  ask('c', 4);
  expect(made).toEqual(['a', 'b', 'c']);
  ask('a', 4);
  expect(made).toEqual(['a', 'b', 'c']);
  ask('b', 4);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

it('keeps the last one however large it is', () => {
  const keep = keepLast<{ size: number }>(10, ({ size }) => size);
  const large = keep('large', () => ({ size: 100 }));
  expect(keep('large', () => ({ size: 1 }))).toBe(large);
  keep('small', () => ({ size: 1 }));
  expect(keep('large', () => ({ size: 2 }))).not.toBe(large);
});
