import { ExpressionFault } from './fault.ts';
import type { ExpressionFunction } from './functions.ts';
import { functionOf } from './functions.ts';

/** An expression as a tree; `at` is where in the text it begins, or its operator stands, from 1. */
export type Expression = { at: number } & (
  | { kind: 'number'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'word'; word: 'true' | 'false' | 'null' }
  | { kind: 'column'; name: string }
  | { kind: 'operation'; operator: Operator; operands: Expression[] }
  | { kind: 'call'; name: string; called: ExpressionFunction; operands: Expression[] }
);

/** `negate` is the minus before a single operand. */
export type Operator = BinaryOperator | 'not' | 'negate';
export type BinaryOperator = (typeof levels)[number][number];

/** The operators between two operands, from those that bind least. */
const levels = [
  ['or'],
  ['and'],
  ['=', '!=', '<=', '>=', '<', '>'],
  ['&'],
  ['+', '-'],
  ['*', '/', '%'],
] as const;
const comparisons = 2;
/** Between `and` and the comparisons, as in SQL. */
const notLevel = 2;

/** More than people write, and few enough for DuckDB to read. */
const maxDepth = 100;

interface Token {
  kind: 'number' | 'text' | 'column' | 'word' | 'sign' | 'end';
  text: string;
  at: number;
}

const tokens =
  /\s*(?:(?<number>[0-9]+(?:\.[0-9]+)?)|'(?<text>(?:[^']|'')*)'|\[(?<column>(?:[^\]]|\]\])*)\]|(?<word>[\p{L}_][\p{L}\p{M}\p{N}_]*)|(?<sign>!=|<=|>=|<>|[-+*/%&=<>(),]))/uy;

/**
 * Reads an expression: numbers, 'texts', columns by their names or as [any name], operators, and
 * calls of functions that there are. Throws an `ExpressionFault`.
 */
export function parseExpression(text: string): Expression {
  const read = reader(tokenize(text));
  const all = read.level(0, 0);
  read.end();
  return all;
}

function tokenize(text: string): Token[] {
  const found: Token[] = [];
  if (text.includes('\0'))
    throw new ExpressionFault('A NUL character cannot stand here', text.indexOf('\0') + 1);
  tokens.lastIndex = 0;
  for (let end = 0; text.slice(end).trim() !== ''; end = tokens.lastIndex) {
    tokens.lastIndex = end;
    const groups = tokens.exec(text)?.groups;
    const at = end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0) + 1;
    if (groups === undefined) throw stray(text.slice(at - 1), at);
    const [kind = '', value = ''] = Object.entries(groups).find(([, some]) => some !== undefined) ?? [];
    found.push({ kind: kindOf(kind), text: unquoted(kind, value), at });
  }
  found.push({ kind: 'end', text: '', at: text.length + 1 });
  return found;
}

function kindOf(group: string): Token['kind'] {
  const kinds = ['number', 'text', 'column', 'word', 'sign'] as const;
  return kinds.find((kind) => kind === group) ?? 'end';
}

function unquoted(kind: string, value: string): string {
  if (kind === 'text') return value.replaceAll("''", "'");
  return kind === 'column' ? value.replaceAll(']]', ']') : value === '<>' ? '!=' : value;
}

function stray(rest: string, at: number): ExpressionFault {
  if (rest.startsWith("'")) return new ExpressionFault("The text has no closing '", at);
  if (rest.startsWith('[')) return new ExpressionFault('The name has no closing ]', at);
  if (rest.startsWith('"'))
    return new ExpressionFault("Texts stand in '...', columns in [...]: \" means nothing", at);
  return new ExpressionFault(`${[...rest][0]} means nothing`, at);
}

function reader(all: Token[]) {
  let next = 0;
  const last: Token = { kind: 'end', text: '', at: 1 };
  const peek = (): Token => all[next] ?? last;
  const isSign = (text: string): boolean => peek().kind === 'sign' && peek().text === text;
  const isWord = (text: string): boolean => peek().kind === 'word' && peek().text.toLowerCase() === text;
  const unexpected = (expected: string): ExpressionFault => {
    const { kind, text, at } = peek();
    return new ExpressionFault(
      `${expected} is missing ${kind === 'end' ? 'at the end' : `before ${text}`}`,
      at,
    );
  };
  const expectSign = (text: string): void => {
    if (!isSign(text)) throw unexpected(text);
    next++;
  };

  function level(index: number, depth: number): Expression {
    const { at } = peek();
    if (depth > maxDepth) throw new ExpressionFault('There are too many operations inside of each other', at);
    if (index === notLevel && isWord('not')) {
      next++;
      return { kind: 'operation', operator: 'not', operands: [level(index, depth + 1)], at };
    }
    const operators = levels[index];
    if (operators === undefined) return unary(depth);
    let left = level(index + 1, depth);
    for (let count = 0; ; count++) {
      const operator = operators.find((each) => isSign(each) || isWord(each));
      if (operator === undefined) return left;
      const { at } = peek();
      if (index === comparisons && count > 0) {
        throw new ExpressionFault('Comparisons do not follow each other: join them with "and"', at);
      }
      if (depth + count > maxDepth) throw new ExpressionFault('There are too many operations in a row', at);
      next++;
      left = { kind: 'operation', operator, operands: [left, level(index + 1, depth + 1)], at };
    }
  }

  function unary(depth: number): Expression {
    const { at } = peek();
    if (depth > maxDepth) throw new ExpressionFault('There are too many operations inside of each other', at);
    if (!isSign('-')) return primary(depth);
    next++;
    return { kind: 'operation', operator: 'negate', operands: [unary(depth + 1)], at };
  }

  function primary(depth: number): Expression {
    const { kind, text, at } = peek();
    if (isSign('(')) {
      next++;
      const inner = level(0, depth + 1);
      expectSign(')');
      return inner;
    }
    if (kind === 'number' || kind === 'text') {
      next++;
      return { kind, text, at };
    }
    if (kind === 'column') {
      next++;
      return { kind, name: text, at };
    }
    if (kind !== 'word' || ['and', 'or', 'not'].includes(text.toLowerCase())) throw unexpected('A value');
    next++;
    if (isSign('(')) return call(text.toLowerCase(), at, depth);
    const word = (['true', 'false', 'null'] as const).find((each) => each === text.toLowerCase());
    return word === undefined ? { kind: 'column', name: text, at } : { kind: 'word', word, at };
  }

  function call(name: string, at: number, depth: number): Expression {
    const operands = operandList(depth);
    return { kind: 'call', name, called: functionOf(name, operands.length, at), operands, at };
  }

  function operandList(depth: number): Expression[] {
    expectSign('(');
    const operands: Expression[] = [];
    while (!isSign(')')) {
      if (operands.length > 0) expectSign(',');
      operands.push(level(0, depth + 1));
    }
    next++;
    return operands;
  }

  return {
    level,
    end: (): void => {
      const { kind, text, at } = peek();
      if (kind !== 'end') throw new ExpressionFault(`An operator is missing before ${text}`, at);
    },
  };
}
