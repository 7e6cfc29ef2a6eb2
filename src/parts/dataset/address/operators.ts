import { type Operator, operators } from '../query.ts';

/** Operators that ask nothing but yes: `?shop__isnull=1`. */
export const bareOperators: readonly Operator[] = ['isnull', 'notnull', 'isblank'];

/** Operators that take a list of values. */
export const listOperators: readonly Operator[] = ['in', 'notin'];

/** Whether there is an operator of this name. */
export function isOperator(name: string): name is Operator {
  return operators.some((operator) => operator === name);
}

/**
 * The column's name and the operator in a parameter's name: `price__gt`. The last two underscores
 * with an operator behind them divide it; without them the whole is a column's name, or one of the
 * names that begin with an underscore.
 */
export function splitParameter(name: string): { column: string; operator?: Operator } {
  const at = name.lastIndexOf('__');
  const operator = name.slice(at + 2);
  return at > 0 && isOperator(operator) ? { column: name.slice(0, at), operator } : { column: name };
}

/** The name of a condition's parameter. `exact` goes without saying where the name alone says it. */
export function joinParameter(column: string, operator: Operator): string {
  const isPlain = !column.startsWith('_') && splitParameter(column).operator === undefined;
  return operator === 'exact' && isPlain ? column : `${column}__${operator}`;
}
