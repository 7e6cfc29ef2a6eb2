import type { Pixels } from '../pixels.ts';

/** A picture of at most 64 x 64 pixels, in RGBA, for what looks at a picture as a whole. */
export interface Miniature {
  width: number;
  height: number;
  /** Of 8 bits a channel, not premultiplied. */
  rgba: Uint8Array;
}

const LONGEST = 64;
/** How many pixels each way a pixel of the miniature is the mean of, at most. */
const SAMPLES = 4;

/**
 * A picture scaled to fit 64 x 64 pixels, its proportions kept; never enlarged. Each pixel is the
 * mean of up to 4 x 4 pixels that lie evenly in its part of the picture, weighted by their alpha:
 * enough for a blurred miniature, at a cost that does not grow with the picture.
 */
export function shrink({ data, width, height, channels }: Pixels): Miniature {
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  const small = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  const columns = samples(width, small.width);
  const rows = samples(height, small.height);
  const colour = channels >= 3;
  const alphaAt = channels % 2 === 0 ? channels - 1 : undefined;
  const rgba = new Uint8Array(small.width * small.height * 4);

  let out = 0;
  for (const ys of rows)
    for (const xs of columns) {
      let red = 0;
      let green = 0;
      let blue = 0;
      let weight = 0;
      for (const y of ys)
        for (const x of xs) {
          const i = (y * width + x) * channels;
          const alpha = alphaAt === undefined ? 255 : (data[i + alphaAt] ?? 0);
          weight += alpha;
          red += (data[i] ?? 0) * alpha;
          if (colour) {
            green += (data[i + 1] ?? 0) * alpha;
            blue += (data[i + 2] ?? 0) * alpha;
          }
        }
      const whole = weight || 1;
      rgba[out++] = Math.round(red / whole);
      rgba[out++] = Math.round((colour ? green : red) / whole);
      rgba[out++] = Math.round((colour ? blue : red) / whole);
      rgba[out++] = Math.round(weight / (ys.length * xs.length));
    }
  return { ...small, rgba };
}

/** For each of `to` equal parts of a line of `from` pixels, which pixels stand for it. */
function samples(from: number, to: number): number[][] {
  return Array.from({ length: to }, (_, part) => {
    const start = Math.floor((part * from) / to);
    const end = Math.max(start + 1, Math.floor(((part + 1) * from) / to));
    const count = Math.min(SAMPLES, end - start);
    return Array.from({ length: count }, (_, n) => start + Math.floor(((n + 0.5) * (end - start)) / count));
  });
}
