import type { Box } from '../box.ts';
import type { Field } from './types.ts';
import type { Size } from './understood.ts';

/** Boxes of a page in fractions of it, to a hundredth of a pixel. */
export const sharesOf =
  (page: Size) =>
  ({ x, y, width, height }: Box): Field['box'] => ({
    x: share(x / page.width),
    y: share(y / page.height),
    width: share(width / page.width),
    height: share(height / page.height),
  });

const share = (value: number): number => Math.round(Math.max(0, Math.min(1, value)) * 1e5) / 1e5;
