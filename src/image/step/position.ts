import { z } from 'zod';
import type { Size } from './operation.ts';

const compass = [
  'centre',
  'north',
  'northeast',
  'east',
  'southeast',
  'south',
  'southwest',
  'west',
  'northwest',
] as const;

/** A place in a picture: its centre, an edge or a corner. */
export const position = z.enum(compass);

/** A place, or a way to find it in the picture. */
export const positionOrInterest = z.enum([...compass, 'entropy', 'attention']);

/**
 * Where something of this size begins inside of a picture, `margin` away from its edges; in the
 * centre, where the rest is odd, a pixel further to the right or down, as sharp has it.
 */
export function placed(
  at: z.infer<typeof position>,
  inner: Size,
  outer: Size,
  margin = 0,
): { left: number; top: number } {
  const along = (room: number, before: boolean, after: boolean) =>
    before ? Math.min(margin, room) : after ? Math.max(0, room - margin) : Math.ceil(room / 2);
  return {
    left: along(outer.width - inner.width, at.endsWith('west'), at.endsWith('east')),
    top: along(outer.height - inner.height, at.startsWith('north'), at.startsWith('south')),
  };
}
