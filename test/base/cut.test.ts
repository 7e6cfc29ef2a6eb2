import { expect, it } from 'vitest';
import { cut } from '../../src/base/cut.ts';

it('cuts a text, and no character in two', () => {
  expect(cut('abcde', 5)).toBe('abcde');
  expect(cut('abcdef', 5)).toBe('abcd…');
  expect(cut('abc😀😀', 5)).toBe('abc…');
  expect(cut('ab😀😀', 5)).toBe('ab😀…');
  expect(cut('😀'.repeat(80), 40).isWellFormed()).toBe(true);
});
