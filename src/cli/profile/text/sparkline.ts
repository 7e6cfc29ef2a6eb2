const heights = '▁▂▃▄▅▆▇█';

/** Counts as a row of at most so many blocks; neighbours are put together to fit. None is a blank. */
export function sparkline(counts: readonly number[], most: number): string {
  const size = Math.ceil(counts.length / most);
  const sums: number[] = [];
  for (let at = 0; at < counts.length; at += size) {
    sums.push(counts.slice(at, at + size).reduce((sum, count) => sum + count, 0));
  }
  const highest = Math.max(1, ...sums);
  return sums
    .map((sum) => (sum === 0 ? ' ' : (heights[Math.ceil((sum / highest) * heights.length) - 1] ?? '')))
    .join('');
}
