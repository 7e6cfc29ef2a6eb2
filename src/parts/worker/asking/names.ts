import { randomInt } from 'node:crypto';

/** How many digits the two halves of a client's name have, in base 36. */
const TIME_DIGITS = 8;
const RANDOM_DIGITS = 8;

/**
 * A name that no other client has: `c-mi8x3k2a-0f9d1q7z`, the time and something random. What a client
 * makes for itself bears it, so that what clients have left behind can be told.
 */
export function clientName(now = Date.now()): string {
  const time = now.toString(36).padStart(TIME_DIGITS, '0');
  const random = randomInt(2 ** 41)
    .toString(36)
    .padStart(RANDOM_DIGITS, '0');
  return `c-${time}-${random}`;
}

/** When a client of this name began, in milliseconds since 1970; undefined for what is no such name. */
export function timeOf(name: string): number | undefined {
  const time = /^c-([0-9a-z]{8})-[0-9a-z]{8}$/.exec(name)?.[1];
  return time === undefined ? undefined : Number.parseInt(time, 36);
}

/** What the queues of clients begin with: the name of the usual queue for answers, and a hyphen. */
export function ownQueuePrefix(replies: string): string {
  return `${replies.replace(/\.fifo$/, '')}-`;
}

/** The name of a client's own queue. One for which the usual one deduplicates does so too. */
export function ownQueueName(replies: string, client: string): string {
  return `${ownQueuePrefix(replies)}${client}${replies.endsWith('.fifo') ? '.fifo' : ''}`;
}

/** The client whose queue this would be. */
export function clientOf(queue: string, replies: string): string {
  return queue.slice(ownQueuePrefix(replies).length).replace(/\.fifo$/, '');
}
