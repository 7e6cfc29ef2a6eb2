import { expect, it } from 'vitest';
import { formatBytes, formatCount, formatNumber } from '../../src/base/format.ts';

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [1234, '1.2 kB'],
  [99_949, '99.9 kB'],
  [99_960, '100 kB'],
  [999_499, '999 kB'],
  [999_600, '1 MB'],
  [1_500_000_000, '1.5 GB'],
  [2e15, '2000 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

it.each([
  [0, '0'],
  [1234567.8, '1,234,567.8'],
  [-1234.56789, '-1,234.5679'],
  [1.2, '1.2'],
  [1000.00001, '1,000'],
  [0.00001234, '0.0000123'],
  [1e21, '1e+21'],
])('%d is %s', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

it('counts one and many', () => {
  expect([0, 1, 1200].map((count) => formatCount(count, 'picture'))).toEqual([
    '0 pictures',
    '1 picture',
    '1,200 pictures',
  ]);
  expect(formatCount(2, 'entry', 'entries')).toBe('2 entries');
});
