import type { ColumnSummary } from '../../../table/summary.ts';
import { type Condition, ConditionError } from '../query.ts';
import { readMoment, readPeriod } from './moments.ts';
import type { Bound, Operand, Predicate } from './predicate.ts';
import { glob, like } from './wildcard.ts';

/** Nothing but white space. */
const blank = /^[\s\p{Z}]*$/u;

const number = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const wholeNumber = /^[+-]?\d+$/;

const booleans = new Map([
  ['true', true],
  ['1', true],
  ['yes', true],
  ['false', false],
  ['0', false],
  ['no', false],
]);

/**
 * What a condition asks of a value of its column. Of a row without a value, `not` and `notin` hold, as
 * do `isnull` and `isblank`, and no other.
 *
 * - `exact`, `not`, `in`, `notin` compare whole values: numbers as numbers, texts letter by letter.
 * - `gt`, `gte`, `lt`, `lte` compare numbers as numbers, texts by code point, `false` as less than `true`.
 *   Dates and timestamps may be compared with a day, a month (`2026-03`) or a year, as a whole: `gt` is
 *   after its end, `lte` up to its end.
 * - `contains`, `startswith`, `endswith`, `like` ask for a part of the text whatever the case of letters,
 *   accents counting; `glob` with the case. `isblank` is to have no value or nothing but white space.
 *   Of numbers and booleans they take the text as it is shown: `12.5`, `true`.
 * - `date` is to be of a day, a month or a year.
 *
 * Throws a `ConditionError` where the values are not what the operator takes.
 */
export function predicateOf(column: ColumnSummary, condition: Condition): Predicate {
  const { operator, values } = condition;
  switch (operator) {
    case 'isnull':
    case 'notnull':
      return { kind: 'null', is: operator === 'isnull' };
    case 'isblank':
      return { kind: 'text', test: (text) => blank.test(text), nulls: true };
    case 'in':
    case 'notin': {
      const among = operator === 'in';
      return { kind: 'set', among, values: values.map((value) => operand(column, condition, value)) };
    }
    default:
  }
  const [value] = values;
  if (value === undefined || values.length > 1) {
    const given = values.length === 0 ? 'none is given' : `not ${values.length}`;
    throw new ConditionError(
      `${operator} of the column "${column.name}" takes one value, ${given}.`,
      condition,
    );
  }
  switch (operator) {
    case 'exact':
    case 'not':
      return { kind: 'set', among: operator === 'exact', values: [operand(column, condition, value)] };
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return range(column, condition, operator, value);
    case 'date': {
      if (!isDated(column)) {
        throw new ConditionError(
          `date "${shorten(value)}" cannot be asked of the column "${column.name}": its type is ${column.type}, not date or timestamp.`,
          condition,
        );
      }
      const period = readPeriod(value);
      if (period === undefined) {
        throw wrong(
          column,
          condition,
          value,
          'a day, a month or a year, such as 2026-03-21, 2026-03 or 2026',
        );
      }
      return { kind: 'range', low: { value: period, open: false }, high: endOf(period) };
    }
    case 'contains':
    case 'startswith':
    case 'endswith': {
      const part = value.toLowerCase();
      const test = {
        contains: (text: string) => text.toLowerCase().includes(part),
        startswith: (text: string) => text.toLowerCase().startsWith(part),
        endswith: (text: string) => text.toLowerCase().endsWith(part),
      }[operator];
      return { kind: 'text', test, nulls: false };
    }
    case 'like':
      return { kind: 'text', test: like(value), nulls: false };
    case 'glob':
      return { kind: 'text', test: glob(value), nulls: false };
  }
}

function range(
  column: ColumnSummary,
  condition: Condition,
  operator: 'gt' | 'gte' | 'lt' | 'lte',
  text: string,
): Predicate {
  const period = isDated(column) ? readPeriod(text) : undefined;
  if (period !== undefined) {
    const end = endOf(period);
    const start = { value: period, open: false };
    switch (operator) {
      case 'gt':
        return { kind: 'range', low: { ...end, open: false } };
      case 'gte':
        return { kind: 'range', low: start };
      case 'lt':
        return { kind: 'range', high: { ...start, open: true } };
      case 'lte':
        return { kind: 'range', high: end };
    }
  }
  const value = operand(column, condition, text);
  const bound = { value, open: operator === 'gt' || operator === 'lt' };
  return operator === 'gt' || operator === 'gte'
    ? { kind: 'range', low: bound }
    : { kind: 'range', high: bound };
}

/** Every date and timestamp of a period begins with its text, and `~` comes after all that may follow. */
function endOf(period: string): Bound {
  return { value: `${period}~`, open: true };
}

/** A value as typed, as one of the column's type. */
function operand(column: ColumnSummary, condition: Condition, text: string): Operand {
  const trimmed = text.trim();
  switch (column.type) {
    case 'integer':
    case 'decimal': {
      if (!number.test(trimmed) || !Number.isFinite(Number(trimmed))) {
        throw wrong(column, condition, text, 'a number, such as 12.5');
      }
      const value = Number(trimmed);
      const large = column.type === 'integer' && wholeNumber.test(trimmed) && !Number.isSafeInteger(value);
      // -0 is 0.
      return large ? BigInt(trimmed.replace('+', '')) : value + 0;
    }
    case 'boolean': {
      const value = booleans.get(trimmed.toLowerCase());
      if (value === undefined) throw wrong(column, condition, text, 'true or false');
      return value;
    }
    case 'date': {
      const day = readMoment(trimmed, 'date');
      if (day === undefined) throw wrong(column, condition, text, `a date, such as 2026-03-21`);
      return day;
    }
    case 'timestamp': {
      const moment = readMoment(trimmed, 'timestamp');
      if (moment === undefined)
        throw wrong(column, condition, text, 'a date and time, such as 2026-03-21 10:00:00');
      return moment;
    }
    case 'text':
      return text;
  }
}

function isDated({ type }: ColumnSummary): boolean {
  return type === 'date' || type === 'timestamp';
}

function wrong(column: ColumnSummary, condition: Condition, value: string, right: string): ConditionError {
  return new ConditionError(
    `${condition.operator} of the column "${column.name}" cannot be "${shorten(value)}": it should be ${right}.`,
    condition,
  );
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
