import { expect, it } from 'vitest';
import { printable, textTable } from '../../src/parts/terminal.ts';

it('a table has its columns apart, numbers to the right and no blanks at the end', () => {
  expect(
    textTable(
      ['name', 'rows', 'from'],
      [
        ['sales', 100000, 'sales.csv'],
        ['ü', 7, null],
      ],
    ),
  ).toBe('name      rows  from\nsales  100,000  sales.csv\nü            7\n');
  expect(textTable(['name', 'rows'], [])).toBe('name  rows\n');
});

it('no name takes over the terminal', () => {
  expect(printable('a\u001b[2Jb\nc\u202ed')).toBe('a?[2Jb?c?d');
});
