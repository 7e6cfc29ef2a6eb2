import type { Grey } from '../picture.ts';

/** Pixels of a block; letters are made of strokes that are narrower than two or three of them. */
const block = 4;
const reach = 3;
/** A ground darker than this is ink; one brighter than the other is paper, for reading. */
const dark = 110;
const bright = 240;

/**
 * The page with its tints made white, so that the words on them are as dark beside their ground as
 * all others. Who reads with one threshold for the page sees nothing on a slip that is tinted as a whole.
 */
export function withoutTints(page: Grey): Grey {
  const { width, height, data } = page;
  const columns = Math.ceil(width / block);
  const ground = groundOf(page);
  const tinted = ground.reduce((count, value) => count + (value >= dark && value < bright ? 1 : 0), 0);
  if (tinted < 0.005 * ground.length) return page;
  const result = new Uint8Array(data);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = ground[Math.floor(y / block) * columns + Math.floor(x / block)] as number;
      if (value < dark || value >= bright) continue;
      const at = y * width + x;
      result[at] = Math.min(255, Math.round((255 * (data[at] as number)) / value));
    }
  return { width, height, data: result };
}

/** How bright the ground is in each block: letters are filled with what is around them. */
function groundOf({ width, height, data }: Grey): Uint8Array {
  const columns = Math.ceil(width / block);
  const rows = Math.ceil(height / block);
  const most = new Uint8Array(columns * rows);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = Math.floor(y / block) * columns + Math.floor(x / block);
      most[at] = Math.max(most[at] as number, data[y * width + x] as number);
    }
  const spread = (values: Uint8Array, step: number, pick: (a: number, b: number) => number): Uint8Array =>
    values.map((value, index) => {
      const along = step === 1 ? index % columns : Math.floor(index / columns);
      const end = (step === 1 ? columns : rows) - 1;
      let found = value;
      for (let d = -Math.min(reach, along); d <= Math.min(reach, end - along); d++)
        found = pick(found, values[index + d * step] as number);
      return found;
    });
  const widened = spread(spread(most, 1, Math.max), columns, Math.max);
  return spread(spread(widened, 1, Math.min), columns, Math.min);
}
