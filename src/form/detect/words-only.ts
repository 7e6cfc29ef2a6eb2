import { blank, type Grey, type Mask } from '../picture.ts';
import { type Line, lengthOf } from './lines.ts';
import { withoutReversed } from './reversed.ts';
import type { Place } from './types.ts';
import { withoutTints } from './untinted.ts';

/**
 * The page with white where lines and boxes to tick are, so that reading takes none of them for
 * letters. Short lines stay: they are strokes of letters more often than not.
 */
export function wordsOnly(
  page: Grey,
  ink: Mask,
  across: readonly Line[],
  down: readonly Line[],
  places: readonly Place[],
): Grey {
  const { width, height } = page;
  const erased = blank(width, height);
  for (const line of across)
    if (lengthOf(line) > 90 && (line.beside < 0.15 || lengthOf(line) > 250))
      erase(erased, ink, line, { isDown: false, run: 60 });
  for (const line of down) if (lengthOf(line) > 56) erase(erased, ink, line, { isDown: true, run: 28 });
  for (const { box, shape } of places)
    if (shape === 'checkbox' || shape === 'radio' || shape === 'comb')
      for (let y = Math.max(0, box.y - 2); y < Math.min(height, box.y + box.height + 2); y++)
        erased.data.fill(
          1,
          y * width + Math.max(0, box.x - 2),
          y * width + Math.min(width, box.x + box.width + 2),
        );
  return {
    width,
    height,
    data: withoutTints(withoutReversed(page)).data.map((value, at) => (erased.data[at] ? 255 : value)),
  };
}

/** No word is longer, in pixels. */
const longest = 300;
/** A line may have gaps of so many pixels; letters stand farther apart. */
const gap = 1;

/**
 * Erases a line where its ink runs on: where it does not, it is a row of letters after all, or the
 * line of a box that points at a letter above it.
 */
function erase(erased: Mask, ink: Mask, line: Line, { isDown, run }: { isDown: boolean; run: number }): void {
  const { width, height } = ink;
  const { x0, x1, y0, y1, thickness } = line;
  const [length, breadth] = isDown ? [height, width] : [width, height];
  const half = Math.max(0, (thickness - 1) / 2);
  const at = (x: number, y: number): number => (isDown ? x * width + y : y * width + x);
  const rows = (x: number, wider: number): [number, number] => {
    const centre = y0 + ((y1 - y0) * (x - x0)) / Math.max(1, x1 - x0);
    return [
      Math.max(0, Math.round(centre - half - wider)),
      Math.min(breadth - 1, Math.round(centre + half + wider)),
    ];
  };
  const hasInk = (x: number, [top, under] = rows(x, 1)): boolean => {
    for (let y = top; y <= under; y++) if (ink.data[at(x, y)]) return true;
    return false;
  };
  // How many columns of a run have ink above or below it as well.
  const sharePast = (begin: number, end: number): number => {
    let past = 0;
    for (let x = begin; x < end; x++) {
      const [top, under] = rows(x, 2);
      if (
        hasInk(x, [Math.max(0, top - 4), top - 1]) ||
        hasInk(x, [under + 1, Math.min(breadth - 1, under + 4)])
      )
        past++;
    }
    return past / (end - begin);
  };
  const isLine = (begin: number, end: number): boolean => {
    // A dot of a leader stands alone; a letter on the same line goes on above or below it.
    if (end - begin < run) return line.broken && sharePast(begin, end) === 0;
    if (end - begin > longest) return true;
    // Letters that blur has joined have strokes here and there; the edge of a band has ink all along.
    const share = sharePast(begin, end);
    return share < 0.25 || share > 0.9;
  };
  const from = Math.max(0, x0);
  const to = Math.min(length, x1);
  for (let begin = from; begin < to; ) {
    let end = begin;
    for (let x = begin; x < to && x - end <= gap; x++) if (hasInk(x)) end = x + 1;
    if (end > begin && isLine(begin, end))
      for (let x = begin; x < end; x++) {
        const [top, under] = rows(x, 2);
        for (let y = top; y <= under; y++) erased.data[at(x, y)] = 1;
      }
    begin = Math.max(end, begin + 1);
  }
}
