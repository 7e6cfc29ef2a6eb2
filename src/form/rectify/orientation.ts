import { bottom, overlap, right } from '../box.ts';
import { type Component, componentsOf } from '../detect/components.ts';
import { inkOf, paperOf } from '../detect/ink.ts';
import { type Grey, sumsOf, transposed } from '../picture.ts';

/** By how many quarter turns, clockwise, a page must be turned to be upright. */
export type Turns = 0 | 1 | 2 | 3;

/**
 * Which way up a page is. Letters of a line stand side by side on one base; and more of them reach
 * above the others (b, d, h, capitals) than below (g, p, q).
 */
export function turnsOf(page: Grey): Turns {
  const flat = rowsOf(page);
  const standing = rowsOf(transposed(page));
  const lying = standing.pairs > 1.15 * flat.pairs;
  const { up, down, isTopHeavy } = lying ? standing : flat;
  // Where too few letters can be told apart, pages begin at the top and end before the bottom.
  const isUpright = up + down < 12 ? isTopHeavy : up >= down;
  if (!lying) return isUpright ? 0 : 2;
  // Columns read downwards as rows, as transposing has it, mirror the letters' order but not their feet:
  // feet to the right are those of a page turned clockwise by three quarters.
  return isUpright ? 1 : 3;
}

/** Pairs of neighbours in a row: of those that differ in height, whether their feet or their heads agree. */
function rowsOf(page: Grey): { pairs: number; up: number; down: number; isTopHeavy: boolean } {
  const ink = inkOf(page, paperOf(page));
  const sums = sumsOf(ink);
  const half = Math.floor(page.height / 2);
  const isTopHeavy = sums.within(0, 0, page.width, half) > sums.within(0, half, page.width, page.height);
  const letters = componentsOf(ink, 1, true).filter(
    ({ width, height, pixels }) =>
      height >= 7 && height <= 60 && width >= 3 && width <= 60 && pixels > 14 && width < 3 * height,
  );
  const rows = Map.groupBy(letters, ({ y }) => Math.floor(y / 40));
  let [pairs, up, down] = [0, 0, 0];
  for (const letter of letters) {
    const next = nextOf(letter, rows);
    if (!next) continue;
    const feet = Math.abs(bottom(letter) - bottom(next));
    const heads = Math.abs(letter.y - next.y);
    const large = Math.max(letter.height, next.height);
    if (feet < 0.12 * large || heads < 0.12 * large) pairs++;
    if (feet <= Math.max(1, 0.08 * large) && heads >= Math.max(2, 0.15 * large) && heads < 0.5 * large) up++;
    if (heads <= Math.max(1, 0.08 * large) && feet >= Math.max(2, 0.15 * large) && feet < 0.5 * large) down++;
  }
  return { pairs, up, down, isTopHeavy };
}

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
