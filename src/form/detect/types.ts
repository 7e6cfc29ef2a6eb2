import type { Box } from '../box.ts';
import type { Grey } from '../picture.ts';

/**
 * What a place to fill looks like: room for a line of text, for several, boxes for single letters, a
 * box or a circle to tick, an empty cell of a table.
 */
export type Shape = 'text' | 'area' | 'comb' | 'checkbox' | 'radio' | 'cell';

/** A place to fill, as found in the picture of a page. */
export interface Place {
  /** Where one writes, in pixels of the picture; a caption inside a cell is not part of it. */
  box: Box;
  shape: Shape;
  /** 0 to 1: how sure it is that one writes here. */
  confidence: number;
  /** The frame, where there is one: a caption inside it belongs to the place. */
  frame?: Box;
  /** Of a comb: how many letters it takes. */
  length?: number;
  /** Of a cell: which table, from 0, and where in it. */
  table?: { index: number; row: number; column: number };
}

/** What is found on a page. */
export interface Found {
  places: Place[];
  /** The page without its lines and frames, for reading: what is left is words. */
  wordsOnly: Grey;
}

/** Finds the places to fill; a trained model can be one. The picture has some 200 pixels to the inch. */
export type Detector = (page: Grey) => Found;
