import { type Box, bottom, right } from '../box.ts';
import { areaHeight } from './cells.ts';
import { lengthOf, middle } from './lines.ts';
import type { Room, Surroundings } from './rooms.ts';
import type { Place } from './types.ts';

/** Puts the lines of one text together. */
export function areas(rooms: readonly Room[]): Place[] {
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

/** Whether the second is the next line of the same text: as wide, and right below. */
export function isNext(a: Room, b: Room): boolean {
  const pitch = middle(b.line) - middle(a.line);
  return (
    b.box.height >= 0.72 * pitch &&
    !b.before &&
    // Captions in a column of their own: each line has its own. At the margin it is the edge of a photo.
    !(a.inRow && b.inRow && b.line.x0 > 200) &&
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

/** A line without words, from the margin to where the one above it ends: more room for the same answer. */
export function goesOn(
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
