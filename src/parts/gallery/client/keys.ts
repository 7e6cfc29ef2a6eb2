import { type Layout, rowAt } from '../layout/justified.ts';

/** Where a key leads from a picture, in a grid that shows `height` at a time; undefined for other keys. */
export function keyTarget(key: string, at: number, layout: Layout, height: number): number | undefined {
  const count = layout.boxes.length;
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, at - 1);
    case 'ArrowRight':
      return Math.min(count - 1, at + 1);
    case 'ArrowUp':
      return beside(at, layout, -1);
    case 'ArrowDown':
      return beside(at, layout, 1);
    case 'PageUp':
    case 'PageDown': {
      const row = rowAt(layout, layout.boxes[at]?.top ?? 0);
      const to = rowAt(layout, (layout.boxes[at]?.top ?? 0) + (key === 'PageUp' ? -height : height));
      return beside(at, layout, to === row ? (key === 'PageUp' ? -1 : 1) : to - row);
    }
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** The picture so many rows further whose middle is nearest to this one's. */
function beside(at: number, layout: Layout, rows: number): number {
  const here = layout.boxes[at];
  if (!here) return at;
  const row = rowAt(layout, here.top) + rows;
  const start = layout.rows[row];
  if (start === undefined) return at;
  const end = layout.rows[row + 1] ?? layout.boxes.length;
  const middle = here.left + here.width / 2;
  let best = start;
  let least = Number.POSITIVE_INFINITY;
  for (const [offset, { left, width }] of layout.boxes.slice(start, end).entries()) {
    const distance = Math.abs(left + width / 2 - middle);
    if (distance < least) [best, least] = [start + offset, distance];
  }
  return best;
}
