import { UserError } from '../../../base/error.ts';
import { offload, onload } from '../../../queue/pointer.ts';
import { answerId, envelopeOf } from '../job/envelope.ts';
import { formOf } from '../job/parse.ts';
import { batcher } from '../loop/batcher.ts';
import type { Place } from '../place.ts';
import { type Box, keepBoxes, openBox } from './box.ts';
import { clientName } from './names.ts';
import { noAnswer } from './no-answer.ts';
import { type Patience, patience } from './patience.ts';
import { type Reply, toReply } from './reply.ts';

/** Who asks workers, and gets its own answers and no one else's. */
export interface Client {
  /**
   * Sends a job and waits for its answer; any number of them at once. A failed job is an answer too.
   * Throws a `UserError` when no answer comes in time, and the signal's reason when it is aborted.
   */
  ask(body: string, options?: AskOptions): Promise<Reply>;
  /** Fails what is still asked, and leaves nothing behind. */
  close(): Promise<void>;
}

export interface AskOptions {
  /** Of the job, where its body has none. Default: one that no other job has. */
  id?: string;
  /** How long to wait for the answer. Default: 60,000. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

export interface ClientOptions {
  /** Takes answers from the usual queue, together with others, instead of from one of its own. */
  shared?: boolean;
  /** The name by which people start this program, for sentences that say what to do. */
  program?: string;
}

const USUAL_TIMEOUT_MS = 60_000;

/** Prepares to ask the workers of a place; nothing is made or sent before the first question. */
export function openClient(place: Place, { shared = false, program }: ClientOptions = {}): Client {
  const name = clientName();
  const boxes = keepBoxes(() => openBox(place, shared));
  const send = batcher(place.requests.send, { enough: 10, waitMs: 0, lanes: 8 });
  const closing = new AbortController();
  let asked = 0;

  /** Sends a job, and gives its answer as soon as that is there. */
  async function exchange(
    { mailbox, replyTo }: Box,
    leave: () => void,
    body: string,
    given: string | undefined,
    wait: Patience,
  ) {
    const number = ++asked;
    const attributes = {
      id: given || `${name}-${number}`,
      // Whoever may have asked for this job before: it is asked for once more.
      ...((given || formOf(body) === 'json') && { attempt: `${name}-${number}` }),
      ...(replyTo !== undefined && { 'reply-to': replyTo }),
    };
    const { id, ...envelope } = envelopeOf({ id: '', attributes }, body);
    const answer = answerId(envelope);
    const post = async () => {
      const pointer = await offload(body, place.bucket);
      const outcome = await send({ body: pointer, attributes, dedupeId: answer });
      if (outcome) throw outcome;
    };
    // Whatever else fails, the box is not to blame, and others wait by it.
    const received = mailbox.wait(answer).catch((error) => {
      leave();
      throw error;
    });
    const started = performance.now();
    try {
      const [message] = await wait.unlessOver(Promise.all([received, post()]));
      const ms = performance.now() - started;
      return toReply(id, await wait.unlessOver(onload(message.body, place.bucket)), ms);
    } finally {
      mailbox.giveUp(answer);
    }
  }

  return {
    async ask(body, { id, timeoutMs = USUAL_TIMEOUT_MS, signal } = {}) {
      signal?.throwIfAborted();
      closing.signal.throwIfAborted();
      const wait = patience(signal ? [closing.signal, signal] : [closing.signal]);
      try {
        return await boxes.use(async (opening, leave) => {
          const box = await wait.unlessOver(opening);
          wait.limit(timeoutMs);
          return exchange(box, leave, body, id, wait);
        });
      } catch (error) {
        if (!wait.isOver) throw error;
        throw wait.isUp ? await noAnswer(place, timeoutMs, program) : wait.reason;
      } finally {
        wait.end();
      }
    },
    close() {
      closing.abort(closed());
      return boxes.close(closed());
    },
  };
}

function closed(): UserError {
  return new UserError('The client was closed before the answer came.');
}
