import type { Depth } from '../../../queue/queue.ts';
import type { Presence } from './status.ts';

/** What was seen of workers so far. */
export interface Seen {
  /** Whether this app has a worker of its own. */
  hired: boolean;
  /** When the last answer came, and when one last did not, in milliseconds since 1970. */
  answered?: number;
  missed?: number;
  /** How much the queue held lately, the latest first. */
  depths?: Depth[];
}

/** What follows from it. */
export function presenceOf({ hired, answered = 0, missed = 0, depths = [] }: Seen): Presence {
  if (hired) return 'here';
  const isLeft = depths.length > 1 && depths.every(({ waiting, inFlight }) => waiting > 0 && inFlight === 0);
  if (missed > answered || isLeft) return 'silent';
  return answered > 0 || depths.some(({ inFlight }) => inFlight > 0) ? 'answers' : 'unknown';
}
