import { UserError } from '../../../base/error.ts';
import { formatCount } from '../../../base/format.ts';
import type { Queue } from '../../../queue/queue.ts';
import type { Place } from '../place.ts';

/** The queues that can be purged. */
export const purgeable = ['requests', 'replies', 'dead'] as const;

/** The queue of such a name; throws a `UserError` where there is none for dead letters. */
export async function queueFor(place: Place, which: (typeof purgeable)[number]): Promise<Queue> {
  return which === 'dead' ? deadLetterQueue(place) : place[which];
}

/** The queue of dead letters of a place; throws a `UserError` where there is none. */
export async function deadLetterQueue({ requests }: Place): Promise<Queue> {
  const found = await requests.deadLetters();
  if (found) return found;
  throw new UserError(`The queue ${requests.name} has no queue for its dead letters.`, {
    hint: '"worker setup" makes one.',
  });
}

/**
 * Deletes the messages of a queue, and says in a sentence what was done.
 * @param confirm asks whether that is meant; undefined: it is
 */
export async function purge(queue: Queue, confirm?: (question: string) => Promise<boolean>): Promise<string> {
  if (confirm) {
    const { waiting, inFlight, delayed } = await queue.depth();
    const count = waiting + inFlight + delayed;
    if (count === 0) return `There are no messages in the queue ${queue.name}.`;
    const question = `Delete ${formatCount(count, 'message')} of the queue ${queue.name}? [y/N] `;
    if (!(await confirm(question))) return 'Nothing was deleted.';
  }
  return `Deleted ${formatCount(await queue.purge(), 'message')} of the queue ${queue.name}.`;
}

/** Whether an answer to such a question is yes; anything else is no. */
export function isYes(answer: string | undefined): boolean {
  return /^y(es)?$/i.test(answer?.trim() ?? '');
}
