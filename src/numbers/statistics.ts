import { UserError } from '../base/error.ts';
import { describeNumbers, type NumberStatistics } from './describe.ts';
import { distributionOf } from './distribution.ts';

/**
 * The statistics of a list of finite numbers, all exact; the list is not changed. Integers may be
 * bigints of 64 bits. Throws a `UserError` for an empty list.
 * @param options.quantiles probabilities, between 0 and 1, to add to the usual ones
 */
export function numberStatistics(
  list: readonly (number | bigint)[] | Float64Array,
  options: { quantiles?: readonly number[] } = {},
): NumberStatistics {
  if (list.length === 0) {
    throw new UserError('There are no numbers in the list.', { hint: 'Give it one at least.' });
  }
  return describeNumbers(distributionOf(typed(list)), options.quantiles);
}

/** As doubles, or as integers of 64 bits when one of them is past what a double can hold. */
function typed(list: readonly (number | bigint)[] | Float64Array): Float64Array | BigInt64Array {
  if (list instanceof Float64Array) return list.slice();
  const large = list.some((value) => typeof value === 'bigint' && !Number.isSafeInteger(Number(value)));
  const whole = large && list.every((value) => typeof value === 'bigint' || Number.isSafeInteger(value));
  if (!whole) return Float64Array.from(list, Number);
  return BigInt64Array.from(list, (value) => {
    const integer = BigInt(value);
    if (integer === BigInt.asIntN(64, integer)) return integer;
    throw new RangeError(`${integer} has more than 64 bits.`);
  });
}
