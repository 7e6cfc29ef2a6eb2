const heights = '▁▂▃▄▅▆▇█';

/** Counts as a row of at most so many blocks; to fit, neighbours are put together as their mean. None is a blank. */
export function sparkline(counts: readonly number[], most: number): string {
  const size = Math.ceil(counts.length / most);
  const means: number[] = [];
  for (let at = 0; at < counts.length; at += size) {
    const some = counts.slice(at, at + size);
    means.push(some.reduce((sum, count) => sum + count, 0) / some.length);
  }
  const highest = Math.max(...means);
  return means
    .map((mean) => (mean === 0 ? ' ' : (heights[Math.ceil((mean / highest) * heights.length) - 1] ?? '')))
    .join('');
}
