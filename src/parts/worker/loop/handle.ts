import pLimit from 'p-limit';
import { messageOf, UserError } from '../../../base/error.ts';
import { isPointer, WrongPointerError } from '../../../queue/pointer.ts';
import type { Message } from '../../../queue/queue.ts';
import { type Answer, failureAnswer, fromRecord, reasonOf, toRecord } from '../job/answer.ts';
import { Refusal } from '../job/job.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { batcher } from './batcher.ts';
import { type Content, readContent, unreadable, type WorkOptions } from './content.ts';
import type { Counters } from './counters.ts';
import type { Hand } from './hand.ts';
import type { Note } from './note.ts';
import type { Reply } from './reply.ts';
import { busyDelay, retryDelay } from './retry.ts';
import { openTurns } from './turns.ts';

/** What the way of a message from its receipt to its end takes. */
export interface HandleOptions extends WorkOptions {
  ledger: Ledger;
  hand: Hand;
  reply: Reply;
  counters: Counters;
  note: Note;
  fault: (error: unknown) => void;
  /** How often a job is tried that fails and may succeed. */
  tries: number;
  /** How long the first retry waits at most. */
  retrySeconds: number;
}

/** A job that so many workers have begun and none has finished is what kills them. */
const MOST_TIMES = 10;

/** So many bodies from the bucket are in memory at once: one is worked on while the next is fetched. */
const LARGE_AT_ONCE = 2;

/**
 * Deals with messages as docs/decisions/0013-one-answer-a-job.md has it: claim, work, record, send,
 * note that it was sent, delete. What it gives never throws; it calls `isSlow` for a job that takes longer.
 */
export function handler(options: HandleOptions): (message: Message, isSlow: () => void) => Promise<void> {
  const { ledger, hand, reply, counters, note, fault, tries, retrySeconds } = options;
  const { counts } = counters;
  const inLedger = { enough: 200, waitMs: 5, lanes: 4 };
  const claim = batcher(ledger.claim, inLedger);
  const record = batcher(ledger.record, inLedger);
  const markSent = batcher(async (asks: { job: string; ask: string }[]) => {
    await ledger.sent(asks);
    return [];
  }, inLedger);
  const large = pLimit(LARGE_AT_ONCE);
  const turns = openTurns<Outcome>();

  return async (message, isSlow) => {
    try {
      if (!isPointer(message.body)) return await handle(message, isSlow);
      isSlow();
      await large(() => handle(message, () => {}));
    } catch (error) {
      await failed(message, error);
    }
  };

  async function handle(message: Message, isSlow: () => void): Promise<void> {
    const content = await read(message);
    const { envelope, early } = content;
    if (!early) isSlow();
    await turns(envelope.job, async (before) => {
      try {
        // After one that was put off, the others are too, or there would be no pause before the next try.
        return before === 'put off' ? await busy(message) : await settle(message, content);
      } catch (error) {
        // Within its turn, for it lets go of the job, which is the next one's from then on.
        await failed(message, error);
        return 'failed';
      }
    });
  }

  async function failed(message: Message, error: unknown): Promise<void> {
    fault(error);
    await hand.giveBack(message, retryDelay(message.receives, retrySeconds)).catch(fault);
  }

  async function busy(message: Message): Promise<Outcome> {
    counts.busy++;
    await hand.giveBack(message, busyDelay());
    return 'put off';
  }

  async function settle(message: Message, content: Content): Promise<Outcome> {
    const { envelope, early } = content;
    const { job, ask } = envelope;
    const claimed = await claim({ job, ask, ...(early && { answer: toRecord(early) }) });
    if (claimed.state === 'busy') return busy(message);
    if (claimed.state === 'sent') {
      counts.repeats++;
      await hand.finish(message);
      return 'settled';
    }
    hand.claimed(message, job);
    let recorded = claimed.answer;
    if (recorded === undefined) {
      const made = await make(message, content, claimed.times);
      if (made === 'put off') return made;
      recorded = await record({ job, answer: toRecord(made) });
      // This worker was taken for dead, and the job is another's by now.
      if (recorded === undefined) return busy(message);
    }
    const answer = fromRecord(recorded);
    if (!(await reply(message, envelope, answer))) counts.undeliverable++;
    await markSent({ job, ask });
    counts[answer.outcome]++;
    const ms = hand.ageMs(message);
    counters.took(ms);
    const { id, kind } = envelope;
    const why = answer.outcome !== 'done' && { detail: reasonOf(answer.body) };
    note({ outcome: answer.outcome, kind, id, message: message.id, ms: Math.round(ms * 10) / 10, ...why });
    await hand.finish(message);
    return 'settled';
  }

  async function read(message: Message): Promise<Content> {
    try {
      return await readContent(message, options);
    } catch (error) {
      const isLast = error instanceof WrongPointerError || message.receives >= tries;
      if (!(error instanceof UserError) || !isLast) throw error;
      return unreadable(message, error);
    }
  }

  /** Does a job that takes longer. When it fails and may succeed, it is put off. */
  async function make(message: Message, content: Content, times: number): Promise<Answer | 'put off'> {
    const { envelope } = content;
    const gaveUp = (text: string) => failureAnswer(envelope, { code: 'gave-up', message: text });
    if (times > MOST_TIMES) return gaveUp(`It was begun ${MOST_TIMES} times and never finished.`);
    try {
      return await content.work();
    } catch (error) {
      if (error instanceof Refusal) return failureAnswer(envelope, error);
      const reason = messageOf(error);
      if (times >= tries) return gaveUp(`It was tried ${times} times, and at last: ${reason}`);
      counts.retries++;
      note({ outcome: 'retry', kind: envelope.kind, id: envelope.id, detail: reason });
      await hand.giveBack(message, retryDelay(times, retrySeconds));
      return 'put off';
    }
  }
}

/** Of a message: whether its job is done, comes again after a pause, or was left to others by a failure. */
type Outcome = 'settled' | 'put off' | 'failed';
