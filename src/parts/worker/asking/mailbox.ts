import { setTimeout as sleep } from 'node:timers/promises';
import type { Message, Queue } from '../../../queue/queue.ts';

/** A queue for answers, with those who wait for them. */
export interface Mailbox {
  /** Waits for the answer of this id (the attribute `answer`), until it comes or is given up. */
  wait(answer: string): Promise<Message>;
  /** Nobody waits for this answer any more; it is dropped when it comes. */
  giveUp(answer: string): void;
  /** Fails all who still wait, and comes to an end when what was received has been dealt with. */
  close(reason: unknown): Promise<void>;
}

interface Waiting {
  resolve: (message: Message) => void;
  reject: (reason: unknown) => void;
}

/** The longest that SQS lets a request wait. */
const WAIT_SECONDS = 20;

/** What this client takes out of the queue is dealt with at once, so it need not be hidden for long. */
const HIDDEN_SECONDS = 5;

/** For how long a client stands back at most that found nothing but the answers of others. */
const LONGEST_PAUSE_MS = 40;

/** So many ids of answers are remembered, by which copies and late ones are known in a shared queue. */
const REMEMBERED = 10_000;

/**
 * Receives from a queue for as long as somebody waits, by one request at a time for all of them.
 * `isShared`: other clients find their answers there too; theirs are shown again at once.
 */
export function openMailbox(queue: Queue, isShared: boolean): Mailbox {
  const waiting = new Map<string, Waiting>();
  /** The answers that are this client's: wanted, had or given up. */
  const mine = new Set<string>();
  const ends = new Set<Promise<unknown>>();
  const closing = new AbortController();
  const { signal } = closing;
  let isReceiving = false;

  async function receive(): Promise<void> {
    // From a shared queue fewer, for each of them is kept from its owner for a moment.
    const max = isShared ? 10 : 100;
    // A request whose asker was given up goes on: what it would find is lost for a while else.
    while (waiting.size > 0) {
      const options = { max, waitSeconds: WAIT_SECONDS, visibilitySeconds: HIDDEN_SECONDS, signal };
      const isMine = take(await queue.receive(options));
      // The others have to come to what has been shown again.
      if (!isMine) await sleep(LONGEST_PAUSE_MS * Math.random());
    }
  }

  function start(): void {
    if (isReceiving) return;
    isReceiving = true;
    const end = receive()
      .catch(failAll)
      .finally(() => {
        isReceiving = false;
        // Somebody may have come in the meantime.
        if (waiting.size > 0) start();
      });
    track(end);
  }

  function failAll(reason: unknown): void {
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  }

  /** Deals with what came; false when all of it was for others. */
  function take(messages: readonly Message[]): boolean {
    const done: Message[] = [];
    const foreign: Message[] = [];
    for (const message of messages) {
      const { answer = '' } = message.attributes;
      const waits = waiting.get(answer);
      waiting.delete(answer);
      // Before the message is deleted: the answer is there, whatever becomes of the queue.
      waits?.resolve(message);
      (!isShared || mine.has(answer) ? done : foreign).push(message);
    }
    // What cannot be deleted comes once more, and is known then.
    if (done.length > 0) track(queue.delete(done.map(({ receipt }) => receipt)).catch(() => {}));
    if (foreign.length > 0) {
      const items = foreign.map(({ receipt, receives }) => ({ receipt, seconds: pauseOf(receives) }));
      track(queue.hide(items).catch(() => {}));
    }
    return done.length > 0 || foreign.length === 0;
  }

  /** `close` waits for it. */
  function track(work: Promise<unknown>): void {
    ends.add(work);
    void work.finally(() => ends.delete(work));
  }

  return {
    wait(answer) {
      mine.add(answer);
      const [oldest = ''] = mine;
      if (mine.size > REMEMBERED) mine.delete(oldest);
      const message = new Promise<Message>((resolve, reject) => waiting.set(answer, { resolve, reject }));
      start();
      return message;
    },
    giveUp(answer) {
      waiting.delete(answer);
    },
    async close(reason) {
      failAll(reason);
      closing.abort();
      while (ends.size > 0) await Promise.all(ends);
    },
  };
}

/**
 * For how long another's answer is hidden, in seconds: not at all. But what has been handed out a
 * thousand times belongs to a client that is gone, and would keep those who wait busy for as long as
 * they do, so it comes by less and less often.
 */
function pauseOf(receives: number): number {
  return receives < 1000 ? 0 : Math.min(60, Math.floor(receives / 500));
}
