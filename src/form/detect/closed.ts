import { area, type Box } from '../box.ts';
import { type Mask, type Sums, sumsOf } from '../picture.ts';
import { type Component, componentsOf } from './components.ts';

/** Something with a line all around: its inside. */
export interface Closed {
  box: Box;
  /** A circle or a frame with corners, however round. */
  isRound: boolean;
  /** The share of the inside that is print. */
  print: number;
}

/** The smallest inside of a box to tick, in pixels: of one of 6 points, without its line. */
const smallest = 10;

/** All that is enclosed by print: cells, boxes, circles; and the insides of letters, which are for others to leave out. */
export function closedIn(barriers: Mask, print: Mask): Closed[] {
  const sums = { barriers: sumsOf(barriers), print: sumsOf(print) };
  return componentsOf(barriers, 0, false).flatMap((component): Closed[] => {
    const { x, y, width, height } = component;
    if (width < smallest || height < smallest) return [];
    if (x === 0 || y === 0 || x + width === barriers.width || y + height === barriers.height) return [];
    const box = { x, y, width, height };
    const share = sums.print.within(x + 2, y + 2, x + width - 2, y + height - 2) / area(box);
    if (isCircle(component)) {
      // The corners of its square lie outside of it.
      const [dx, dy] = [0.2 * width, 0.2 * height];
      const print = sums.print.within(x + dx, y + dy, x + width - dx, y + height - dy) / (0.36 * area(box));
      return [{ box, isRound: true, print }];
    }
    // The inside of a D or an A is no rectangle; that of a box with round corners nearly is.
    if (width <= 62 && height <= 62 && component.pixels < 0.9 * area(box)) return [];
    return isFramed(box, sums.barriers) ? [{ box, isRound: false, print: share }] : [];
  });
}

/** A circle fills pi / 4 of its square. */
function isCircle({ width, height, pixels }: Component): boolean {
  const share = pixels / (width * height);
  // An O is higher than wide.
  const isSquare = Math.abs(width - height) <= Math.max(1, 0.14 * Math.max(width, height));
  return width <= 60 && isSquare && share > 0.68 && share < 0.87;
}

/** Whether each side has a barrier just outside it, nearly all along. Round corners take some of it away. */
function isFramed({ x, y, width, height }: Box, sums: Sums): boolean {
  const reach = 4;
  const inset = Math.min(12, Math.floor(Math.min(width, height) / 4));
  // Along a side, the columns that have a barrier near; in steps, since one look-up serves several.
  const alongX = (top: number): number => {
    let covered = 0;
    let all = 0;
    for (let at = x + inset; at < x + width - inset; at += 2, all++)
      if (sums.within(at, top, at + 2, top + reach + 2) > 0) covered++;
    return all ? covered / all : 1;
  };
  const alongY = (left: number): number => {
    let covered = 0;
    let all = 0;
    for (let at = y + inset; at < y + height - inset; at += 2, all++)
      if (sums.within(left, at, left + reach + 2, at + 2) > 0) covered++;
    return all ? covered / all : 1;
  };
  return (
    alongX(y - reach) > 0.9 &&
    alongX(y + height - 2) > 0.9 &&
    alongY(x - reach) > 0.9 &&
    alongY(x + width - 2) > 0.9
  );
}
