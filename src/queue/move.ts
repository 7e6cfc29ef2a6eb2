import { batchesOf } from './batches.ts';
import type { Message, Queue } from './queue.ts';

/** What a queue of dead letters says beside the body: why, and which message it was. */
export type Reason = 'reason' | 'origin';

/** The message as its queue of dead letters keeps it; one of them, where that queue deduplicates. */
export function asDeadLetter({ id, body, attributes }: Message, reason: string) {
  return {
    body,
    attributes: { ...attributes, origin: id, reason: reason.slice(0, 500) },
    dedupeId: `dead-${id}`,
  };
}

/**
 * Moves the messages of a queue of dead letters back, and says how many. Each is a new try: its
 * attribute `redriven` counts them. One that is cut off in between may be in both queues.
 */
export async function redrive(from: Queue, to: Queue, signal?: AbortSignal): Promise<number> {
  let moved = 0;
  for (;;) {
    const messages = await from.receive({ max: 10, visibilitySeconds: 60, ...(signal && { signal }) });
    if (messages.length === 0) return moved;
    const outcomes = await to.send(
      messages.map(({ id, body, attributes: { reason: _, ...attributes } }) => {
        const redriven = String(Number(attributes['redriven'] ?? 0) + 1);
        const dedupeId = `back-${id}`;
        return { body, attributes: { id: attributes['origin'] ?? id, ...attributes, redriven }, dedupeId };
      }),
    );
    const sent = messages.filter((_, index) => outcomes[index] === undefined);
    for (const batch of batchesOf(sent)) await from.delete(batch.map(({ receipt }) => receipt));
    moved += sent.length;
    const failure = outcomes.find((outcome) => outcome !== undefined);
    if (failure) throw failure;
  }
}
