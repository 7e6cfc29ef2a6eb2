import type { Place } from '../place.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';
import { makeOwnQueue } from './own-queue.ts';

/** Where the answers of one client come to. */
export interface Box {
  mailbox: Mailbox;
  /** The name for the attribute `reply-to`; undefined: answers come to the usual queue. */
  replyTo: string | undefined;
  /** Fails all who still wait, and removes the queue where it is the client's own. */
  close(reason: unknown): Promise<void>;
}

/** Opens a box over a queue of its own, or over the usual one where it may make none or shall not. */
export async function openBox(place: Place, shared: boolean): Promise<Box> {
  const own = shared ? undefined : await makeOwnQueue(place);
  const mailbox = openMailbox(own ?? place.replies, own === undefined);
  return {
    mailbox,
    replyTo: own?.name,
    async close(reason) {
      await mailbox.close(reason);
      if (own) await place.queues.remove(own.name);
    },
  };
}

/** The box of a client: opened when it is first needed, and another one in its place when need be. */
export interface Boxes {
  /**
   * Works with the box of now. It stays for as long as that takes, also when another takes its place;
   * `leave` makes another take it, where the box is to blame for what failed.
   */
  use<T>(work: (box: Promise<Box>, leave: () => void) => Promise<T>): Promise<T>;
  close(reason: unknown): Promise<void>;
}

/** A client takes a new queue after so long, so that those left behind can be told by their age. */
export const ROTATE_MS = 6 * 3600 * 1000;

/** Keeps boxes. One that cannot be opened, that was left, or that is old, is used no more. */
export function keepBoxes(open: () => Promise<Box>, rotateMs = ROTATE_MS): Boxes {
  interface Used {
    box: Promise<Box>;
    opened: number;
    users: number;
    closed?: Promise<void>;
  }
  const all = new Set<Used>();
  let current: Used | undefined;

  function now(): Used {
    if (current && Date.now() - current.opened < rotateMs) return current;
    const before = current;
    const used: Used = { box: open(), opened: Date.now(), users: 0 };
    used.box.catch(() => leave(used));
    all.add(used);
    current = used;
    if (before?.users === 0) void close(before, undefined).catch(() => {});
    return used;
  }

  function leave(used: Used): void {
    if (current === used) current = undefined;
  }

  /** What could not be opened has left nothing. */
  function close(used: Used, reason: unknown): Promise<void> {
    used.closed ??= used.box
      .then(
        (box) => box.close(reason),
        () => {},
      )
      .finally(() => all.delete(used));
    return used.closed;
  }

  return {
    async use(work) {
      const used = now();
      used.users++;
      try {
        return await work(used.box, () => leave(used));
      } finally {
        used.users--;
        if (used.users === 0 && current !== used) void close(used, undefined).catch(() => {});
      }
    },
    async close(reason) {
      current = undefined;
      await Promise.all([...all].map((used) => close(used, reason)));
    },
  };
}
