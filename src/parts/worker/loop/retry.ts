/** SQS hides a message for 12 hours at most; nobody should wait so long. */
const LONGEST_SECONDS = 900;

/**
 * How long a job waits before it is tried again: each time twice as long, and never two jobs the
 * same, so that what has failed together does not come back together.
 * @param tries that have failed, from 1 on
 */
export function retryDelay(tries: number, firstSeconds: number, random = Math.random): number {
  const longest = Math.min(LONGEST_SECONDS, firstSeconds * 2 ** (tries - 1));
  return longest * (0.5 + random() / 2);
}

/** In seconds: until then who is at a job has answered it, or is seen to be dead. */
export function busyDelay(): number {
  return 4 + 3 * Math.random();
}
