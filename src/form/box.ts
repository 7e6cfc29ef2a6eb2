/** A rectangle in pixels: `x`, `y` is its upper left corner; its right and lower edges are not part of it. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const right = (box: Box): number => box.x + box.width;
export const bottom = (box: Box): number => box.y + box.height;
export const area = (box: Box): number => box.width * box.height;

/** How far two ranges overlap; below 0, how far they are apart. */
export const overlap = (a0: number, a1: number, b0: number, b1: number): number =>
  Math.min(a1, b1) - Math.max(a0, b0);

/** The area that two boxes share. */
export function shared(a: Box, b: Box): number {
  const width = overlap(a.x, right(a), b.x, right(b));
  const height = overlap(a.y, bottom(a), b.y, bottom(b));
  return width > 0 && height > 0 ? width * height : 0;
}

/** Intersection over union, 0 to 1. */
export function overlapOf(a: Box, b: Box): number {
  const both = shared(a, b);
  return both === 0 ? 0 : both / (area(a) + area(b) - both);
}

/** The smallest box around some. */
export function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map(right)) - x,
    height: Math.max(...boxes.map(bottom)) - y,
  };
}
