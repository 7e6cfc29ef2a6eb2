import { randomUUID } from 'node:crypto';
import { cut } from '../base/cut.ts';
import { asBody, MOST_ATTRIBUTES } from './names.ts';
import type { Message, Outgoing, Queue } from './queue.ts';

/** The message as its queue of dead letters keeps it, with why and which it was; one of them, where that queue deduplicates. */
export function asDeadLetter({ id, body, attributes }: Message, reason: string): Outgoing {
  return {
    body,
    attributes: withMore(attributes, { origin: id, reason: cut(reason, 500) }),
    dedupeId: `dead-${id}`,
  };
}

/** Letters that came so long after the start are left: who sends them may do so for ever. */
const LATE_MS = 60_000;

/**
 * Moves the messages of a queue of dead letters back, and says how many. Each is a new try: its
 * attribute `redriven` counts them. One that is cut off in between may be in both queues. What a
 * worker puts back meanwhile stays there.
 */
export async function redrive(from: Queue, to: Queue, signal?: AbortSignal): Promise<number> {
  const run = randomUUID();
  const { waiting } = await from.depth();
  const started = Date.now();
  const left = new Map<string, Message>();
  let moved = 0;
  // The clock of the queue may differ from this one, so as many as there were at the start go anyhow.
  const isLate = ({ sentAt }: Message) => moved >= waiting && sentAt > started + LATE_MS;
  const wasMoved = ({ attributes }: Message) => attributes['redrive'] === run;
  try {
    for (;;) {
      const messages = await from.receive({
        max: 10,
        // A look that does not wait asks some of SQS's machines alone, and may find nothing in a queue that has some.
        waitSeconds: 1,
        visibilitySeconds: 60,
        ...(signal && { signal }),
      });
      const letters = messages.filter((message) => !wasMoved(message) && !isLate(message));
      // The rest stays hidden until the end, or it would be handed out again and again.
      const isNews = messages.some((message) => wasMoved(message) && !left.has(message.id));
      for (const message of messages) if (!letters.includes(message)) left.set(message.id, message);
      if (letters.length === 0 && !isNews) return moved;
      const outcomes = await to.send(letters.map((letter) => asNewTry(letter, run)));
      const sent = letters.filter((_, index) => outcomes[index] === undefined);
      for (const letter of letters) if (!sent.includes(letter)) left.set(letter.id, letter);
      await from.delete(sent.map(({ receipt }) => receipt));
      moved += sent.length;
      const failure = outcomes.find((outcome) => outcome !== undefined);
      if (failure) throw failure;
    }
  } finally {
    const receipts = [...left.values()].map(({ receipt }) => ({ receipt, seconds: 0 }));
    // They show again anyhow, and a failure here would hide one from above.
    await from.hide(receipts).catch(() => {});
  }
}

function asNewTry({ id, body, attributes: { reason: _, ...attributes } }: Message, run: string): Outgoing {
  return {
    body,
    attributes: withMore(attributes, {
      id: attributes['id'] || attributes['origin'] || id,
      redriven: String(Number(attributes['redriven'] ?? 0) + 1),
      redrive: run,
    }),
    dedupeId: `back-${id}`,
  };
}

/** Those of a job that somebody reads; others may be left out where there are too many. */
const READ = ['id', 'reply-to', 'attempt', 'redriven', 'redrive'];

/** Attributes and some more, as SQS takes them: no more than it has room for, and none that is empty. */
function withMore(attributes: Message['attributes'], more: Message['attributes']): Message['attributes'] {
  const rank = (key: string) => (key in more ? 0 : READ.includes(key) ? 1 : 2);
  const kept = Object.entries({ ...attributes, ...more })
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => rank(a) - rank(b))
    .slice(0, MOST_ATTRIBUTES);
  return Object.fromEntries(kept.map(([key, value]) => [key, asBody(value)]));
}
