import { overlap } from '../box.ts';
import { blank, type Grey, type Mask, transposed } from '../picture.ts';

/** A straight line along the page, in pixels. Of a vertical one, x and y are exchanged. */
export interface Line {
  x0: number;
  x1: number;
  /** Its middle at its beginning and at its end; a page that lies not quite straight has both differ. */
  y0: number;
  y1: number;
  thickness: number;
  /** Made of dots or dashes. */
  broken: boolean;
  /** The share of the pixels just above and just below that are ink: a line of letters has much of it. */
  beside: number;
}

export const middle = (line: Line): number => (line.y0 + line.y1) / 2;
export const lengthOf = (line: Line): number => line.x1 - line.x0;

/** How much darker than above and below it a line is, of 255. */
const contrast = 12;
/** The thickest line; what is thicker is a bar. */
const thickest = 9;

/** The lines of a page that run from left to right, `shortest` pixels long or more. */
export function linesAcross(grey: Grey, shortest: number): Line[] {
  const ridges = ridgesOf(grey);
  const pieces = traced(ridges, Math.min(14, shortest));
  return joined(pieces).filter((line) => lengthOf(line) >= shortest);
}

/** Those that run from top to bottom; x and y of each are exchanged. */
export const linesDown = (grey: Grey, shortest: number): Line[] => linesAcross(transposed(grey), shortest);

/** Each pixel averaged along its row, so that noise goes and what is short with it. */
export function smoothAlong({ width, height, data }: Grey): Uint8Array {
  const half = 5;
  const smooth = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    let sum = 0;
    for (let x = -half; x < width; x++) {
      if (x + half < width) sum += data[y * width + x + half] as number;
      if (x - half - 1 >= 0) sum -= data[y * width + x - half - 1] as number;
      if (x >= 0) smooth[y * width + x] = sum / (Math.min(width - 1, x + half) - Math.max(0, x - half) + 1);
    }
  }
  return smooth;
}

/** Where a pixel, averaged along the line, is darker than what is above and what is below it. */
function ridgesOf(grey: Grey): Mask {
  const { width, height } = grey;
  const smooth = smoothAlong(grey);
  const ridges = blank(width, height);
  for (let y = 2; y < height - 2; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const value = (smooth[at] as number) + contrast;
      if (value > 255) continue;
      // Near for hairlines, far for heavy ones.
      for (const reach of [2, 4, thickest - 3]) {
        const above = smooth[at - Math.min(y, reach) * width] as number;
        const below = smooth[at + Math.min(height - 1 - y, reach) * width] as number;
        if (above >= value && below >= value) {
          ridges.data[at] = 1;
          break;
        }
      }
    }
  return ridges;
}

interface Piece {
  x0: number;
  x1: number;
  /** The sums that give the straight line through its pixels. */
  first: number;
  last: number;
  top: number;
  bottom: number;
}

/** Follows the ridges from column to column, a row up or down at most. */
export function traced({ width, height, data }: Mask, shortest: number): Line[] {
  // Runs of each row that touch those of the row before belong together.
  let open: Piece[] = [];
  const done: Piece[] = [];
  for (let y = 0; y < height; y++) {
    const next: Piece[] = [];
    for (let x = 0; x < width; x++) {
      if (!data[y * width + x]) continue;
      const from = x;
      while (x < width && data[y * width + x]) x++;
      if (x - from < 5) continue;
      const touching = open.filter(
        (piece) =>
          overlap(piece.x0, piece.x1, from, x) > -3 &&
          piece.bottom >= y - 1 &&
          !isBesideEnd(piece, from, x, y),
      );
      const [piece] = touching;
      if (!piece || y - piece.top > 2 * thickest) {
        next.push({ x0: from, x1: x, first: y, last: y, top: y, bottom: y });
        continue;
      }
      for (const other of touching.slice(1)) {
        absorb(piece, other);
        other.bottom = -2;
      }
      absorb(piece, { x0: from, x1: x, first: y, last: y, top: y, bottom: y });
      if (!next.includes(piece)) next.push(piece);
    }
    for (const piece of open)
      if (!next.includes(piece) && piece.bottom >= 0) {
        if (piece.bottom < y - 1) done.push(piece);
        else next.push(piece);
      }
    open = next;
  }
  return [...done, ...open]
    .filter(({ x0, x1, top, bottom }) => {
      const thickness = bottom - top + 1;
      return (
        x1 - x0 >= shortest &&
        thickness <= Math.max(thickest, 4 + (x1 - x0) / 60) &&
        x1 - x0 > 2.5 * thickness
      );
    })
    .map(({ x0, x1, first, last, top, bottom }) => {
      const slope = Math.abs(last - first);
      return {
        x0,
        x1,
        y0: first,
        y1: last,
        thickness: Math.max(1, bottom - top + 1 - slope),
        broken: false,
        beside: 0,
      };
    });
}

/** Whether a short run hangs at an end of a long piece, higher or lower than the piece is there: a letter. */
function isBesideEnd({ x0, x1, first, last }: Piece, from: number, to: number, y: number): boolean {
  if (x1 - x0 < 80 || to - from > 0.5 * (x1 - x0)) return false;
  return (from < x0 - 3 && Math.abs(y - first) > 2) || (to > x1 + 3 && Math.abs(y - last) > 2);
}

/** Takes one piece into another; the row of its left end and of its right end are kept. */
function absorb(piece: Piece, other: Piece): void {
  const weight = (p: Piece): number => p.bottom - p.top + 1;
  if (other.x0 < piece.x0 - 2) piece.first = other.first;
  else if (Math.abs(other.x0 - piece.x0) <= 2)
    piece.first =
      (piece.first * weight(piece) + other.first * weight(other)) / (weight(piece) + weight(other));
  if (other.x1 > piece.x1 + 2) piece.last = other.last;
  else if (Math.abs(other.x1 - piece.x1) <= 2)
    piece.last = (piece.last * weight(piece) + other.last * weight(other)) / (weight(piece) + weight(other));
  piece.x0 = Math.min(piece.x0, other.x0);
  piece.x1 = Math.max(piece.x1, other.x1);
  piece.top = Math.min(piece.top, other.top);
  piece.bottom = Math.max(piece.bottom, other.bottom);
}

/** Puts the pieces of one line together: a gap must be short, and the pieces in one row. */
export function joined(pieces: Line[]): Line[] {
  const sorted = pieces.toSorted((a, b) => a.x0 - b.x0);
  const lines: Line[] = [];
  for (const piece of sorted) {
    const before = lines.findLast((line) => {
      const gap = piece.x0 - line.x1;
      const shorter = Math.min(lengthOf(line), lengthOf(piece));
      return gap > -30 && gap <= Math.min(14, shorter * 0.25) && Math.abs(line.y1 - piece.y0) <= 2.5;
    });
    if (before && piece.x1 > before.x1) {
      before.thickness = Math.max(before.thickness, piece.thickness);
      before.x1 = piece.x1;
      before.y1 = piece.y1;
    } else if (!before) lines.push({ ...piece });
  }
  return lines;
}

/** Draws lines into a mask, `wider` pixels thicker than they are. */
export function drawLines(mask: Mask, lines: readonly Line[], isDown: boolean, wider = 0): void {
  const { width, height, data } = mask;
  for (const { x0, x1, y0, y1, thickness } of lines)
    for (let x = Math.max(0, x0); x < x1; x++) {
      const centre = y0 + ((y1 - y0) * (x - x0)) / Math.max(1, x1 - x0);
      const half = Math.max(0, (thickness - 1) / 2) + wider;
      for (let y = Math.max(0, Math.round(centre - half)); y <= Math.round(centre + half); y++)
        if (isDown ? y < width && x < height : x < width && y < height)
          data[isDown ? x * width + y : y * width + x] = 1;
    }
}
