import type { Box } from '../box.ts';
import type { Mask, Sums } from '../picture.ts';
import type { Component } from './components.ts';
import type { Line } from './lines.ts';
import type { Place } from './types.ts';

/** What is around the lines of a page. */
export interface Surroundings {
  /** What is printed, lines left out. */
  print: Mask;
  sums: Sums;
  across: readonly Line[];
  down: readonly Line[];
  /** Closed frames; a line that is part of one is none to write on. */
  frames: readonly Box[];
  /** Places that were found before. */
  places: readonly Place[];
  letters: readonly Component[];
  /** The thickness from which a line is heavier than those one writes on, in pixels. */
  heavy: number;
  /** The usual height of a letter such as x, in pixels. */
  letter: number;
}

/** A line with room above it to write in. */
export interface Room {
  box: Box;
  line: Line;
  /** Words right before it; some centimetres before it, in its row; and words that stand on it. */
  before: boolean;
  inRow: boolean;
  onLine: boolean;
  /** An upright line at its left end: it is a cell that is open somewhere. */
  isCell: boolean;
}
