/**
 * The assignment of rows to columns, each at most once, with the least sum of costs (Kuhn and
 * Munkres, by shortest paths, O(n^2 m)). A row stays without a column where that costs `without`.
 *
 * @param costs by row and column; undefined: never
 * @returns the column of each row, or undefined
 */
export function assign(
  costs: readonly (readonly (number | undefined)[])[],
  without: number,
): (number | undefined)[] {
  const rows = costs.length;
  const real = Math.max(0, ...costs.map((row) => row.length));
  // A column for each row that stays without.
  const columns = real + rows;
  const cost = (row: number, column: number): number =>
    column < real ? (costs[row]?.[column] ?? 1e6) : column - real === row ? without : 1e6;
  const ofRow = new Float64Array(rows + 1);
  const ofColumn = new Float64Array(columns + 1);
  // The row that has a column, from 1; 0: none.
  const taken = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    const way = new Int32Array(columns + 1);
    const least = new Float64Array(columns + 1).fill(Infinity);
    const seen = new Uint8Array(columns + 1);
    let at = 0;
    taken[0] = row;
    do {
      seen[at] = 1;
      const here = taken[at] as number;
      let step = Infinity;
      let next = 0;
      for (let column = 1; column <= columns; column++) {
        if (seen[column]) continue;
        const reduced = cost(here - 1, column - 1) - (ofRow[here] as number) - (ofColumn[column] as number);
        if (reduced < (least[column] as number)) {
          least[column] = reduced;
          way[column] = at;
        }
        if ((least[column] as number) < step) {
          step = least[column] as number;
          next = column;
        }
      }
      for (let column = 0; column <= columns; column++)
        if (seen[column]) {
          const owner = taken[column] as number;
          ofRow[owner] = (ofRow[owner] as number) + step;
          ofColumn[column] = (ofColumn[column] as number) - step;
        } else least[column] = (least[column] as number) - step;
      at = next;
    } while (taken[at] !== 0);
    for (; at !== 0; at = way[at] as number) taken[at] = taken[way[at] as number] as number;
  }
  const result: (number | undefined)[] = Array.from({ length: rows }, () => undefined);
  for (let column = 1; column <= real; column++) {
    const row = taken[column] as number;
    if (row > 0 && costs[row - 1]?.[column - 1] !== undefined) result[row - 1] = column - 1;
  }
  return result;
}
