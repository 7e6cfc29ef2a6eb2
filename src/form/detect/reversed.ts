import { type Box, bottom, right } from '../box.ts';
import { blank, type Grey, type Sums, sumsOf } from '../picture.ts';
import { componentsOf } from './components.ts';

/** What is darker is the ground of white letters, or ink. */
const dark = 128;

/** The page with dark bands made bright, and their white letters dark: as all the others are. */
export function withoutReversed(page: Grey): Grey {
  const { width, height, data } = page;
  const mask = { width, height, data: data.map((value) => (value < dark ? 1 : 0)) };
  const sums = sumsOf(mask);
  const bands = bandsIn(mask, sums);
  if (bands.length === 0) return page;
  const turned = { width, height, data: new Uint8Array(data) };
  for (const band of bands) {
    const { x, y, width: wide, height: high } = band;
    const ground = groundOf(page, band);
    for (let row = y; row < y + high; row++)
      for (let column = x; column < x + wide; column++) {
        const at = row * width + column;
        // The edge of a band is neither.
        const isEdge = row < y + 2 || row >= y + high - 2 || column < x + 2 || column >= x + wide - 2;
        const light = Math.max(0, (data[at] as number) - ground) / (255 - ground);
        turned.data[at] = isEdge ? 255 : Math.round(255 * (1 - light));
      }
  }
  return turned;
}

/** How bright a band is where no letters are. */
function groundOf({ width, data }: Grey, { x, y, width: wide, height: high }: Box): number {
  const counts = new Uint32Array(256);
  for (let row = y; row < y + high; row++)
    for (let column = x; column < x + wide; column++) {
      const value = data[row * width + column] as number;
      counts[value] = (counts[value] as number) + 1;
    }
  let left = 0.5 * wide * high;
  const value = counts.findIndex((count) => {
    left -= count;
    return left < 0;
  });
  return Math.min(200, value + 12);
}

/** Rectangles that are mostly dark; letters leave more white, heavy ones too. */
function bandsIn(mask: Grey, sums: Sums): Box[] {
  const { width, height } = mask;
  const step = 4;
  const coarse = blank(Math.floor(width / step), Math.floor(height / step));
  for (let y = 0; y < coarse.height; y++)
    for (let x = 0; x < coarse.width; x++) {
      const [cx, cy] = [x * step + 2, y * step + 2];
      if (sums.within(cx - 18, cy - 7, cx + 18, cy + 7) > 0.62 * 36 * 14)
        coarse.data[y * coarse.width + x] = 1;
    }
  return componentsOf(coarse, 1, true)
    .map((one) => ({ x: one.x * step, y: one.y * step, width: one.width * step, height: one.height * step }))
    .filter((box) => box.width >= 24 && box.height >= 8)
    .map((box) => grown(box, mask, sums))
    .filter((box) => box.height >= 16 && share(box, sums) > 0.55);
}

const share = ({ x, y, width, height }: Box, sums: Sums): number =>
  sums.within(x, y, x + width, y + height) / Math.max(1, width * height);

/** Out to where the dark ends on each side. */
function grown(box: Box, { width, height }: Grey, sums: Sums): Box {
  let { x, y } = box;
  let [end, under] = [right(box), bottom(box)];
  const isDark = (x0: number, y0: number, x1: number, y1: number): boolean =>
    sums.within(x0, y0, x1, y1) > 0.5 * (x1 - x0) * (y1 - y0);
  for (let moved = true; moved; ) {
    moved = false;
    if (x > 0 && isDark(x - 1, y, x, under)) [x, moved] = [x - 1, true];
    if (end < width && isDark(end, y, end + 1, under)) [end, moved] = [end + 1, true];
    if (y > 0 && isDark(x, y - 1, end, y)) [y, moved] = [y - 1, true];
    if (under < height && isDark(x, under, end, under + 1)) [under, moved] = [under + 1, true];
  }
  return { x, y, width: end - x, height: under - y };
}
