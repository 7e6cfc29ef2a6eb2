/** A place on an axis as a percentage of its length, written so that pages stay small. */
export function percent(share: number): string {
  return `${Number((Math.min(1, Math.max(0, share)) * 100).toFixed(3))}%`;
}

/** Round counts for the grid lines of an axis from 0: two to five of them, the last at most `max`. */
export function countTicks(max: number): number[] {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, max)));
  const step = [power / 10, power / 5, power / 2, power, power * 2, power * 5].find(
    (size) => Number.isInteger(size) && max / size <= 5,
  );
  if (step === undefined) return [max];
  return Array.from({ length: Math.floor(max / step) }, (_, index) => (index + 1) * step);
}
