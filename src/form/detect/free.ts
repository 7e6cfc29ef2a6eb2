import type { Box } from '../box.ts';
import type { Mask } from '../picture.ts';

/**
 * The largest rectangle without ink within a box, `least` pixels wide and high or more. Every row is
 * the ground of a skyline, and the largest rectangle below a skyline is found with a stack.
 */
export function largestFree(ink: Mask, { x, y, width, height }: Box, least: number): Box | undefined {
  const heights = new Int32Array(width + 1);
  let best: Box | undefined;
  let most = least * least;
  const stack = new Int32Array(width + 1);
  for (let row = 0; row < height; row++) {
    const offset = (y + row) * ink.width + x;
    for (let column = 0; column < width; column++)
      heights[column] = ink.data[offset + column] ? 0 : (heights[column] as number) + 1;
    let depth = 0;
    for (let column = 0; column <= width; column++) {
      const now = heights[column] as number;
      while (depth > 0 && (heights[stack[depth - 1] as number] as number) >= now) {
        const high = heights[stack[--depth] as number] as number;
        const from = depth > 0 ? (stack[depth - 1] as number) + 1 : 0;
        const wide = column - from;
        if (high >= least && wide >= least && high * wide > most) {
          most = high * wide;
          best = { x: x + from, y: y + row + 1 - high, width: wide, height: high };
        }
      }
      stack[depth++] = column;
    }
  }
  return best;
}

/**
 * The room above a line from `x0` to `x1`: how high it is free above each column, `cap` at most, and
 * of all rectangles that stand on the line the one that has most room.
 */
export function roomAbove(
  ink: Mask,
  {
    x0,
    x1,
    ground,
    cap,
    least,
  }: { x0: number; x1: number; ground: (x: number) => number; cap: number; least: number },
): Box | undefined {
  const heights = new Int32Array(x1 - x0 + 1);
  for (let x = x0; x < x1; x++) {
    const base = ground(x);
    let free = 0;
    while (free < cap && base - free >= 0 && !ink.data[(base - free) * ink.width + x]) free++;
    heights[x - x0] = free;
  }
  let best: Box | undefined;
  let most = 0;
  const stack: number[] = [];
  for (let i = 0; i < heights.length; i++) {
    const now = heights[i] as number;
    for (let top = stack.at(-1); top !== undefined && (heights[top] as number) >= now; top = stack.at(-1)) {
      stack.pop();
      const high = heights[top] as number;
      const from = (stack.at(-1) ?? -1) + 1;
      // Width counts more than height: a letter that reaches down must not cut a line in two.
      const value = (i - from) * high ** 0.3;
      if (high >= least && i - from >= least && value > most) {
        most = value;
        const base = ground(x0 + Math.floor((from + i) / 2));
        best = { x: x0 + from, y: base - high + 1, width: i - from, height: high };
      }
    }
    stack.push(i);
  }
  return best;
}
