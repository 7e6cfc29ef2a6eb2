import type { Sharp } from 'sharp';

/** Width and height in pixels. */
export interface Size {
  width: number;
  height: number;
}

/** A step with its options, ready to be applied. */
export interface Operation {
  /**
   * Where the step is in the fixed order in which sharp works through one pipeline. A step that is
   * not later there than the step before it gets a pipeline of its own. Without a place it can be
   * anywhere with the same result.
   */
  place?: number;
  /** The size that a picture of this size gets; within a pixel of what sharp makes of it. */
  size(before: Size): Size;
  apply(pipeline: Sharp): Sharp;
}
