import { countAt, type Distribution, exactAt } from './distribution.ts';

/** A value and how often it occurs. */
export interface Frequency {
  value: number | string;
  count: number;
}

/** How often the most frequent value occurs. */
export function modeCount(distribution: Distribution): number {
  let most = 0;
  for (let place = 0; place < distribution.upTo.length; place++)
    most = Math.max(most, countAt(distribution, place));
  return most;
}

/**
 * All values that occur as often as the most frequent, ascending. A list in which no value repeats
 * has none, unless it is of one value.
 */
export function modes(distribution: Distribution): (number | string)[] {
  const most = modeCount(distribution);
  const { length } = distribution.upTo;
  const found: (number | string)[] = [];
  if (most === 1 && length > 1) return found;
  for (let place = 0; place < length; place++)
    if (countAt(distribution, place) === most) found.push(exactAt(distribution, place));
  return found;
}

/** The most frequent values, at most `limit`; of those that occur as often, the smaller first. */
export function mostFrequent(distribution: Distribution, limit: number): Frequency[] {
  const best: { place: number; count: number }[] = [];
  for (let place = 0; place < distribution.upTo.length; place++) {
    const count = countAt(distribution, place);
    if (best.length === limit && count <= (best[limit - 1]?.count ?? 0)) continue;
    const at = best.findIndex((other) => other.count < count);
    best.splice(at < 0 ? best.length : at, 0, { place, count });
    if (best.length > limit) best.pop();
  }
  return best.map(({ place, count }) => ({ value: exactAt(distribution, place), count }));
}
