import { blank, type Grey, type Mask, transposed } from '../picture.ts';
import { joined, type Line, lengthOf, smoothAlong, traced } from './lines.ts';

/** By how much the brightness changes at the edge of a tinted area at least: of 255, and as a share. */
const least = { step: 7, share: 0.035 };
/** What is darker is print, not a tint. */
const darkest = 90;

/**
 * The straight edges of tinted areas that run from left to right, `shortest` pixels long or more:
 * where no line is drawn, but the ground changes. A shadow across it changes nothing of that.
 */
export const stepsAcross = (grey: Grey, shortest: number): Line[] =>
  joined(traced(edgesOf(grey), 14)).filter((line) => lengthOf(line) >= shortest);

/** Those that run from top to bottom; x and y of each are exchanged. */
export const stepsDown = (grey: Grey, shortest: number): Line[] => stepsAcross(transposed(grey), shortest);

/** Where the brightness, averaged along the row, changes more than in the rows beside it. */
function edgesOf(grey: Grey): Mask {
  const { width, height } = grey;
  const smooth = smoothAlong(grey);
  const change = new Uint8Array(width * height);
  for (let y = 2; y < height - 2; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const above = smooth[at - 2 * width] as number;
      const below = smooth[at + 2 * width] as number;
      const bright = Math.max(above, below);
      const step = Math.abs(above - below);
      const isTint = step >= least.step && step >= least.share * bright && Math.min(above, below) > darkest;
      change[at] = isTint ? step : 0;
    }
  const edges = blank(width, height);
  for (let y = 2; y < height - 2; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const here = change[at] as number;
      if (here && here >= (change[at - width] as number) && here >= (change[at + width] as number))
        edges.data[at] = 1;
    }
  return edges;
}
