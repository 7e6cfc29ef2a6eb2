import { area, type Box, shared } from '../box.ts';
import { type Grey, type Mask, type Sums, sumsOf } from '../picture.ts';
import { type Closed, closedIn } from './closed.ts';
import { tintOf } from './ink.ts';
import { drawLines, type Line } from './lines.ts';
import { paperOf } from './paper.ts';
import { stepsAcross, stepsDown } from './steps.ts';

/** The white places on a tinted ground, which have no line: by their edges, and else by their brightness. */
export function whiteOnTint(page: Grey, barriers: Mask, print: Mask): Closed[] {
  const brightness = sumsOf(page);
  const isWhite = ({ box }: Closed): boolean => isBrighter(box, brightness);
  const edges = { ...barriers, data: barriers.data.slice() };
  drawLines(edges, stepsAcross(page, 24).map(longer), false);
  drawLines(edges, stepsDown(page, 20).map(longer), true);
  const byTint = closedIn(tintOf(page, paperOf(page, 20)), print).filter(isWhite);
  const byEdges = closedIn(edges, print).filter(
    (one) =>
      isWide(one.box) &&
      isBrighter(one.box, brightness, 0.6) &&
      byTint.every((other) => !isPartOf(one.box, other.box) || area(one.box) > 1.2 * area(other.box)),
  );
  return [...byEdges, ...byTint.filter(({ box }) => !byEdges.some((other) => isPartOf(box, other.box)))];
}

/** A line of text fits in; smaller ones have no edges long enough to tell. */
const isWide = ({ width, height }: Box): boolean => width >= 70 && height >= 22;

const isPartOf = (box: Box, other: Box): boolean =>
  shared(box, other) > 0.5 * Math.min(area(box), area(other));

/** So that edges meet at the corners. */
const longer = (line: Line): Line => ({ ...line, thickness: 1, x0: line.x0 - 6, x1: line.x1 + 6 });

/** Whether a box is brighter at each of its sides than what is beside it, which is no print if `least` says so; a shadow falls on both. */
function isBrighter({ x, y, width, height }: Box, brightness: Sums, least = 0): boolean {
  const mean = (x0: number, y0: number, x1: number, y1: number): number =>
    brightness.within(x0, y0, x1, y1) / Math.max(1, (x1 - x0) * (y1 - y0));
  const end = x + width;
  const under = y + height;
  const deep = Math.min(8, width / 3, height / 3);
  const sides = [
    [mean(x, y + 2, end, y + 2 + deep), mean(x, y - 5, end, y - 3)],
    [mean(x, under - 2 - deep, end, under - 2), mean(x, under + 3, end, under + 5)],
    [mean(x + 2, y, x + 2 + deep, under), mean(x - 5, y, x - 3, under)],
    [mean(end - 2 - deep, y, end - 2, under), mean(end + 3, y, end + 5, under)],
  ] as const;
  return sides.every(([within, beside]) => beside < 0.97 * within && beside >= least * within);
}
