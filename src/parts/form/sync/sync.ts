import { codeOf, messageOf, UserError } from '../../../base/error.ts';
import { openStore } from '../../../store/open.ts';
import type { Store } from '../../../store/store.ts';
import type { Answers } from '../answers/answers.ts';
import { type Claim, openClaim } from './claim.ts';
import { type By, sendVersion } from './send.ts';

/** Where sending stands. */
export interface SyncState {
  /** The address that answers are sent to. */
  to: string;
  /** How many versions wait. */
  waiting: number;
  /** Why the last try failed, with what to do; undefined when it did not. */
  problem?: { message: string; hint?: string };
}

/** Sends answers to their bucket. */
export interface Sync {
  state(): SyncState;
  /**
   * Sends all that waits, and returns how many versions were sent; none while another process is at
   * it. Throws a `UserError` when the bucket cannot be reached or written: the rest waits.
   */
  send(options?: { onSent?: (sent: number) => void; signal?: AbortSignal }): Promise<number>;
  /** Whether it could send, without sending: throws a `UserError` that says why not. */
  tryOut(): Promise<void>;
  /** From now on sends by itself: at once what waits, and whatever changes. */
  start(): void;
  /** Something changed: it is sent soon, if it sends by itself. */
  wake(): void;
  /** Stops, after what is on its way. */
  close(): Promise<void>;
}

export interface SyncOptions {
  to: string;
  /** The SQLite file of the claim. */
  file: string;
  /** Undefined while there are none. */
  answers(): Answers | undefined;
  by: By;
}

/** So many are asked for at once. */
const SOME = 100;

/** How long one request is tried again, in milliseconds: the loop itself tries again too. */
const PATIENCE_MS = 10_000;

/** Between two looks for what other processes have changed, and the first pause after a failure. */
const LOOK_MS = 60_000;
const FIRST_PAUSE_MS = 5_000;

/** Nothing is connected to before something is sent. */
export function openSync({ to, file, answers, by }: SyncOptions): Sync {
  const stop = new AbortController();
  let store: Store | undefined;
  let claim: Claim | undefined;
  let problem: SyncState['problem'];
  let running: Promise<number> | undefined;
  let isStarted = false;
  let isWanted = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;

  const bucket = () => (store ??= openStore(to, { deadlineMs: PATIENCE_MS }));

  async function sendAll(onSent?: (sent: number) => void, own?: AbortSignal): Promise<number> {
    const kept = answers();
    if (!kept || kept.countUnsent() === 0) {
      problem = undefined;
      return 0;
    }
    claim ??= openClaim(file);
    let sent = 0;
    const signal = own ? AbortSignal.any([stop.signal, own]) : stop.signal;
    if (!claim.take()) {
      problem = { message: 'Another process of this program is sending at the moment.' };
      return 0;
    }
    try {
      for (let some = kept.unsent(SOME); some.length > 0; some = kept.unsent(SOME)) {
        for (const answer of some) {
          signal.throwIfAborted();
          // Renewed with each: a lease that ran out would let another send it too.
          if (!claim.take()) return sent;
          await sendVersion(bucket(), answer, by, signal);
          kept.markSent(answer.id, answer.version);
          sent += 1;
          onSent?.(sent);
        }
      }
      problem = undefined;
      return sent;
    } catch (error) {
      if (!signal.aborted) problem = problemOf(error);
      throw error;
    } finally {
      claim.release();
    }
  }

  /** One after the other: who asks while it sends waits for that, and asks again. */
  function send(onSent?: (sent: number) => void, signal?: AbortSignal): Promise<number> {
    const before = running?.catch(() => 0);
    const now = (before ?? Promise.resolve(0)).then(() => sendAll(onSent, signal));
    running = now;
    const done = () => {
      if (running === now) running = undefined;
    };
    now.then(done, done);
    return now;
  }

  function later(ms: number): void {
    clearTimeout(timer);
    if (stop.signal.aborted) return;
    timer = setTimeout(tick, ms);
    // A program that has nothing else to do may end: what waits is in the file.
    timer.unref();
  }

  async function tick(): Promise<void> {
    isWanted = false;
    try {
      await send();
      failures = 0;
      later(isWanted ? 0 : LOOK_MS);
    } catch {
      failures += 1;
      later(Math.min(LOOK_MS, FIRST_PAUSE_MS * 2 ** (failures - 1)));
    }
  }

  return {
    state: () => ({ to, waiting: answers()?.countUnsent() ?? 0, ...(problem && { problem }) }),
    send: ({ onSent, signal } = {}) => send(onSent, signal),
    async tryOut() {
      try {
        for await (const _ of bucket().list()) break;
        problem = undefined;
      } catch (error) {
        problem = problemOf(error);
        throw error;
      }
    },
    start() {
      if (isStarted) return;
      isStarted = true;
      later(0);
    },
    wake() {
      if (!isStarted || isWanted) return;
      isWanted = true;
      // While there is no network, changes do not make it try more often.
      if (failures === 0 && !running) later(0);
    },
    async close() {
      stop.abort(new Error('The program ends.'));
      clearTimeout(timer);
      await running?.catch(() => {});
      claim?.close();
    },
  };
}

function problemOf(error: unknown): NonNullable<SyncState['problem']> {
  if (error instanceof UserError) {
    return { message: error.message, ...(error.hint !== undefined && { hint: error.hint }) };
  }
  return { message: codeOf(error) ?? messageOf(error) };
}

/** The answers, with a word to the one who sends them after each change. */
export function announced(answers: Answers, wake: () => void): Answers {
  const after = <T>(result: T): T => {
    wake();
    return result;
  };
  return {
    ...answers,
    add: (...args) => after(answers.add(...args)),
    change: (...args) => after(answers.change(...args)),
    remove: (...args) => after(answers.remove(...args)),
    restore: (...args) => after(answers.restore(...args)),
  };
}
