import { didYouMean } from '../../../base/nearest.ts';
import { ExpressionFault } from './fault.ts';

/** What a part of an expression is; `null` is the type of null alone. */
export type ValueType = 'integer' | 'decimal' | 'boolean' | 'date' | 'timestamp' | 'text' | 'null';

/** What a function takes: a type, any number, a date or a timestamp, anything, or all of one type. */
export type Parameter = 'number' | 'integer' | 'text' | 'boolean' | 'time' | 'any' | 'same';

/** A function of the expressions. */
export interface ExpressionFunction {
  parameters: Parameter[];
  /** How many of the parameters may be left out. */
  optional?: number;
  /** The last parameter may be given again and again. */
  more?: true;
  /** What it gives; `same` is the type of its numbers, or of its operands of one type. */
  gives: Exclude<ValueType, 'null'> | 'same';
  sql: (operands: string[]) => string;
}

const call =
  (name: string) =>
  (operands: string[]): string =>
    `${name}(${operands.join(', ')})`;

const partOf =
  (name: string) =>
  ([time = '']: string[]): string =>
    `${name}(CAST(${time} AS TIMESTAMP))`;

/** Texts are cut by characters; no length that anyone means is beyond this, and DuckDB's own limits are. */
const length = (count = '0'): string => `CAST(greatest(0, least(${count}, 1000000000)) AS BIGINT)`;

/**
 * The function of a name, which takes that many operands. Throws an `ExpressionFault` where there is
 * none, or where it takes another number of them.
 */
export function functionOf(name: string, operands: number, at: number): ExpressionFunction {
  const found = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (found === undefined) {
    const hint = didYouMean(name, Object.keys(functions));
    throw new ExpressionFault(`There is no function "${name}"${hint ? `. ${hint}` : ''}`, at);
  }
  const { parameters, optional = 0, more } = found;
  const least = parameters.length - optional;
  if (operands < least || (!more && operands > parameters.length)) {
    const count = more ? `at least ${least}` : optional > 0 ? `${least} to ${parameters.length}` : `${least}`;
    const values = count === '1' ? 'value' : 'values';
    throw new ExpressionFault(`"${name}" takes ${count} ${values}, and here it has ${operands}`, at);
  }
  return found;
}

/** All functions that an expression can call. */
export const functions: Record<string, ExpressionFunction> = {
  abs: { parameters: ['number'], gives: 'same', sql: call('abs') },
  round: {
    parameters: ['number', 'integer'],
    optional: 1,
    gives: 'decimal',
    // To 15 digits first: 2.675 * 100 is 267.49999999999994.
    sql: ([value = '', digits = '0']) => {
      const scale = `pow(10.0, greatest(-300, least(300, ${digits})))`;
      return `(round(CAST(format('{:.15g}', CAST(${value} AS DOUBLE) * ${scale}) AS DOUBLE)) / ${scale})`;
    },
  },
  floor: {
    parameters: ['number'],
    gives: 'decimal',
    sql: ([value = '']) => `floor(CAST(${value} AS DOUBLE))`,
  },
  ceil: { parameters: ['number'], gives: 'decimal', sql: ([value = '']) => `ceil(CAST(${value} AS DOUBLE))` },
  least: { parameters: ['same'], more: true, gives: 'same', sql: call('least') },
  greatest: { parameters: ['same'], more: true, gives: 'same', sql: call('greatest') },
  length: { parameters: ['text'], gives: 'integer', sql: call('length') },
  upper: { parameters: ['text'], gives: 'text', sql: call('upper') },
  lower: { parameters: ['text'], gives: 'text', sql: call('lower') },
  trim: { parameters: ['text'], gives: 'text', sql: call('trim') },
  left: {
    parameters: ['text', 'integer'],
    gives: 'text',
    sql: ([text = '', count]) => `left(${text}, ${length(count)})`,
  },
  right: {
    parameters: ['text', 'integer'],
    gives: 'text',
    sql: ([text = '', count]) => `right(${text}, ${length(count)})`,
  },
  mid: {
    parameters: ['text', 'integer', 'integer'],
    gives: 'text',
    sql: ([text = '', start, count]) => `substring(${text}, greatest(1, ${length(start)}), ${length(count)})`,
  },
  replace: { parameters: ['text', 'text', 'text'], gives: 'text', sql: call('replace') },
  contains: { parameters: ['text', 'text'], gives: 'boolean', sql: call('contains') },
  startswith: { parameters: ['text', 'text'], gives: 'boolean', sql: call('starts_with') },
  endswith: { parameters: ['text', 'text'], gives: 'boolean', sql: call('ends_with') },
  if: {
    parameters: ['boolean', 'same', 'same'],
    gives: 'same',
    sql: ([condition = '', yes = '', no = '']) => `CASE WHEN ${condition} THEN ${yes} ELSE ${no} END`,
  },
  coalesce: { parameters: ['same'], more: true, gives: 'same', sql: call('coalesce') },
  blank: { parameters: ['any'], gives: 'boolean', sql: ([value = '']) => `(${value} IS NULL)` },
  oneof: {
    parameters: ['same', 'same'],
    more: true,
    gives: 'boolean',
    sql: ([value = '', ...others]) => `(${value} IN (${others.join(', ')}))`,
  },
  number: { parameters: ['text'], gives: 'decimal', sql: ([text = '']) => `TRY_CAST(${text} AS DOUBLE)` },
  text: { parameters: ['any'], gives: 'text', sql: ([value = '']) => `CAST(${value} AS VARCHAR)` },
  date: { parameters: ['text'], gives: 'date', sql: ([text = '']) => `TRY_CAST(${text} AS DATE)` },
  year: { parameters: ['time'], gives: 'integer', sql: partOf('year') },
  month: { parameters: ['time'], gives: 'integer', sql: partOf('month') },
  day: { parameters: ['time'], gives: 'integer', sql: partOf('day') },
  days: {
    parameters: ['time', 'time'],
    gives: 'integer',
    sql: ([from = '', to = '']) => `(CAST(${to} AS DATE) - CAST(${from} AS DATE))`,
  },
};
