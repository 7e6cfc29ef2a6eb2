/** A place on an axis as a percentage of its length, written so that pages stay small. */
export function percent(share: number): string {
  return `${Number((Math.min(1, Math.max(0, share)) * 100).toFixed(3))}%`;
}

/** At most so many of a list, evenly apart, the first among them. */
export function someOf<T>(list: readonly T[], most: number): T[] {
  const step = Math.max(1, Math.ceil((list.length - 1) / Math.max(1, most - 1)));
  return list.filter((_, index) => index % step === 0);
}

/** Round counts for the grid lines of an axis from 0: two to four of them, the last at most `max`. */
export function countTicks(max: number): number[] {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, max)));
  const step = [power / 10, power / 5, power / 2, power, power * 2, power * 5].find(
    (size) => Number.isInteger(size) && max / size <= 4,
  );
  if (step === undefined) return [max];
  return Array.from({ length: Math.floor(max / step) }, (_, index) => (index + 1) * step);
}
