import { around, type Box, bottom, right } from '../box.ts';
import type { Mask, Sums } from '../picture.ts';
import type { Component } from './components.ts';
import type { Place } from './types.ts';

/** Boxes to tick that were typed: an opening and a closing square bracket with nothing between. */
export function bracketTicks(letters: readonly Component[], ink: Mask, sums: Sums): Place[] {
  const slim = letters.filter(
    ({ width, height }) => height >= 14 && height <= 64 && width >= 0.12 * height && width <= 0.5 * height,
  );
  const closing = slim.filter((one) => isBracket(one, ink, 'closing'));
  return slim
    .filter((one) => isBracket(one, ink, 'opening'))
    .flatMap((open): Place[] => {
      const close = closing.find((other) => isPair(open, other));
      if (!close) return [];
      const between = sums.within(right(open), open.y, close.x, bottom(open));
      return between > 2 ? [] : [{ box: around([open, close]), shape: 'checkbox', confidence: 0.85 }];
    });
}

const isPair = (open: Box, close: Box): boolean =>
  close.x - right(open) >= 4 &&
  close.x - right(open) <= 2.5 * open.height &&
  Math.abs(close.y - open.y) <= 3 &&
  Math.abs(bottom(close) - bottom(open)) <= 3;

/** An upright stroke with a short one at each end, to one side. */
function isBracket(
  { x, y, width, height }: Box,
  { width: stride, data }: Mask,
  side: 'opening' | 'closing',
): boolean {
  const arm = Math.max(2, Math.round(0.16 * height));
  const half = Math.ceil(width / 2);
  const count = (x0: number, x1: number, y0: number, y1: number): { rows: number; columns: number } => {
    const columns = new Set<number>();
    let rows = 0;
    for (let row = y0; row < y1; row++) {
      let has = false;
      for (let column = x0; column < x1; column++)
        if (data[row * stride + column]) {
          columns.add(column);
          has = true;
        }
      if (has) rows++;
    }
    return { rows, columns: columns.size };
  };
  const [stem, open] = side === 'opening' ? [x, x + half] : [x + width - half, x];
  const isStraight = count(stem, stem + half, y, y + height).rows >= 0.96 * height;
  // A round bracket is bent: its ends have nothing where the stroke is in its middle.
  const outer = side === 'opening' ? x : x + width - Math.max(2, Math.round(0.25 * width));
  const edge = count(outer, outer + Math.max(2, Math.round(0.25 * width)), y, y + height).rows;
  const inner = count(open, open + width - half, y + arm + 1, y + height - arm - 1).rows;
  const arms = [
    count(x, x + width, y, y + arm).columns,
    count(x, x + width, y + height - arm, y + height).columns,
  ];
  return (
    isStraight &&
    edge >= 0.9 * height &&
    inner <= (width <= 5 ? 0.3 : 0.15) * height &&
    arms.every((columns) => columns >= width - 1)
  );
}
