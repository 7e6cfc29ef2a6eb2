/** A sum of doubles in twice the precision of a double: what `high` rounds off is in `low`. */
export interface PreciseSum {
  high: number;
  low: number;
  count: number;
}

/** Adds numbers, and passes over what is none (Neumaier's compensated sum). */
export function addTo(sum: PreciseSum, values: readonly unknown[], scale = 1): void {
  let { high, low, count } = sum;
  for (const value of values) {
    if (typeof value !== 'number') continue;
    const scaled = value * scale;
    const next = high + scaled;
    low += Math.abs(high) >= Math.abs(scaled) ? high - next + scaled : scaled - next + high;
    high = next;
    count++;
  }
  sum.high = high;
  sum.low = low;
  sum.count = count;
}

/** The sum divided by its count, rounded once; null for a sum of nothing. */
export function meanOf({ high, low, count }: PreciseSum): number | null {
  if (count === 0) return null;
  const quotient = high / count;
  const rest = (remainder(high, quotient, count) + low) / count;
  return (Number.isFinite(rest) ? quotient + rest : quotient) + 0;
}

/** What is left of a number after taking away the rounded quotient as often as it fits, exactly. */
function remainder(dividend: number, quotient: number, divisor: number): number {
  const product = quotient * divisor;
  const [quotientHigh, quotientLow] = halves(quotient);
  const [divisorHigh, divisorLow] = halves(divisor);
  const rounded =
    quotientHigh * divisorHigh -
    product +
    quotientHigh * divisorLow +
    quotientLow * divisorHigh +
    quotientLow * divisorLow;
  return dividend - product - rounded;
}

/** A double as the sum of two of 26 bits each, whose products are exact (Veltkamp's split). */
function halves(value: number): [high: number, low: number] {
  const shifted = value * (2 ** 27 + 1);
  const high = shifted - (shifted - value);
  return [high, value - high];
}
