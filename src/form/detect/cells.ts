import { area, type Box, bottom, overlap, right, shared } from '../box.ts';
import type { Mask } from '../picture.ts';
import type { Closed } from './closed.ts';
import { largestFree } from './free.ts';
import type { Place } from './types.ts';

/** The least room to write in, in pixels: 2 mm. */
export const leastRoom = 15;

/** An area takes several lines: higher than this, in pixels (some 12 mm), it is one. */
export const areaHeight = 96;

/**
 * The cells and boxes that one writes in: empty ones, and those where a caption leaves most of the
 * room free. A cell full of print is a heading, a note or a label.
 */
export function cellsAmong(insides: readonly Closed[], ticks: readonly Closed[], print: Mask): Place[] {
  const cells = insides.filter(
    ({ box, isRound }) => !isRound && box.height >= leastRoom && box.width >= 2 * leastRoom,
  );
  const rows = cells.filter((cell) => isRowOfTicks(cell, cells, ticks, print));
  return cells.flatMap((cell): Place[] => {
    const { box } = cell;
    if (rows.includes(cell) || rows.some((row) => isAbove(box, row.box) && cell.print < 0.003)) return [];
    const within = inset(box);
    const free = belowCaption(print, within) ?? largestFree(print, within, leastRoom);
    if (!free) return [];
    const share = area(free) / area(within);
    const isWholePage = box.width > 0.6 * print.width && box.height > 0.3 * print.height;
    if (isWholePage && share < 0.9) return [];
    if (share < 0.45) return [];
    const isEmpty = share > 0.97;
    if (!isEmpty && isLabel(cell, free, cells)) return [];
    const place = isEmpty ? box : widened(free, within, box);
    return [
      { box: place, frame: box, shape: shapeOf(place), confidence: isEmpty ? 0.95 : 0.6 + 0.3 * share },
    ];
  });
}

/** Higher than wide it is rather a cell of a table that somebody turned; one line of text it is not. */
const shapeOf = (box: Box): 'text' | 'area' =>
  box.height > areaHeight && box.width > 1.5 * box.height ? 'area' : 'text';

/** Without the pixels that the line's soft edge takes. */
function inset({ x, y, width, height }: Box): Box {
  return { x: x + 2, y: y + 2, width: Math.max(1, width - 4), height: Math.max(1, height - 4) };
}

/** The room to write in reaches the cell's edge wherever no print is between. */
function widened(free: Box, within: Box, box: Box): Box {
  const x = free.x - within.x <= 3 ? box.x : free.x;
  const y = free.y - within.y <= 3 ? box.y : free.y;
  const end = right(within) - right(free) <= 3 ? right(box) : right(free);
  const under = bottom(within) - bottom(free) <= 3 ? bottom(box) : bottom(free);
  return { x, y, width: end - x, height: under - y };
}

/**
 * A label beside an empty cell: its words stand in the middle of its height, and the cell to the
 * right, of the same height, is empty.
 */
function isLabel({ box }: Closed, free: Box, cells: readonly Closed[]): boolean {
  const isCaptionAbove =
    free.y > box.y + 4 && bottom(free) >= bottom(box) - 6 && free.width > 0.8 * box.width;
  if (isCaptionAbove && isHeadOfColumn(box, cells)) return true;
  if (isCaptionAbove && free.height >= leastRoom + 3) return false;
  const isBeside = free.height > 0.8 * box.height;
  // Words to the left, and much room behind them.
  const isNarrow = free.width < 0.55 * box.width;
  const startsAway = free.x - box.x < 0.4 * box.width && right(box) - right(free) > 6;
  return !isBeside || isNarrow || startsAway || hasEmptyBeside(box, cells) || hasEmptyBelow(box, cells);
}

/** Whether one of the next cells of the row is empty. */
function hasEmptyBeside(box: Box, cells: readonly Closed[], steps = 3): boolean {
  const next = cells.find(
    (other) =>
      other.box.x >= right(box) &&
      other.box.x - right(box) < 12 &&
      overlap(other.box.y, bottom(other.box), box.y, bottom(box)) >
        0.8 * Math.max(box.height, other.box.height),
  );
  if (!next || steps === 0) return false;
  return next.print < 0.003 || hasEmptyBeside(next.box, cells, steps - 1);
}

/** Whether the cell below, of the same width, is empty: then this is the heading of a column. */
const hasEmptyBelow = (box: Box, cells: readonly Closed[]): boolean =>
  cells.some((other) => other.print < 0.003 && isAbove(box, other.box));

const isAbove = (box: Box, other: Box): boolean =>
  other.y >= bottom(box) &&
  other.y - bottom(box) < 12 &&
  Math.abs(other.x - box.x) < 8 &&
  Math.abs(right(other) - right(box)) < 8;

/** Words high up in a cell, above a column of empty cells, in a row of three or more such headings. */
function isHeadOfColumn(box: Box, cells: readonly Closed[]): boolean {
  const isHead = (one: Box): boolean => hasEmptyBelow(one, cells);
  if (!isHead(box)) return false;
  const heads = cells.filter(
    (other) =>
      other.print >= 0.003 &&
      Math.abs(other.box.y - box.y) < 6 &&
      Math.abs(bottom(other.box) - bottom(box)) < 6 &&
      isHead(other.box),
  );
  return heads.length >= 3;
}

/** The words of a row of boxes to tick that stand in cells of their own, with such a row above or below. */
function isRowOfTicks(
  { box, print: own }: Closed,
  cells: readonly Closed[],
  ticks: readonly Closed[],
  print: Mask,
): boolean {
  const hasTick = ({ y, height, x, width }: Box): Closed | undefined =>
    ticks.find(({ box: tick }) => {
      const middle = tick.y + tick.height / 2;
      const gap = tick.x - x - width;
      return middle > y && middle < y + height && gap > 4 && gap < 200;
    });
  const tick = own >= 0.003 ? hasTick(box) : undefined;
  if (!tick) return false;
  const next = cells.find((other) => {
    const below = isAbove(box, other.box) || isAbove(other.box, box);
    const beside = below && other.print >= 0.003 ? hasTick(other.box) : undefined;
    return beside !== undefined && Math.abs(beside.box.x - tick.box.x) < 8;
  });
  const isBlank = (from: number, to: number): boolean => {
    for (let y = box.y + 3; y < bottom(box) - 3; y++)
      for (let x = Math.round(from); x < to; x++) if (print.data[y * print.width + x]) return false;
    return true;
  };
  const { x, width } = tick.box;
  return next !== undefined && isBlank(right(box) + 6, x - 6) && isBlank(x + width + 6, x + width + 20);
}

/** The whole width below a caption, where that is half of the cell or more. */
function belowCaption(print: Mask, { x, y, width, height }: Box): Box | undefined {
  let top = y + height;
  const isFree = (row: number): boolean => {
    for (let at = row * print.width + x; at < row * print.width + x + width; at++)
      if (print.data[at]) return false;
    return true;
  };
  while (top > y && isFree(top - 1)) top--;
  const free = y + height - top;
  return free >= leastRoom && free >= 0.45 * height ? { x, y: top, width, height: free } : undefined;
}

/** Leaves out what contains other places: a frame around a group of them is none itself. */
export function withoutFrames(places: readonly Place[]): Place[] {
  return places.filter(
    (place) =>
      !places.some(
        (other) =>
          other !== place &&
          area(other.box) < 0.8 * area(place.box) &&
          shared(other.box, place.box) > 0.8 * area(other.box),
      ),
  );
}
