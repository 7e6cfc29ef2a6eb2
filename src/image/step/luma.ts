import type { Pixels } from '../pixels.ts';

/**
 * How light each pixel is, from 0 to 255, by the weights of ITU-R BT.601 as Pillow has them:
 * `(R * 19595 + G * 38470 + B * 7471 + 0x8000) >> 16`; gray stays what it is, and alpha is not looked at.
 */
export function lumaOf({ data, width, height, channels }: Pixels): Uint8Array {
  const luma = new Uint8Array(width * height);
  const isColour = channels > 2;
  for (let i = 0, at = 0; i < luma.length; i++, at += channels) {
    const first = data[at] ?? 0;
    luma[i] = isColour
      ? (first * 19595 + (data[at + 1] ?? 0) * 38470 + (data[at + 2] ?? 0) * 7471 + 0x8000) >> 16
      : first;
  }
  return luma;
}
