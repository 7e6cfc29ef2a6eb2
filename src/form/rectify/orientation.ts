import { bottom, overlap, right } from '../box.ts';
import { type Component, componentsOf } from '../detect/components.ts';
import { inkOf } from '../detect/ink.ts';
import { paperOf } from '../detect/paper.ts';
import { type Grey, type Mask, sumsOf, transposed } from '../picture.ts';

/** By how many quarter turns, clockwise, a page must be turned to be upright. */
export type Turns = 0 | 1 | 2 | 3;

/**
 * Which way up a page is. Letters of a line stand side by side on one base; and more of them reach
 * above the others (b, d, h, capitals) than below (g, p, q).
 */
export function turnsOf(page: Grey): Turns {
  const flat = rowsOf(page);
  const standing = rowsOf(transposed(page));
  const lying = standing.count > 1.15 * flat.count;
  const { up, down, topShare } = lying ? standing : flat;
  // Where few letters tell, or they are of two minds: pages begin at the top and end before the bottom.
  const isUpright = (up - down) / Math.sqrt(up + down + 4) + 8 * (topShare - 0.5) >= 0;
  if (!lying) return isUpright ? 0 : 2;
  // Columns read downwards as rows, as transposing has it, mirror the letters' order but not their feet:
  // feet to the right are those of a page turned clockwise by three quarters.
  return isUpright ? 1 : 3;
}

/** Pairs of neighbours in a row, and words: of pairs that differ in height, whether their feet or their heads agree. */
function rowsOf(page: Grey): { count: number; up: number; down: number; topShare: number } {
  const ink = inkOf(page, paperOf(page));
  const sums = sumsOf(ink);
  const half = Math.floor(page.height / 2);
  const above = sums.within(0, 0, page.width, half);
  const topShare = above / Math.max(1, above + sums.within(0, half, page.width, page.height));
  const letters = componentsOf(ink, 1, true).filter(
    ({ width, height, pixels }) =>
      height >= 7 && height <= 60 && width >= 3 && width <= 60 && pixels > 14 && width < 3 * height,
  );
  const rows = Map.groupBy(letters, ({ y }) => Math.floor(y / 40));
  let [pairs, up, down] = [0, 0, 0];
  for (const letter of letters) {
    const next = nextOf(letter, rows);
    if (!next || isBoxPair(letter, next)) continue;
    const feet = Math.abs(bottom(letter) - bottom(next));
    const heads = Math.abs(letter.y - next.y);
    const large = Math.max(letter.height, next.height);
    if (feet < 0.12 * large || heads < 0.12 * large) pairs++;
    if (feet <= Math.max(1, 0.08 * large) && heads >= Math.max(2, 0.15 * large) && heads < 0.5 * large) up++;
    if (heads <= Math.max(1, 0.08 * large) && feet >= Math.max(2, 0.15 * large) && feet < 0.5 * large) down++;
  }
  const words = wordVotes(ink);
  [up, down] = [up + words.up, down + words.down];
  // Those that tell which way up count twice: letters do, boxes do not.
  return { count: pairs + words.count + up + down, up, down, topShare };
}

/** Boxes to tick stand in rows and in columns. */
const isBoxPair = (a: Component, b: Component): boolean =>
  [a, b].every(({ width, height }) => height > 13 && Math.abs(width - height) < 0.15 * height) &&
  Math.abs(a.width - b.width) <= 2 &&
  Math.abs(a.height - b.height) <= 2;

function nextOf(letter: Component, rows: Map<number, Component[]>): Component | undefined {
  const row = Math.floor(letter.y / 40);
  let best: Component | undefined;
  for (const r of [row - 1, row, row + 1])
    for (const other of rows.get(r) ?? []) {
      const gap = other.x - right(letter);
      if (
        gap < -1 ||
        gap > 0.4 * letter.height ||
        other.height > 2.2 * letter.height ||
        other.height < 0.45 * letter.height
      )
        continue;
      if (
        overlap(letter.y, bottom(letter), other.y, bottom(other)) <
        0.5 * Math.min(letter.height, other.height)
      )
        continue;
      if (!best || other.x < best.x) best = other;
    }
  return best;
}

/**
 * Words whose letters touch, as small print in a photo does: most of their ink lies between the base
 * and the height of an x, and what is beyond is more above than below.
 */
function wordVotes(ink: Mask): { count: number; up: number; down: number } {
  let [count, up, down] = [0, 0, 0];
  for (const { x, y, width, height, pixels } of componentsOf(ink, 1, true)) {
    if (height < 9 || height > 48 || width < 1.5 * height || width > 16 * height) continue;
    const share = pixels / (width * height);
    if (share < 0.2 || share > 0.65) continue;
    const rows = Array.from({ length: height }, (_, j) => {
      let sum = 0;
      for (let at = (y + j) * ink.width + x, end = at + width; at < end; at++) sum += ink.data[at] as number;
      return sum;
    });
    const body = 0.6 * Math.max(...rows);
    const [first, last] = [rows.findIndex((row) => row >= body), rows.findLastIndex((row) => row >= body)];
    // A line below or above is no letter's body.
    if (last - first < 0.3 * height) continue;
    count++;
    const beyond = (from: number, to: number): number => rows.slice(from, to).reduce((a, b) => a + b, 0);
    const [above, below] = [beyond(0, first), beyond(last + 1, height)];
    if (above > 1.5 * below + 0.03 * pixels) up++;
    if (below > 1.5 * above + 0.03 * pixels) down++;
  }
  return { count, up, down };
}

/** Turned clockwise by quarters. */
export function turned(page: Grey, turns: Turns): Grey {
  if (turns === 0) return page;
  if (turns === 2) return { ...page, data: Uint8Array.from(page.data).reverse() };
  const flipped = transposed(page);
  const { width, height, data } = flipped;
  const result = new Uint8Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      // A quarter clockwise mirrors the transposed page from left to right, three quarters from top to bottom.
      const to = turns === 1 ? y * width + (width - 1 - x) : (height - 1 - y) * width + x;
      result[to] = data[y * width + x] as number;
    }
  return { width, height, data: result };
}
