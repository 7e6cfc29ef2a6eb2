import type { Field } from './types.ts';

/** Below this a field is to be looked at. */
const sure = 0.7;

/** Whether somebody should look at a field before it is relied on: it is guessed, or hardly seen. */
export const isDoubtful = ({ guessed = [], confidence }: Field): boolean =>
  guessed.length > 0 || confidence < sure;
