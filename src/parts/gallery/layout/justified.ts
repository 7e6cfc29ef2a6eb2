/** Where a picture lies, in pixels from the upper left corner of the grid. */
export interface Box {
  left: number;
  top: number;
  width: number;
  /** Of the picture alone, without the line below it. */
  height: number;
}

/** What a grid is laid out by, in pixels. */
export interface Room {
  width: number;
  /** Between pictures, in both directions. */
  gap: number;
  /** The least height of a row that is full. */
  rowHeight: number;
  /** The line below each picture. */
  caption: number;
}

/** A grid that is laid out: `rows` has the place of each row's first picture. */
export interface Layout {
  boxes: Box[];
  rows: number[];
  height: number;
}

/**
 * A picture's width over its height as it is laid out, from 0.5 to 2.5: of what is longer, the middle is
 * shown. 4 to 3 where the size is not known.
 */
export function ratioOf(width: number, height: number): number {
  return width > 0 && height > 0 ? Math.min(2.5, Math.max(0.5, width / height)) : 4 / 3;
}

/**
 * Lays pictures out in rows that fill the width. A row takes pictures for as long as they fit at the
 * least height, and is then enlarged to the width, all of its pictures alike; the last one is not. This
 * is how browsers lay out a wrapping flexbox whose items grow by their ratios, so that the page looks
 * the same before and after the script takes over.
 */
export function justify(ratios: readonly number[], { width, gap, rowHeight, caption }: Room): Layout {
  const boxes: Box[] = [];
  const rows: number[] = [];
  let top = 0;
  for (let start = 0; start < ratios.length; ) {
    let end = start;
    let sum = 0;
    while (end < ratios.length) {
      const more = sum + (ratios[end] ?? 1);
      if (end > start && more * rowHeight + (end - start) * gap > width) break;
      sum = more;
      end += 1;
    }
    const full = (width - (end - start - 1) * gap) / sum;
    const height = end === ratios.length ? Math.min(rowHeight, full) : full;
    rows.push(start);
    let left = 0;
    for (const ratio of ratios.slice(start, end)) {
      boxes.push({ left, top, width: ratio * height, height });
      left += ratio * height + gap;
    }
    top += height + caption + gap;
    start = end;
  }
  return { boxes, rows, height: Math.max(0, top - gap) };
}

/** The row that holds a height of the grid: the last one that begins at or above it; 0 for an empty grid. */
export function rowAt({ boxes, rows }: Layout, y: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((boxes[rows[middle] ?? 0]?.top ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The pictures, from and up to, that are drawn while the heights from `top` to `bottom` are seen: all
 * of these rows, then rows before and behind them in turn for as long as there are at most `most`.
 */
export function shownAt(
  layout: Layout,
  top: number,
  bottom: number,
  most: number,
): [from: number, to: number] {
  const { boxes, rows } = layout;
  const startOf = (row: number) => rows[row] ?? boxes.length;
  let first = rowAt(layout, top);
  let last = rowAt(layout, bottom);
  for (let more = 1; more <= 3; more++) {
    if (startOf(last + 2) - startOf(first) <= most && last + 1 < rows.length) last += 1;
    if (startOf(last + 1) - startOf(first - 1) <= most && first > 0) first -= 1;
  }
  const from = startOf(first);
  return [from, Math.min(startOf(last + 1), from + most)];
}
