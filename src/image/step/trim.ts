import { z } from 'zod';
import type { Pixels } from '../pixels.ts';
import { colour, rgba } from './colour.ts';
import { crop } from './crop.ts';
import { type Operation, sameSize } from './operation.ts';

/** The options of `trim`. */
export const trimSchema = z
  .strictObject({
    threshold: z
      .number()
      .min(0)
      .max(255)
      .default(10)
      .describe('How far, in any channel, a value may be from the background and still count as it.'),
    background: colour.optional().describe('What is cut off. Default: the colour of the top left pixel.'),
  })
  .meta({ description: 'Cuts off edges that have the colour of the background.' });

type TrimOptions = z.infer<typeof trimSchema>;

/** A picture that is all background stays as it is. Of an animation, no more is cut than each frame allows. */
export function trim(options: TrimOptions): Operation {
  return {
    size: sameSize,
    unforeseen: true,
    map: async (pixels, workshop) => {
      const box = within(pixels, options);
      return box ? workshop.pixels(workshop.from(pixels).extract(box)) : pixels;
    },
    settle: async (frames) => {
      const boxes = frames.flatMap((frame) => within(frame, options) ?? []);
      if (boxes.length === 0) return [];
      const left = Math.min(...boxes.map((box) => box.left));
      const top = Math.min(...boxes.map((box) => box.top));
      const right = Math.max(...boxes.map((box) => box.left + box.width));
      const bottom = Math.max(...boxes.map((box) => box.top + box.height));
      return [crop({ left, top, width: right - left, height: bottom - top })];
    },
  };
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The smallest part that holds all that is not background; undefined where there is none. */
function within(pixels: Pixels, { threshold, background }: TrimOptions): Box | undefined {
  const { data, width, height, channels } = pixels;
  const ground = background ? groundOf(background, channels) : [...data.subarray(0, channels)];
  const isGround = (x: number, y: number) => {
    const at = (y * width + x) * channels;
    // What nobody can see has no colour.
    const hasAlpha = channels % 2 === 0;
    if (hasAlpha && data[at + channels - 1] === 0 && ground.at(-1) === 0) return true;
    return ground.every((value, c) => Math.abs((data[at + c] ?? 0) - value) <= threshold);
  };
  const rowIsGround = (y: number, from: number, to: number) => {
    for (let x = from; x < to; x++) if (!isGround(x, y)) return false;
    return true;
  };
  const columnIsGround = (x: number, from: number, to: number) => {
    for (let y = from; y < to; y++) if (!isGround(x, y)) return false;
    return true;
  };
  let [left, top, right, bottom] = [0, 0, width, height];
  while (top < bottom && rowIsGround(top, 0, width)) top++;
  if (top === bottom) return undefined;
  while (rowIsGround(bottom - 1, 0, width)) bottom--;
  while (columnIsGround(left, top, bottom)) left++;
  while (columnIsGround(right - 1, top, bottom)) right--;
  return { left, top, width: right - left, height: bottom - top };
}

function groundOf(background: string, channels: Pixels['channels']): number[] {
  const { r, g, b, alpha } = rgba(background);
  const colours = channels < 3 ? [Math.round((r + g + b) / 3)] : [r, g, b];
  return channels % 2 === 0 ? [...colours, Math.round(alpha * 255)] : colours;
}
