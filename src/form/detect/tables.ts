import { area, type Box, bottom, right } from '../box.ts';
import type { Closed } from './closed.ts';
import type { Place } from './types.ts';

/** How far apart the edges of two cells may be that share a line, in pixels. */
const touching = 14;
const aligned = 6;

const isBeside = (a: Box, b: Box): boolean =>
  b.x - right(a) >= 0 &&
  b.x - right(a) <= touching &&
  Math.abs(a.y - b.y) <= aligned &&
  Math.abs(bottom(a) - bottom(b)) <= aligned;
const isBelow = (a: Box, b: Box): boolean =>
  b.y - bottom(a) >= 0 &&
  b.y - bottom(a) <= touching &&
  Math.abs(a.x - b.x) <= aligned &&
  Math.abs(right(a) - right(b)) <= aligned;

/**
 * Marks the empty cells that make up tables: two rows and two columns at least, empty side by side
 * and one below the other.
 */
export function withTables(places: readonly Place[]): Place[] {
  const empty = places.filter(
    ({ frame, box, shape }) => frame && shape !== 'comb' && area(box) > 0.9 * area(frame),
  );
  const beside = new Map<Place, Place[]>();
  const below = new Map<Place, Place[]>();
  for (const a of empty) {
    beside.set(
      a,
      empty.filter((b) => isBeside(a.frame as Box, b.frame as Box)),
    );
    below.set(
      a,
      empty.filter((b) => isBelow(a.frame as Box, b.frame as Box)),
    );
  }
  const groups = new Map<Place, Place>();
  const rootOf = (place: Place): Place => {
    let root = place;
    for (let next = groups.get(root); next; next = groups.get(root)) root = next;
    return root;
  };
  for (const a of empty)
    for (const b of [...(beside.get(a) ?? []), ...(below.get(a) ?? [])])
      if (rootOf(a) !== rootOf(b)) groups.set(rootOf(b), rootOf(a));
  const tables = Map.groupBy(empty, rootOf);
  const marked = new Map<Place, Place>();
  let index = 0;
  for (const cells of tables.values()) {
    const rows = levels(cells.map(({ box }) => box.y));
    const columns = levels(cells.map(({ box }) => box.x));
    if (rows.length < 2 || columns.length < 2 || cells.length < 0.75 * rows.length * columns.length) continue;
    for (const cell of cells)
      marked.set(cell, {
        ...cell,
        shape: 'cell',
        table: { index, row: levelOf(rows, cell.box.y), column: levelOf(columns, cell.box.x) },
      });
    index++;
  }
  return places.map((place) => marked.get(place) ?? place);
}

/** The different values among some that are only nearly the same. */
function levels(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.filter((value, i) => i === 0 || value - (sorted[i - 1] as number) > aligned);
}

const levelOf = (all: readonly number[], value: number): number =>
  Math.max(
    0,
    all.findLastIndex((level) => level <= value + 1),
  );

/** Small cells that stand on top of each other are a table and no boxes for letters. */
export const isStacked = (inside: Closed, all: readonly Closed[]): boolean =>
  all.some((other) => isBelow(inside.box, other.box) || isBelow(other.box, inside.box));
