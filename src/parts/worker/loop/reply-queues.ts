import { checkQueueName } from '../../../queue/names.ts';
import type { Queue, Queues } from '../../../queue/queue.ts';
import { ownQueuePrefix } from '../asking/names.ts';

/**
 * The queues that clients may name for their answers: those whose names begin with the name of the
 * usual one and a hyphen. A worker that sent wherever it is told to would lend its rights to anybody.
 * @param others the worker's other queues, of jobs and dead letters, whose names may begin so too
 */
export function replyQueues(
  queues: Queues,
  replies: Queue,
  others: readonly (Queue | undefined)[],
): (name: string) => Queue | undefined {
  const known = new Map<string, Queue>();
  const prefix = ownQueuePrefix(replies.name);
  return (name) => {
    const found = known.get(name);
    if (found) return found;
    if (!name.startsWith(prefix) || others.some((other) => other?.name === name)) return undefined;
    try {
      checkQueueName(name);
    } catch {
      return undefined;
    }
    // Clients come and go; what has not been asked for lately is looked up anew.
    if (known.size >= 1000) known.clear();
    const queue = queues.open(name);
    known.set(name, queue);
    return queue;
  };
}
