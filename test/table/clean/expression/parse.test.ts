import { describe, expect, it } from 'vitest';
import type { Expression } from '../../../../src/table/clean/expression/parse.ts';
import { parseExpression } from '../../../../src/table/clean/expression/parse.ts';
import { expressionProblem } from '../../../../src/table/clean/expression/problem.ts';

/** A tree in brackets: `(+ a (* b 2))`. */
function shape(part: Expression): string {
  switch (part.kind) {
    case 'operation':
      return `(${part.operator} ${part.operands.map(shape).join(' ')})`;
    case 'call':
      return `(${[part.name, ...part.operands.map(shape)].join(' ')})`;
    case 'column':
      return part.name;
    case 'word':
      return part.word;
    default:
      return part.kind === 'text' ? `'${part.text}'` : part.text;
  }
}

describe('an expression', () => {
  it.each([
    ['a + b * 2 - c', '(- (+ a (* b 2)) c)'],
    ['(a + b) * -2', '(* (+ a b) (negate 2))'],
    ['a - b - c / d % e', '(- (- a b) (% (/ c d) e))'],
    ['not a = b and c or d', '(or (and (not (= a b)) c) d)'],
    ['a <> b', '(!= a b)'],
    ["'it''s' & [unit ] price]", undefined],
    ["'it''s' & [unit ]] price]", "(& 'it's' unit ] price)"],
    ['IF(a>=1, True, NULL)', '(if (>= a 1) true null)'],
    ['größe + länge_2', '(+ größe länge_2)'],
    ['coalesce(a, b, c)', '(coalesce a b c)'],
  ])('%s', (text, expected) => {
    if (expected === undefined) expect(() => parseExpression(text)).toThrow();
    else expect(shape(parseExpression(text))).toBe(expected);
  });

  it.each([
    ['', 1, 'A value is missing at the end.'],
    ['a +', 4, 'A value is missing at the end.'],
    ['a b', 3, 'An operator is missing before b.'],
    ['(a', 3, ') is missing at the end.'],
    ['a = b = c', 7, 'Comparisons do not follow each other: join them with "and".'],
    ["'a", 1, "The text has no closing '."],
    ['[a', 1, 'The name has no closing ].'],
    ['a = "b"', 5, `Texts stand in '...', columns in [...]: " means nothing.`],
    ['a; drop', 2, '; means nothing.'],
    ['a\0', 2, 'A NUL character cannot stand here.'],
    ['rond(a)', 1, 'There is no function "rond". Did you mean "round"?'],
    ['toString(a)', 1, 'There is no function "tostring".'],
    ['round(a, 1, 2)', 1, '"round" takes 1 to 2 values, and here it has 3.'],
    ['1 + upper()', 5, '"upper" takes 1 value, and here it has 0.'],
    ['oneof(a)', 1, '"oneof" takes at least 2 values, and here it has 1.'],
  ])('%j has a fault at character %i', (text, at, message) => {
    const told = expressionProblem(text) ?? '';
    expect(
      told.startsWith(`The expression ${text} has a fault at its character ${at}: ${message.slice(0, 30)}`),
    ).toBe(true);
    expect(told).toContain(message.replace(/\.$/, ''));
  });

  it('is not too deep or too long for DuckDB', () => {
    expect(expressionProblem(`${'('.repeat(101)}1${')'.repeat(101)}`)).toContain(
      'too many operations inside',
    );
    expect(expressionProblem(`1${' + 1'.repeat(200)}`)).toContain('too many operations in a row');
    expect(expressionProblem(`1${' + 1'.repeat(90)}`)).toBeUndefined();
  });
});
