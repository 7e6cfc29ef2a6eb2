import { UserError } from '../../../../../base/error.ts';
import { formatCount } from '../../../../../base/format.ts';
import type { Asking } from '../asking.ts';
import { say } from './entry.ts';
import type { Lines } from './lines.ts';

/** Deletes the messages of a queue, when that is meant. */
export async function purge({ place }: Asking, lines: Lines): Promise<void> {
  const which = await lines.choose('Which? ', ['requests', 'replies', 'dead letters']);
  if (which === undefined) return;
  const { requests, replies } = place;
  const queue = which === 1 ? requests : which === 2 ? replies : await requests.deadLetters();
  if (!queue) {
    throw new UserError(`The queue ${requests.name} has no queue for its dead letters.`, {
      hint: '"worker setup" makes one.',
    });
  }
  const { waiting, inFlight, delayed } = await queue.depth();
  const count = waiting + inFlight + delayed;
  if (count === 0) return say(`There are no messages in the queue ${queue.name}.`);
  const answer = await lines.ask(
    `Delete ${formatCount(count, 'message')} of the queue ${queue.name}? [y/N] `,
  );
  if (!/^y(es)?$/i.test(answer ?? '')) return say('Nothing was deleted.');
  say(`Deleted ${formatCount(await queue.purge(), 'message')} of the queue ${queue.name}.`);
}
