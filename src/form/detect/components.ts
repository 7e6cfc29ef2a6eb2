import type { Box } from '../box.ts';
import type { Mask } from '../picture.ts';

/** Pixels that touch each other. */
export interface Component extends Box {
  /** Its number of pixels. */
  pixels: number;
}

/** A run of pixels in a row: columns from `from` up to, without, `to`. */
interface Runs {
  row: Int32Array;
  from: Int32Array;
  to: Int32Array;
  parent: Int32Array;
  count: number;
}

/**
 * The components of the pixels that are `value`; corners connect where `diagonal` says so. By runs
 * instead of pixels: a page has a hundred times less of them.
 */
export function componentsOf(mask: Mask, value: 0 | 1, diagonal: boolean): Component[] {
  const runs = runsOf(mask, value);
  connect(runs, diagonal ? 1 : 0);
  const found = new Map<number, Component>();
  for (let i = 0; i < runs.count; i++) {
    const root = rootOf(runs.parent, i);
    const y = runs.row[i] as number;
    const from = runs.from[i] as number;
    const to = runs.to[i] as number;
    const one = found.get(root);
    if (!one) {
      found.set(root, { x: from, y, width: to - from, height: 1, pixels: to - from });
      continue;
    }
    const end = Math.max(one.x + one.width, to);
    one.x = Math.min(one.x, from);
    one.width = end - one.x;
    // Runs come from top to bottom, so the first row is the upper edge.
    one.height = y + 1 - one.y;
    one.pixels += to - from;
  }
  return [...found.values()];
}

function runsOf({ width, height, data }: Mask, value: 0 | 1): Runs {
  let count = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0, before = 1 - value; x < width; x++) {
      const now = data[y * width + x] as number;
      if (now === value && before !== value) count++;
      before = now;
    }
  const row = new Int32Array(count);
  const from = new Int32Array(count);
  const to = new Int32Array(count);
  let i = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (data[y * width + x] !== value) continue;
      const start = x;
      while (x < width && data[y * width + x] === value) x++;
      row[i] = y;
      from[i] = start;
      to[i++] = x;
    }
  return { row, from, to, parent: Int32Array.from({ length: count }, (_, index) => index), count };
}

function connect({ row, from, to, parent, count }: Runs, slack: 0 | 1): void {
  let above = 0;
  for (let i = 0; i < count; i++) {
    const y = (row[i] as number) - 1;
    while (above < i && (row[above] as number) < y) above++;
    // The runs of the row above that end before this one begins touch none that follows either.
    while (above < i && row[above] === y && (to[above] as number) + slack <= (from[i] as number)) above++;
    for (let j = above; j < i && row[j] === y && (from[j] as number) < (to[i] as number) + slack; j++) {
      const a = rootOf(parent, i);
      const b = rootOf(parent, j);
      if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
    }
  }
}

function rootOf(parent: Int32Array, start: number): number {
  let i = start;
  while (parent[i] !== i) {
    parent[i] = parent[parent[i] as number] as number;
    i = parent[i] as number;
  }
  return i;
}
