import type { Box } from '../../../box.ts';

const percent = (share: number): string => `${100 * share}%`;

/** Where a box is on its page. */
export const placed = ({ x, y, width, height }: Box) => ({
  left: percent(x),
  top: percent(y),
  width: percent(width),
  height: percent(height),
});

/** Where a box is within another. */
export const placedIn = (box: Box, outer: Box) =>
  placed({
    x: (box.x - outer.x) / outer.width,
    y: (box.y - outer.y) / outer.height,
    width: box.width / outer.width,
    height: box.height / outer.height,
  });
