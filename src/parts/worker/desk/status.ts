/**
 * Whether a worker answers, as far as can be told without sending it anything. `here`: this app does
 * the jobs. `answers`: it answered the last time. `silent`: no answer came, or jobs wait and nobody
 * takes them. `unknown`: nobody has asked yet.
 */
export type Presence = 'here' | 'answers' | 'silent' | 'unknown';

/** How things stand. */
export interface Status {
  place: { kind: 'sqs' | 'embedded'; title: string; requests: string; replies: string } | null;
  /** Null where the queue cannot be reached; `problem` says why. */
  depth: { waiting: number; inHand: number; dead: number | null } | null;
  problem?: string;
  worker: Presence;
  /** Whether lists of numbers are taken. */
  numbers: boolean;
  /** Steps by their name, and the name of those for a job without; null where no pictures are taken. */
  presets: Record<string, object[]> | null;
  default: string | null;
}
