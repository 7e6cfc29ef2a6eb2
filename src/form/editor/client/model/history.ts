/**
 * What was, is and was undone. States are kept whole: they are never changed, and share what they have
 * in common, so that a step costs little more than what it changed.
 */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the last step was, where further ones of its like join it, as letters typed into one input. */
  readonly joins?: string | undefined;
}

export const begin = <T>(present: T): History<T> => ({ past: [], present, future: [] });

/** A step; one that joins the step before is undone together with it. Nothing changed is no step. */
export function step<T>(history: History<T>, next: T, joins?: string): History<T> {
  if (next === history.present) return history;
  const isJoined = joins !== undefined && joins === history.joins;
  return {
    past: isJoined ? history.past : [...history.past, history.present],
    present: next,
    future: [],
    joins,
  };
}

/** From here on, nothing joins the last step. */
export const settled = <T>({ past, present, future }: History<T>): History<T> => ({ past, present, future });

export function undo<T>({ past, present, future }: History<T>): History<T> {
  const before = past.at(-1);
  return before === undefined
    ? { past, present, future }
    : { past: past.slice(0, -1), present: before, future: [present, ...future] };
}

export function redo<T>({ past, present, future }: History<T>): History<T> {
  const [next, ...later] = future;
  return next === undefined
    ? { past, present, future }
    : { past: [...past, present], present: next, future: later };
}
