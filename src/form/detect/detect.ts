import { area, type Box, shared } from '../box.ts';
import { blank, type Grey, type Mask, type Sums, sumsOf, transposed } from '../picture.ts';
import { bracketTicks } from './brackets.ts';
import { cellsAmong, withoutFrames } from './cells.ts';
import { type Closed, closedIn } from './closed.ts';
import { combsAmong } from './combs.ts';
import { type Component, componentsOf } from './components.ts';
import { confirmed } from './confirm.ts';
import { inkOf } from './ink.ts';
import { drawLines, type Line, linesAcross, linesDown } from './lines.ts';
import { paperOf } from './paper.ts';
import { isStacked, withTables } from './tables.ts';
import { tickCombs } from './tick-combs.ts';
import { isTickSize, ticksAmong, withoutSides } from './ticks.ts';
import type { Detector, Place } from './types.ts';
import { whiteOnTint } from './white.ts';
import { wordsOnly } from './words-only.ts';
import { outside, writingLines } from './writing-lines.ts';

/** Finds places by their lines, frames and free room; no training, no words. */
export const detectByLines: Detector = (page) => {
  const paper = paperOf(page);
  const ink = inkOf(page, paper);
  const across = confirmed(linesAcross(page, 36), ink);
  const down = confirmed(linesDown(page, 28), transposed(ink));
  const print = withoutLines(ink, across, down);
  const barriers = barriersOf(ink, across, down);
  const letters = componentsOf(ink, 1, true).filter(({ pixels }) => pixels > 5);

  const closed = closedIn(barriers, print);
  const inside = withoutSides(closed);
  const sums = { ink: sumsOf(ink), print: sumsOf(print) };
  const first = placesIn(inside, letters, print, sums.ink);
  // Once more for white places on a tinted ground, which have no line around them.
  const white = whiteOnTint(page, barriers, print).filter(
    ({ box }) => !inside.some((one) => isSame(one.box, box)),
  );
  const second = placesIn(white, letters, print, sums.ink).filter(
    ({ box }) => !atEdge(box, page) && !first.some((one) => isSame(one.box, box)),
  );
  const brackets = outside(bracketTicks(letters, ink, sums.ink), first);
  const framed = withTables(withoutFrames([...first, ...brackets, ...outside(second, first)]));

  const combs = outside(tickCombs(across, ink), framed);
  const known = [...framed, ...combs];
  const lines = writingLines({
    print,
    across,
    down,
    sums: sums.print,
    frames: [...closed, ...white].map(({ box }) => box),
    places: known,
    heavy: heavyOf(across),
    letters,
    letter: usualLetter(letters),
  });
  const places = [...known, ...outside(lines, known)];
  return { places, wordsOnly: wordsOnly(page, ink, across, down, places) };
};

function placesIn(inside: readonly Closed[], letters: readonly Component[], print: Mask, ink: Sums): Place[] {
  const notStacked = inside.filter((one) => one.box.width <= 40 || !isStacked(one, inside));
  const { combs, rest } = combsAmong(notStacked);
  const ticks = ticksAmong(rest, letters, ink);
  const others = inside.filter(
    (one) => !ticks.includes(one) && (rest.includes(one) || !notStacked.includes(one)),
  );
  return [
    ...combs.map(({ box, length }): Place => ({ box: grown(box), shape: 'comb', length, confidence: 0.95 })),
    ...ticks.map(
      ({ box, isRound }): Place => ({
        box: grown(box),
        shape: isRound ? 'radio' : 'checkbox',
        confidence: 0.9,
      }),
    ),
    ...cellsAmong(
      others.filter(({ box }) => !isTickSize(box) || box.width > 40),
      ticks,
      print,
    ),
  ];
}

/** With its line, since that is what one sees of a small box. */
const grown = ({ x, y, width, height }: Box): Box => ({
  x: x - 2,
  y: y - 2,
  width: width + 4,
  height: height + 4,
});

const isSame = (a: Box, b: Box): boolean => shared(a, b) > 0.7 * Math.max(area(a), area(b));

/** What reaches the edge of the page is shadow or table. */
const atEdge = ({ x, y, width, height }: Box, page: Grey): boolean =>
  x < 8 || y < 8 || x + width > page.width - 8 || y + height > page.height - 8;

/** What is printed, less the lines. */
function withoutLines(ink: Mask, across: readonly Line[], down: readonly Line[]): Mask {
  const lines = blank(ink.width, ink.height);
  drawLines(lines, across, false, 2);
  drawLines(lines, down, true, 2);
  const print = { ...ink, data: ink.data.map((value, at) => (lines.data[at] ? 0 : value)) };
  // Specks are no print: noise of the camera, and what lines leave.
  const specks = componentsOf(print, 1, true).filter(({ pixels }) => pixels <= 4);
  for (const { x, y, width, height } of specks)
    for (let row = y; row < y + height; row++)
      print.data.fill(0, row * ink.width + x, row * ink.width + x + width);
  return print;
}

/** Ink and lines together, so that a gap in a hairline lets nothing through. */
function barriersOf(ink: Mask, across: readonly Line[], down: readonly Line[]): Mask {
  const barriers = { ...ink, data: ink.data.slice() };
  drawLines(barriers, across.map(longer), false);
  drawLines(barriers, down.map(longer), true);
  return barriers;
}

/** A line that ends just before another reaches it. */
const longer = (line: Line): Line =>
  line.x1 - line.x0 < 60 ? line : { ...line, x0: line.x0 - 4, x1: line.x1 + 4 };

/** Twice the usual thickness; blur makes all lines thicker. */
function heavyOf(lines: readonly Line[]): number {
  const sorted = lines.map(({ thickness }) => thickness).toSorted((a, b) => a - b);
  return Math.max(5, 1.8 * (sorted[sorted.length >> 1] ?? 0));
}

/** The usual height of small letters, in pixels. */
function usualLetter(letters: readonly Component[]): number {
  const heights = letters
    .filter(
      ({ width, height, pixels }) => height >= 7 && height <= 40 && width >= 3 && width <= 50 && pixels > 12,
    )
    .map(({ height }) => height)
    .toSorted((a, b) => a - b);
  return heights[Math.floor(heights.length * 0.4)] ?? 14;
}
