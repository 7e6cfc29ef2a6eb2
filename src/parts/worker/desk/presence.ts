import type { Depth } from '../../../queue/queue.ts';

/**
 * Whether a worker answers, as far as can be told without sending it anything. `here`: this app does
 * the jobs. `answers`: it answered the last time. `silent`: no answer came, or jobs wait and nobody
 * takes them. `unknown`: nobody has asked yet.
 */
export type Presence = 'here' | 'answers' | 'silent' | 'unknown';

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
