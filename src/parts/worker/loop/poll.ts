import { setImmediate as immediate, setTimeout as sleep } from 'node:timers/promises';
import type { Message, Queue } from '../../../queue/queue.ts';

const LONG_POLL_SECONDS = 20;
/** What SQS hands out at once. */
const MOST = 10;

/** What is asked for, and where it goes. */
export interface PollOptions {
  /** How many requests go side by side when there are many messages. */
  pollers: number;
  visibilitySeconds: number;
  /** How many more messages may come; below 1: none. */
  room(): number;
  /** Settles when there may be room again. */
  freed(): Promise<void>;
  take(messages: readonly Message[]): void;
  fault(error: unknown): void;
  signal: AbortSignal;
}

/**
 * Asks for messages until the signal is aborted: one request waits at an empty queue, and several go
 * side by side at a full one. Gives what settles when the last has ended.
 */
export function startPolls(queue: Queue, options: PollOptions): () => Promise<void> {
  const { pollers, visibilitySeconds, room, freed, take, fault, signal } = options;
  const polls = new Set<Promise<void>>();
  /** How many messages may come that were asked for already. */
  let asked = 0;

  async function poll(isFirst: boolean): Promise<void> {
    while (!signal.aborted) {
      const free = room();
      if (free < 1 && isFirst) {
        await freed();
        // Messages leave ten at a time; it is better to ask for ten than for the first one's place.
        await immediate();
        continue;
      }
      const max = Math.min(MOST, isFirst ? free : free - asked);
      // The others have asked for all that there is room for.
      if (max < 1) return;
      asked += max;
      const messages = await queue
        .receive({
          max,
          waitSeconds: isFirst ? LONG_POLL_SECONDS : 0,
          visibilitySeconds,
          // A short question is left to end: its messages would be hidden for nothing.
          ...(isFirst && { signal }),
        })
        .catch(async (error) => {
          if (signal.aborted) return [];
          fault(error);
          await sleep(1000, undefined, { signal }).catch(() => {});
          return [];
        });
      asked -= max;
      take(messages);
      // They are looked at first: how much room is left depends on what they are.
      await immediate();
      if (messages.length === max && polls.size < pollers) start(false);
      if (messages.length === 0 && !isFirst) return;
    }
  }

  function start(isFirst: boolean): void {
    const run: Promise<void> = poll(isFirst).finally(() => polls.delete(run));
    polls.add(run);
  }

  start(true);
  return async () => {
    await Promise.all(polls);
  };
}
