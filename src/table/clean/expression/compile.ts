import { literal } from '../../duckdb.ts';
import { isTimestamp } from '../column/dates.ts';
import { ExpressionFault } from './fault.ts';
import type { ExpressionFunction, Parameter, ValueType } from './functions.ts';
import type { Expression, Operator } from './parse.ts';

/** A column as an expression uses it: its type, and its value of that type in SQL. */
export interface ExpressionColumn {
  type: ValueType;
  sql: string;
}

/** A part of an expression in SQL. */
interface Compiled extends ExpressionColumn {
  /** What it is, if it is a text that the expression itself gives. */
  text?: string;
}

/**
 * An expression in SQL. Nothing of its text gets there but digits, quoted texts and the SQL of
 * columns and functions that are known. Throws an `ExpressionFault` for operands of the wrong type.
 * `columns` has all that it names.
 */
export function compileExpression(
  expression: Expression,
  columns: ReadonlyMap<string, ExpressionColumn>,
): Compiled {
  const compile = (part: Expression): Compiled => {
    switch (part.kind) {
      case 'number':
        return number(part.text);
      case 'text':
        return { type: 'text', sql: literal(part.text), text: part.text };
      case 'word':
        return part.word === 'null' ? { type: 'null', sql: 'NULL' } : { type: 'boolean', sql: part.word };
      case 'column':
        return columnOf(columns, part.name);
      case 'operation':
        return operation(part.operator, part.operands.map(compile), part.at);
      case 'call':
        return callOf(part.name, part.called, part.operands.map(compile), part.at);
    }
  };
  return compile(expression);
}

/** The columns that an expression names, each once, with the place of the first. */
export function columnsOf(expression: Expression): Map<string, number> {
  const found = new Map<string, number>();
  const visit = (part: Expression): void => {
    if (part.kind === 'column' && !found.has(part.name)) found.set(part.name, part.at);
    if (part.kind === 'operation' || part.kind === 'call')
      for (const operand of part.operands) visit(operand);
  };
  visit(expression);
  return found;
}

function number(text: string): Compiled {
  return /^[0-9]{1,18}$/.test(text)
    ? { type: 'integer', sql: `CAST(${text} AS HUGEINT)` }
    : { type: 'decimal', sql: `CAST('${text}' AS DOUBLE)` };
}

function columnOf(columns: ReadonlyMap<string, ExpressionColumn>, name: string): ExpressionColumn {
  const column = columns.get(name);
  if (column === undefined) throw new Error(`The column "${name}" has not been handed over.`);
  return column;
}

const isNumber = (type: ValueType): boolean => type === 'integer' || type === 'decimal' || type === 'null';
const isTime = (type: ValueType): boolean => type === 'date' || type === 'timestamp' || type === 'null';

function operation(operator: Operator, operands: Compiled[], at: number): Compiled {
  const [left = { type: 'null', sql: 'NULL' }, right = { type: 'null', sql: 'NULL' }] = operands;
  const both = operands.map(({ sql }) => sql);
  switch (operator) {
    case 'and':
    case 'or':
      return { type: 'boolean', sql: `(${typed('boolean', operands, operator, at).join(` ${operator} `)})` };
    case 'not':
      return { type: 'boolean', sql: `(NOT ${typed('boolean', operands, operator, at)[0]})` };
    case '&':
      return { type: 'text', sql: `(${operands.map(asText).join(' || ')})` };
    case 'negate':
      return { type: numberType(operands), sql: `(- ${typed('number', operands, '-', at)[0]})` };
    case '/': {
      const [dividend, divisor] = typed('number', operands, operator, at).map(
        (sql) => `CAST(${sql} AS DOUBLE)`,
      );
      return { type: 'decimal', sql: `(${dividend} / nullif(${divisor}, 0))` };
    }
    case '%': {
      const [dividend, divisor] = typed('number', operands, operator, at);
      return { type: numberType(operands), sql: `(${dividend} % nullif(${divisor}, 0))` };
    }
    case '+':
    case '-':
    case '*':
      return {
        type: numberType(operands),
        sql: `(${typed('number', operands, operator, at).join(` ${operator} `)})`,
      };
    default:
      return {
        type: 'boolean',
        sql: `(${comparable(left, right, operator, at) ?? both.join(` ${operator} `)})`,
      };
  }
}

/** A text beside a date is a date. */
function comparable(left: Compiled, right: Compiled, operator: string, at: number): string | undefined {
  const asTime = (one: Compiled, other: Compiled): string => {
    if (one.type !== 'text' || !isTime(other.type)) return one.sql;
    if (one.text !== undefined && !isTimestamp(one.text)) {
      throw new ExpressionFault(`'${one.text}' is no date: write it as '2026-11-21'`, at);
    }
    return `TRY_CAST(${one.sql} AS TIMESTAMP)`;
  };
  if (left.type === 'null' || right.type === 'null') return undefined;
  const mixed = (left.type === 'text' && isTime(right.type)) || (right.type === 'text' && isTime(left.type));
  if (mixed) return `${asTime(left, right)} ${operator} ${asTime(right, left)}`;
  oneType([left, right], operator, at);
  return undefined;
}

/** All decimals with one of them, so that arithmetic of integers stays exact. */
const numberType = (operands: Compiled[]): ValueType =>
  operands.some(({ type }) => type === 'decimal') ? 'decimal' : 'integer';

function typed(parameter: Parameter, operands: Compiled[], of: string, at: number): string[] {
  for (const { type } of operands) {
    if (!takes(parameter, type)) {
      throw new ExpressionFault(`"${of}" takes ${described[parameter]}, and this is ${articled(type)}`, at);
    }
  }
  return operands.map(({ sql }) => sql);
}

function takes(parameter: Parameter, type: ValueType): boolean {
  if (parameter === 'number') return isNumber(type);
  if (parameter === 'time') return isTime(type);
  if (parameter === 'any' || parameter === 'same') return true;
  return type === parameter || type === 'null';
}

const described: Record<Parameter, string> = {
  number: 'numbers',
  integer: 'an integer',
  text: 'a text',
  boolean: 'true or false',
  time: 'dates',
  any: 'anything',
  same: 'values of one type',
};

const articled = (type: ValueType): string =>
  type === 'null' ? 'null' : `${type === 'integer' ? 'an' : 'a'} ${type}`;

/** The type that all operands have in common. */
function oneType(operands: Compiled[], of: string, at: number): ValueType {
  const types = new Set(operands.map(({ type }) => type).filter((type) => type !== 'null'));
  const [first = 'null'] = types;
  if (types.size <= 1) return first;
  if ([...types].every(isNumber)) return 'decimal';
  if ([...types].every(isTime)) return 'timestamp';
  throw new ExpressionFault(
    `"${of}" takes values of one type, and these are ${[...types].join(' and ')}`,
    at,
  );
}

function callOf(name: string, called: ExpressionFunction, operands: Compiled[], at: number): Compiled {
  const { parameters, gives, sql } = called;
  const parameterOf = (index: number): Parameter => parameters[index] ?? parameters.at(-1) ?? 'any';
  const same = oneType(
    operands.filter((_, index) => ['same', 'number'].includes(parameterOf(index))),
    name,
    at,
  );
  const values = operands.map((operand, index) => {
    const [value = ''] = typed(parameterOf(index), [operand], name, at);
    return parameterOf(index) === 'any' ? asText(operand) : value;
  });
  return { type: gives === 'same' ? same : gives, sql: sql(values) };
}

/**
 * A value as it is written to a column: at most 15 digits of a decimal, which is what a double
 * always holds, so that 0.1 + 0.2 is 0.3.
 */
export function asText({ type, sql }: Compiled): string {
  if (type === 'text') return sql;
  if (type !== 'decimal') return `CAST(${sql} AS VARCHAR)`;
  return `CASE WHEN isfinite(CAST(${sql} AS DOUBLE)) THEN format('{:.15g}', CAST(${sql} AS DOUBLE) + 0) END`;
}
