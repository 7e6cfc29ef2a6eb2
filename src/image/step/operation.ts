import type { Sharp } from 'sharp';
import type { Pixels } from '../pixels.ts';

/** Width and height in pixels. */
export interface Size {
  width: number;
  height: number;
}

/** What a step that works on pixels is handed. */
export interface Workshop {
  /** A pipeline that begins with these pixels. */
  from(pixels: Pixels): Sharp;
  /** The pixels at the end of a pipeline. Throws when time is up or the work was aborted. */
  pixels(pipeline: Sharp): Promise<Pixels>;
  /** A picture that a step names, upright, scaled to fit into this size; RGBA. */
  picture(name: string, size: Size): Promise<Pixels>;
  /** A text in a colour (`#rrggbb`), as large as fits into this size; RGBA. */
  text(text: string, colour: string, size: Size): Promise<Pixels>;
}

/** A step that maps pixels to pixels. It does not alter those that it gets; it may hand them on. */
export type PixelMap = (pixels: Pixels, workshop: Workshop) => Pixels | Promise<Pixels>;

interface AnyOperation {
  /**
   * The size that a picture of this size gets; within a pixel of what is made of it.
   * Throws a `UserError` without a place for a size that it cannot be done to.
   */
  size(before: Size): Size;
  /** Set when the size after it is known only when it is done; `size` gives the most that it can be. */
  unforeseen?: true;
  /** `makes`: leaves shades of gray. `breaks`: may bring colours into a gray picture. */
  gray?: 'makes' | 'breaks';
  /** Set when it may bring transparency into a picture that had none. */
  transparent?: true;
  /**
   * For a step that looks at the pixels to choose a part: the steps that keep the same part of each
   * frame of an animation.
   */
  settle?(frames: Pixels[], workshop: Workshop): Operation[] | Promise<Operation[]>;
}

/** A step that sharp does within a pipeline that other steps share. */
export interface PipelineOperation extends AnyOperation {
  /**
   * Where the step is in the fixed order in which sharp works through one pipeline. A step that is
   * not later there than the step before it gets a pipeline of its own.
   */
  place: number;
  /** `before` is the size that the picture has by then. */
  apply(pipeline: Sharp, before: Size): Sharp;
  /**
   * Set when it gets a pipeline of its own for a picture with transparency: beside others it would see
   * colours that are multiplied by their alpha, or multiply them too late.
   */
  alone?: true;
  /** How it is done to a picture with transparency, where sharp's pipeline does not do it right. */
  withAlpha?: PixelMap;
}

/** A step that is done to pixels by themselves. */
export interface PixelOperation extends AnyOperation {
  map: PixelMap;
  /** Set when only black and white are left, which PNG and TIFF write in 1 bit. */
  bilevel?: true;
}

/** A step with its options, ready to be applied. */
export type Operation = PipelineOperation | PixelOperation;

/** The size rule of a step that changes no size. */
export const sameSize = (before: Size): Size => before;

// sharp's order. Steps of one place never share a pipeline: sharp would turn before it resizes
// whatever the order, and without its shortcut of decoding a JPEG at a fraction of its size.
export const place = {
  crop: 1,
  flatten: 2,
  grayscale: 3,
  flip: 4,
  flop: 5,
  resize: 6,
  rotate: 6,
  extend: 7,
  blur: 8,
  modulate: 9,
  sharpen: 10,
  normalize: 11,
  tint: 12,
  negate: 13,
} as const;
