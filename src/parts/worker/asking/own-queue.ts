import { QueueNameError } from '../../../queue/errors.ts';
import type { Queue } from '../../../queue/queue.ts';
import { isRefused } from '../../../queue/sqs/errors.ts';
import type { Place } from '../place.ts';
import { clientName, clientOf, ownQueueName, ownQueuePrefix, timeOf } from './names.ts';
import { removeOwnFolder } from './own-folder.ts';

/** Makes a queue for the answers of one client; undefined where these credentials may not. */
export async function makeOwnQueue({ queues, replies }: Place): Promise<Queue | undefined> {
  const name = ownQueueName(replies.name, clientName());
  try {
    await queues.create(name);
    return queues.open(name);
  } catch (error) {
    // It may have been made, and not been given its settings.
    await queues.remove(name).catch(() => {});
    // Too long a name cannot be cut: workers send to queues alone whose names begin with the usual one.
    if (isRefused(error) || error instanceof QueueNameError) return undefined;
    throw error;
  }
}

/**
 * Removes what clients have left behind that were killed: their queues, and their folders among the
 * pictures. Gives the names of the queues and the paths of the pictures.
 * @param olderThanMs for how long ago a client must have begun to be taken for gone; those that go on
 *   for longer than `ROTATE_MS` in box.ts take new names meanwhile
 */
export async function removeAbandoned(
  place: Place,
  olderThanMs: number,
): Promise<{ queues: string[]; pictures: string[] }> {
  const before = Date.now() - olderThanMs;
  const isAbandoned = (client: string) => (timeOf(client) ?? before) < before;
  const replies = place.replies.name;
  const removed = { queues: [] as string[], pictures: [] as string[] };
  for (const queue of await place.queues.list(`${ownQueuePrefix(replies)}c-`)) {
    const client = clientOf(queue, replies);
    // Its name has to be that of a client in full, and not just begin so.
    if (!isAbandoned(client) || ownQueueName(replies, client) !== queue) continue;
    await place.queues.remove(queue);
    removed.queues.push(queue);
  }
  if (!place.bucket) return removed;
  for (const store of [place.incoming(), place.outgoing()]) {
    const clients = new Set<string>();
    for await (const { path } of store.list('c-')) {
      const [client = '', ...rest] = path.split('/');
      if (rest.length > 0 && isAbandoned(client)) clients.add(client);
    }
    for (const client of clients) removed.pictures.push(...(await removeOwnFolder(store, client)));
  }
  return removed;
}
