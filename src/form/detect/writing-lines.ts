import { area, bottom, overlap, right, shared } from '../box.ts';
import { leastRoom } from './cells.ts';
import { roomAbove } from './free.ts';
import { type Line, lengthOf, middle } from './lines.ts';
import type { Room, Surroundings } from './rooms.ts';
import { isRule } from './rules.ts';
import { areas, goesOn, isNext } from './several-lines.ts';
import type { Place } from './types.ts';

/** How high one writes above a line where nothing says it, in pixels: 6.5 mm. */
const usual = 50;
const shortest = 42;

/** How far before a line its caption may begin, in pixels: some 4 cm. */
const farBefore = 320;

const at = ({ x0, x1, y0, y1 }: Line, x: number): number =>
  y0 + ((y1 - y0) * (x - x0)) / Math.max(1, x1 - x0);

/** Lines to write on: with room above, and words that say what for. */
export function writingLines(around: Surroundings): Place[] {
  const pieces = around.across.filter((line) => isLikely(line, around)).flatMap((line) => cut(line, around));
  const rooms = pieces.flatMap((line) => roomOf(line, around));
  const stacked = rooms.filter((room) => rooms.some((other) => isNext(room, other) || isNext(other, room)));
  const kept = rooms.filter(
    (room) => (stacked.includes(room) && !room.onLine) || !isRule(room, rooms, around),
  );
  const more = rooms.filter(
    (room) => !kept.includes(room) && kept.some((other) => goesOn(other, room, around)),
  );
  return areas([...kept, ...more]);
}

/** Short lines with print close by are parts of letters; leaders that lead to a cell are no place themselves. */
function isLikely(line: Line, { places, print }: Surroundings): boolean {
  if (lengthOf(line) < shortest) return false;
  if (lengthOf(line) < 200 && line.beside > 0.06) return false;
  if (!line.broken) return true;
  const y = middle(line);
  return !places.some(
    ({ box, frame }) =>
      frame &&
      box.y < y &&
      bottom(box) + 6 > y &&
      box.x > line.x1 - 6 &&
      box.x - line.x1 < 0.35 * print.width,
  );
}

/** Cuts a line where upright lines stand on it, and leaves out what belongs to a closed frame. */
function cut(line: Line, { down, frames }: Surroundings): Line[] {
  const stops = down
    .filter((up) => {
      const x = middle(up);
      const y = at(line, x);
      // Shorter ones are strokes of letters.
      return lengthOf(up) >= 40 && x > line.x0 + 12 && x < line.x1 - 12 && up.x0 < y - 16 && up.x1 > y - 6;
    })
    .map(middle)
    .toSorted((a, b) => a - b);
  const edges = [line.x0, ...stops, line.x1];
  return edges.slice(1).flatMap((x1, i) => {
    const x0 = edges[i] as number;
    const y = at(line, (x0 + x1) / 2);
    const taken = frames.reduce((sum, frame) => {
      const isEdge = Math.abs(y - bottom(frame)) < 9 || Math.abs(y - frame.y) < 9;
      return isEdge ? sum + Math.max(0, overlap(frame.x, right(frame), x0, x1)) : sum;
    }, 0);
    if (x1 - x0 < shortest || taken > 0.5 * (x1 - x0)) return [];
    return [{ ...line, x0: Math.round(x0), x1: Math.round(x1), y0: at(line, x0), y1: at(line, x1) }];
  });
}

function roomOf(line: Line, { print, across, down, sums, letter }: Surroundings): Room[] {
  const lift = Math.ceil(line.thickness / 2) + 3;
  const ceiling = nearestAbove(line, across);
  const cap = Math.min(72, ceiling - lift);
  if (cap < leastRoom + 3) return [];
  const x0 = Math.max(0, line.x0);
  const x1 = Math.min(print.width, line.x1);
  const box = roomAbove(print, {
    x0,
    x1,
    ground: (x) => Math.round(at(line, x)) - lift,
    cap,
    least: leastRoom + 3,
  });
  if (!box || box.width < shortest || box.width < 0.3 * lengthOf(line)) return [];
  // With more room than anybody needs, the usual height.
  const isOpen = box.height >= cap - 1 && ceiling > 72;
  const height = (isOpen ? usual : Math.min(box.height, 54)) + lift - 1;
  const y = Math.round(middle(line));
  const before = sums.within(line.x0 - 46, y - 1.6 * letter - 8, line.x0 - 3, y + 2) > 12;
  const inRow = sums.within(line.x0 - farBefore, y - 1.6 * letter - 8, line.x0 - 3, y + 2) > 12;
  const onLine = box.x > line.x0 + 20 && sums.within(line.x0, y - 3 * letter - 10, box.x, y - 3) > 20;
  const isCell = down.some(
    (up) => Math.abs(middle(up) - line.x0) < 10 && up.x0 < y - 0.7 * height && up.x1 > y - 12,
  );
  return [
    {
      line,
      before,
      inRow,
      onLine,
      isCell,
      box: { x: box.x, width: box.width, y: Math.round(at(line, box.x + box.width / 2)) - height, height },
    },
  ];
}

/** How far above a line the next one is, over half of its length. */
function nearestAbove(line: Line, across: readonly Line[]): number {
  const y = middle(line);
  return across.reduce((least, other) => {
    const gap = y - middle(other);
    const over = overlap(line.x0, line.x1, other.x0, other.x1);
    return gap > 8 && over > 0.4 * lengthOf(line) ? Math.min(least, gap) : least;
  }, 400);
}

/** Without those that lie in a place that was found before. */
export const outside = (places: readonly Place[], others: readonly Place[]): Place[] =>
  places.filter(
    ({ box }) => !others.some((other) => shared(box, other.box) > 0.4 * Math.min(area(box), area(other.box))),
  );
