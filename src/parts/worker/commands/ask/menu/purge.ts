import { isYes, purge, purgeable, queueFor } from '../../purge.ts';
import type { Asking } from '../asking.ts';
import { say } from './entry.ts';
import type { Lines } from './lines.ts';

/** Deletes the messages of a queue, when that is meant. */
export async function purgeOne({ place }: Asking, lines: Lines): Promise<void> {
  const chosen = await lines.choose('Which? ', ['requests', 'replies', 'dead letters']);
  const which = chosen === undefined ? undefined : purgeable[chosen - 1];
  if (which === undefined) return;
  const confirm = async (question: string) => isYes(await lines.ask(question));
  say(await purge(await queueFor(place, which), confirm));
}
