import { asDeadLetter } from '../../../queue/dead-letters.ts';
import { NoQueueError, RefusedMessageError } from '../../../queue/errors.ts';
import { asBody } from '../../../queue/names.ts';
import { offload } from '../../../queue/pointer.ts';
import type { Message, Outgoing, Queue } from '../../../queue/queue.ts';
import type { Store } from '../../../store/store.ts';
import { type Answer, reasonOf } from '../job/answer.ts';
import { answerId, type Envelope } from '../job/envelope.ts';
import { batcher } from './batcher.ts';

/** Where answers go. */
export interface ReplyOptions {
  replies: Queue;
  /** Where jobs go that nobody can do; undefined: nowhere, and they are answered all the same. */
  deadLetters: Queue | undefined;
  /** The queue that a client has named for its answers, or undefined when none may have the name. */
  replyTo?: (name: string) => Queue | undefined;
  /** Where large bodies travel. */
  bucket?: Store | undefined;
  /** Told of a dead letter that its queue will never take; the job is answered all the same. */
  fault?: (error: unknown) => void;
}

/** Sends an answer; false when the queue that the client has named is not there, or may not be it. */
export type Reply = (message: Message, envelope: Envelope, answer: Answer) => Promise<boolean>;

/** Sends answers ten at a time, and dead letters before them. */
export function replier({ replies, deadLetters, replyTo, bucket, fault }: ReplyOptions): Reply {
  const senders = new WeakMap<Queue, Send>();

  /** Throws what the queue has against the message. */
  async function send(queue: Queue, message: Outgoing): Promise<void> {
    const sender = senders.get(queue) ?? batcher(queue.send, { enough: 10, waitMs: 10, lanes: 8 });
    senders.set(queue, sender);
    const failure = await sender(message);
    if (failure) throw failure;
  }

  async function bury(queue: Queue, message: Message, reason: string): Promise<void> {
    const letter = asDeadLetter(message, reason);
    try {
      await send(queue, { ...letter, body: await offload(letter.body, bucket) });
    } catch (error) {
      if (!(error instanceof RefusedMessageError)) throw error;
      fault?.(error);
    }
  }

  return async (message, envelope, { body, outcome }) => {
    if (outcome === 'dead' && deadLetters) await bury(deadLetters, message, reasonOf(body));
    const queue = envelope.replyTo === undefined ? replies : replyTo?.(envelope.replyTo);
    if (!queue) return false;
    const answer = answerId(envelope);
    const attributes = { id: envelope.id, answer };
    try {
      await send(queue, { body: await offload(asBody(body), bucket), attributes, dedupeId: answer });
      return true;
    } catch (error) {
      // The client has gone with its queue: nobody waits for this any more.
      if (queue !== replies && error instanceof NoQueueError) return false;
      throw error;
    }
  };
}

type Send = (message: Outgoing) => Promise<Error | undefined>;
