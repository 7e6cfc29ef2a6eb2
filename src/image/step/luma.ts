import type { Pixels } from '../facts/pixels.ts';

/**
 * How light each pixel is, from 0 to 255, by the weights of ITU-R BT.601 as Pillow has them:
 * `(R * 19595 + G * 38470 + B * 7471 + 0x8000) >> 16`; gray stays what it is. What is transparent is
 * put on white before: `(v * a + 255 * (255 - a)) / 255`, rounded.
 */
export function lumaOf({ data, width, height, channels }: Pixels): Uint8Array {
  const luma = new Uint8Array(width * height);
  const [isColour, hasAlpha] = [channels > 2, channels % 2 === 0];
  for (let i = 0, at = 0; i < luma.length; i++, at += channels) {
    let [r = 0, g = 0, b = 0] = isColour ? [data[at], data[at + 1], data[at + 2]] : [];
    if (!isColour) r = g = b = data[at] ?? 0;
    if (hasAlpha) {
      const alpha = data[at + channels - 1] ?? 0;
      r = onWhite(r, alpha);
      g = onWhite(g, alpha);
      b = onWhite(b, alpha);
    }
    luma[i] = (r * 19595 + g * 38470 + b * 7471 + 0x8000) >> 16;
  }
  return luma;
}

function onWhite(value: number, alpha: number): number {
  return ((value * alpha + 255 * (255 - alpha) + 127) / 255) | 0;
}
