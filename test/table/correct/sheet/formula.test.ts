import { expect, it } from 'vitest';
import { moveFormula } from '../../../../src/table/correct/sheet/formula.ts';

it.each([
  ['A1+$A1+A$1+$A$1', 2, 1, 'B3+$A3+B$1+$A$1'],
  ['SUM(A:B,$C:C,1:2,$3:3)', 1, 1, 'SUM(B:C,$C:D,2:3,$3:4)'],
  ['\'My A1\'!B2&"A1"', 1, 0, '\'My A1\'!B3&"A1"'],
  ['Sheet2!B2', 1, 0, 'Sheet2!B3'],
  ['LOG10(A1)+A1B+Tbl[A1]+x.A1', 1, 0, 'LOG10(A2)+A1B+Tbl[A1]+x.A1'],
  ['A1', -1, 0, '#REF!'],
  ['XFD1', 0, 1, '#REF!'],
  ['A1:B2', 1048576, 0, '#REF!:#REF!'],
  ['1+2', 1, 1, '1+2'],
])('%s, moved by %i rows and %i columns, is %s', (formula, rows, columns, moved) => {
  expect(moveFormula(formula, rows, columns)).toBe(moved);
});
