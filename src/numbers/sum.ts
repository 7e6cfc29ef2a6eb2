/**
 * A sum of doubles in twice the precision of a double: what `high` rounds off is in `low`
 * (Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", 1974).
 */
export interface PreciseSum {
  high: number;
  low: number;
}

/** A sum of nothing. */
export function emptySum(): PreciseSum {
  return { high: 0, low: 0 };
}

/** Adds a number, `times` times; exact but for the last digits of `low`. */
export function addTo(sum: PreciseSum, value: number, times = 1): void {
  const product = value * times;
  const next = sum.high + product;
  sum.low += Math.abs(sum.high) >= Math.abs(product) ? sum.high - next + product : product - next + sum.high;
  if (times !== 1) sum.low += roundedOff(value, times, product);
  sum.high = next;
}

/** The sum, rounded once. */
export function totalOf({ high, low }: PreciseSum): number {
  return high + low + 0;
}

/** The sum divided by a count that is not 0, rounded once. */
export function meanOf({ high, low }: PreciseSum, count: number): number {
  const quotient = high / count;
  const rest = (high - quotient * count - roundedOff(quotient, count, quotient * count) + low) / count;
  return (Number.isFinite(rest) ? quotient + rest : quotient) + 0;
}

/** What rounding took off a product, exactly (Dekker, "A Floating-Point Technique ...", 1971). */
function roundedOff(a: number, b: number, product: number): number {
  const [aHigh, aLow] = halves(a);
  const [bHigh, bLow] = halves(b);
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}

/** A double as the sum of two of 26 bits each, whose products are exact (Veltkamp's split). */
function halves(value: number): [high: number, low: number] {
  const shifted = value * (2 ** 27 + 1);
  const high = shifted - (shifted - value);
  return [high, value - high];
}

/** The double that is nearest to a quotient of integers. The divisor is positive. */
export function ratio(dividend: bigint, divisor: bigint): number {
  const size = dividend < 0n ? -dividend : dividend;
  if (size <= Number.MAX_SAFE_INTEGER && divisor <= Number.MAX_SAFE_INTEGER)
    return Number(dividend) / Number(divisor) + 0;
  // 64 more bits than the quotient has; the last one stands for all that are cut off after it.
  const scaled = (size << 64n) / divisor;
  const rounded = Number(scaled | ((size << 64n) % divisor === 0n ? 0n : 1n)) / 2 ** 64;
  return dividend < 0n ? -rounded : rounded;
}
