import { quoteName } from '../../../table/sqlite-layout.ts';
import type { SummaryValue } from '../../../table/summary.ts';
import { compareText } from './text-order.ts';

/** A value to compare with: integers past 2^53 as bigints. */
export type Operand = SummaryValue | bigint;

/** An end of a range. */
export interface Bound {
  value: Operand;
  /** Whether the value itself is outside. */
  open: boolean;
}

/** What a condition asks of a value; unless it says otherwise, no value at all is not what it asks for. */
export type Predicate =
  /** To be one of these; or to be none of them, as no value is. */
  | { kind: 'set'; values: Operand[]; among: boolean }
  | { kind: 'range'; low?: Bound; high?: Bound }
  | { kind: 'null'; is: boolean }
  /** Something of its text. */
  | { kind: 'text'; test: (text: string) => boolean; nulls: boolean };

/** Whether no value at all is what a predicate asks for. */
export function takesNull(predicate: Predicate): boolean {
  switch (predicate.kind) {
    case 'set':
      return !predicate.among;
    case 'range':
      return false;
    case 'null':
      return predicate.is;
    case 'text':
      return predicate.nulls;
  }
}

/** A predicate as a function of values that are there, of a column that has no integers past 2^53. */
export function testOf(predicate: Predicate): (value: SummaryValue) => boolean {
  switch (predicate.kind) {
    case 'set': {
      const { values, among } = predicate;
      const [only] = values;
      if (values.length === 1) return (value) => (value === only) === among;
      const set = new Set(values);
      return (value) => set.has(value) === among;
    }
    case 'range': {
      const { low, high } = predicate;
      const above = low && beyond(low, 1);
      const below = high && beyond(high, -1);
      if (above && below) return (value) => above(value) && below(value);
      return above ?? below ?? (() => true);
    }
    case 'null': {
      const { is } = predicate;
      return () => !is;
    }
    case 'text': {
      const { test } = predicate;
      return (value) => test(String(value));
    }
  }
}

/** Whether a value is on the right side of a bound: above it (1) or below (-1). */
function beyond({ value: bound, open }: Bound, side: 1 | -1): (value: SummaryValue) => boolean {
  if (typeof bound === 'string') {
    return (value) => {
      const order = side * compareText(String(value), bound);
      return open ? order > 0 : order >= 0;
    };
  }
  const limit = Number(bound);
  if (side === 1) return open ? (value) => Number(value) > limit : (value) => Number(value) >= limit;
  return open ? (value) => Number(value) < limit : (value) => Number(value) <= limit;
}

/** A predicate that SQL knows as well. */
export type SqlPredicate =
  | { kind: 'set'; values: Operand[] }
  | Extract<Predicate, { kind: 'range' | 'null' }>;

/**
 * A predicate on a column's rows as SQL with its parameters. SQLite compares texts by code point, and
 * integers exactly with whatever number.
 */
export function sqlOf(
  predicate: SqlPredicate,
  column: string,
): { where: string; parameters: (string | number | bigint)[] } {
  const name = quoteName(column);
  switch (predicate.kind) {
    case 'set': {
      // One parameter for all: SQLite's JSON has integers of 64 bits.
      const list = `[${predicate.values.map((value) => (typeof value === 'string' ? JSON.stringify(value) : String(value))).join()}]`;
      return { where: `${name} IN (SELECT value FROM json_each(?))`, parameters: [list] };
    }
    case 'range': {
      const { low, high } = predicate;
      const where = [
        ...(low ? [`${name} ${low.open ? '>' : '>='} ?`] : []),
        ...(high ? [`${name} ${high.open ? '<' : '<='} ?`] : []),
      ];
      const bounds = [low, high].flatMap((bound) => (bound ? [bindable(bound.value)] : []));
      return { where: where.join(' AND ') || 'TRUE', parameters: bounds };
    }
    case 'null':
      return { where: `${name} IS ${predicate.is ? '' : 'NOT '}NULL`, parameters: [] };
  }
}

function bindable(value: Operand): string | number | bigint {
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'bigint' && BigInt.asIntN(64, value) !== value ? Number(value) : value;
}
