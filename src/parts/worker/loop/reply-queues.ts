import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { checkQueueName } from '../../../queue/names.ts';
import type { Queue, Queues } from '../../../queue/queue.ts';

/** An id for a worker that no other one has, nor ever had, and that tells people where it runs. */
export function workerId(): string {
  const host = hostname().replace(/[^A-Za-z0-9-]+/g, '-');
  return `${host.slice(0, 40)}-${process.pid}-${randomUUID().slice(0, 8)}`;
}

/**
 * The queues that clients may name for their answers: those whose names begin with the name of the
 * usual one and a hyphen. A worker that sent wherever it is told to would lend its rights to anybody.
 */
export function replyQueues(queues: Queues, replies: Queue): (name: string) => Queue | undefined {
  const known = new Map<string, Queue>();
  const prefix = `${replies.name.replace(/\.fifo$/, '')}-`;
  return (name) => {
    const found = known.get(name);
    if (found) return found;
    if (!name.startsWith(prefix)) return undefined;
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
