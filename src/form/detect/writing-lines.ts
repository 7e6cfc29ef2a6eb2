import { area, type Box, bottom, overlap, right, shared } from '../box.ts';
import type { Mask, Sums } from '../picture.ts';
import { areaHeight, leastRoom } from './cells.ts';
import type { Component } from './components.ts';
import { roomAbove } from './free.ts';
import { type Line, lengthOf, middle } from './lines.ts';
import type { Place } from './types.ts';

/** How high one writes above a line where nothing says it, in pixels: 6.5 mm. */
const usual = 50;
const shortest = 42;

export interface Surroundings {
  /** What is printed, lines left out. */
  print: Mask;
  sums: Sums;
  across: readonly Line[];
  down: readonly Line[];
  /** Closed frames; a line that is part of one is none to write on. */
  frames: readonly Box[];
  /** Places that were found before. */
  places: readonly Place[];
  letters: readonly Component[];
  /** The thickness from which a line is heavier than those one writes on, in pixels. */
  heavy: number;
  /** The usual height of a letter such as x, in pixels. */
  letter: number;
}

const at = ({ x0, x1, y0, y1 }: Line, x: number): number =>
  y0 + ((y1 - y0) * (x - x0)) / Math.max(1, x1 - x0);

/** How far before a line its caption may begin, in pixels: some 4 cm. */
const farBefore = 320;

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

/** A line without words, from the margin to where the one above it ends: more room for the same answer. */
function goesOn(
  { line: above }: Room,
  { line, box, before, onLine }: Room,
  { heavy }: Surroundings,
): boolean {
  const pitch = middle(line) - middle(above);
  return (
    !before &&
    !onLine &&
    pitch > 30 &&
    pitch < 84 &&
    line.thickness < heavy &&
    Math.abs(line.thickness - above.thickness) <= 1 &&
    line.x0 < above.x0 - 14 &&
    Math.abs(line.x1 - above.x1) < 40 &&
    lengthOf(above) > 0.35 * lengthOf(line) &&
    box.width > 0.95 * lengthOf(line)
  );
}

interface Room {
  box: Box;
  line: Line;
  /** Words before it, in its row; at once, or in a column of their own; and words that stand on it. */
  before: boolean;
  farBefore: boolean;
  onLine: boolean;
  /** An upright line at its left end: it is a cell that is open somewhere. */
  isCell: boolean;
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
  const row = sums.within(line.x0 - farBefore, y - 1.6 * letter - 8, line.x0 - 3, y + 2) > 12;
  const onLine = box.x > line.x0 + 20 && sums.within(line.x0, y - 3 * letter - 10, box.x, y - 3) > 20;
  const isCell = down.some(
    (up) => Math.abs(middle(up) - line.x0) < 10 && up.x0 < y - 0.7 * height && up.x1 > y - 12,
  );
  return [
    {
      line,
      before,
      farBefore: row,
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

/** Whether the second is the next line of the same text: as wide, and right below. */
function isNext(a: Room, b: Room): boolean {
  const pitch = middle(b.line) - middle(a.line);
  return (
    b.box.height >= 0.72 * pitch &&
    !b.before &&
    !(a.farBefore && b.farBefore) &&
    !b.onLine &&
    !b.isCell &&
    pitch > 22 &&
    pitch < 84 &&
    Math.abs(a.line.x0 - b.line.x0) < 14 &&
    Math.abs(a.line.x1 - b.line.x1) < 14 &&
    Math.abs(a.box.x - b.box.x) < 14 &&
    Math.abs(a.box.width - b.box.width) < 20
  );
}

/**
 * A line that only divides: below a heading, or from edge to edge with no word before it and none
 * right under it.
 */
function isRule(room: Room, rooms: readonly Room[], around: Surroundings): boolean {
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
  if (room.farBefore && lengthOf(line) < 0.8 * print.width) return false;
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

/** Puts the lines of one text together. */
function areas(rooms: readonly Room[]): Place[] {
  const sorted = rooms.toSorted((a, b) => middle(a.line) - middle(b.line));
  const used = new Set<Room>();
  return sorted.flatMap((first): Place[] => {
    if (used.has(first)) return [];
    const stack = [first];
    for (let last: Room | undefined = first; last; ) {
      const from: Room = last;
      last = sorted.find((room) => !used.has(room) && !stack.includes(room) && isNext(from, room));
      if (last) stack.push(last);
    }
    // Lines that each have words before them are each a place of their own.
    for (const room of stack) used.add(room);
    const boxes = stack.map(({ box }) => box);
    if (stack.length < 2)
      return boxes.map((box) => ({ box, shape: box.height > areaHeight ? 'area' : 'text', confidence: 0.8 }));
    const [top] = boxes;
    const last = boxes.at(-1) as Box;
    const pitch = (last.y + last.height - bottom(top as Box)) / (stack.length - 1);
    const y = Math.min((top as Box).y, bottom(top as Box) - pitch * 0.9);
    const x = Math.min(...boxes.map((box) => box.x));
    const width = Math.max(...boxes.map(right)) - x;
    return [{ box: { x, y, width, height: bottom(last) - y }, shape: 'area', confidence: 0.8 }];
  });
}

/** Without those that lie in a place that was found before. */
export const outside = (places: readonly Place[], others: readonly Place[]): Place[] =>
  places.filter(
    ({ box }) => !others.some((other) => shared(box, other.box) > 0.4 * Math.min(area(box), area(other.box))),
  );
