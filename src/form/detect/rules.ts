import { bottom, right } from '../box.ts';
import { lengthOf, middle } from './lines.ts';
import type { Room, Surroundings } from './rooms.ts';

/**
 * A line that only divides: below a heading, or from edge to edge with no word before it and none
 * right under it.
 */
export function isRule(room: Room, rooms: readonly Room[], around: Surroundings): boolean {
  const { line, box, before, onLine } = room;
  const { sums, letter, print } = around;
  const y = Math.round(middle(line));
  if (line.thickness >= around.heavy) return !before;
  if (onLine)
    return (
      isHeading(room, around) ||
      line.thickness >= 0.8 * around.heavy ||
      !rooms.some((other) => isLike(room, other))
    );
  const after = sums.within(line.x1 + 3, y - 1.6 * letter - 8, line.x1 + 40, y + 2) > 12;
  if (before || after || room.isCell) return false;
  // Captions in a column of their own, far before their lines: a rule begins at the margin.
  if (room.inRow && lengthOf(line) < 0.8 * print.width) return false;
  // A caption, below or above.
  const below = sums.within(line.x0, y + 4, line.x1, y + 3 * letter + 8) > 20;
  const above = sums.within(box.x, box.y - 3 * letter, box.x + box.width / 2, box.y) > 20;
  return lengthOf(line) > 0.68 * print.width || !(below || above);
}

/** Another line of words like it nearby: headings stand alone, places come in groups. */
function isLike(room: Room, other: Room): boolean {
  const pitch = Math.abs(middle(room.line) - middle(other.line));
  return (
    other !== room && other.onLine && pitch > 22 && pitch < 100 && Math.abs(room.line.x0 - other.line.x0) < 14
  );
}

/** Words on the line that are larger than the text of the page: a heading, underlined. */
function isHeading({ line, box, before }: Room, { letters, letter }: Surroundings): boolean {
  const y = middle(line);
  const heights = letters
    .filter(
      (one) =>
        one.x >= line.x0 - 4 &&
        right(one) <= box.x + 6 &&
        bottom(one) < y + 3 &&
        bottom(one) > y - 16 &&
        one.height > 6,
    )
    .map(({ height }) => height)
    .toSorted((a, b) => a - b);
  const usual = heights[heights.length >> 1] ?? 0;
  return usual > 1.3 * letter || (!before && box.width < 0.5 * lengthOf(line));
}
