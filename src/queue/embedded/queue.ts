import { randomUUID } from 'node:crypto';
import type { SQLOutputValue } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SharedDatabase } from '../../base/shared-database.ts';
import { GoneMessageError, NoQueueError, RefusedMessageError } from '../errors.ts';
import { whyNoMessage } from '../names.ts';
import type { Message, Outcomes, Outgoing, Queue } from '../queue.ts';

/** How often a queue that is empty is looked at again, in milliseconds. */
const LOOK_AGAIN_MS = 20;

/** For how long a queue knows what it has taken already, in milliseconds. */
const MEMORY_MS = 24 * 3600 * 1000;

/** One of the queues in a file; `file` is what errors call it. */
export function embeddedQueue(database: SharedDatabase, name: string, file: string): Queue {
  const { statement, transaction, synced } = database;

  /** What the queue was made with; throws when it was not. */
  function row(): QueueRow {
    const found = queueRow(database, name);
    if (!found) throw new NoQueueError(name, ` in ${file}`);
    return found;
  }

  function take(max: number, visibilitySeconds: number): Message[] {
    const now = Date.now();
    // A look needs no lock, so those who wait at an empty queue are in nobody's way.
    if (!statement('SELECT 1 FROM messages WHERE queue = ? AND visible_at <= ?').get(name, now)) return [];
    return transaction(() => {
      const { deadLetters, maxReceives } = row();
      if (deadLetters !== undefined) {
        statement(
          `UPDATE messages SET queue = ?1, receives = 0, visible_at = ?2,
             attributes = json_set(attributes, '$.reason', 'handed out ' || receives || ' times and never finished',
               '$.origin', id)
           WHERE queue = ?3 AND visible_at <= ?2 AND receives >= ?4
             AND EXISTS (SELECT 1 FROM queues WHERE name = ?1)`,
        ).run(deadLetters, now, name, maxReceives);
      }
      return statement(
        `UPDATE messages SET receives = receives + 1, visible_at = ?2
         WHERE number IN (SELECT number FROM messages WHERE queue = ?3 AND visible_at <= ?1
                          ORDER BY visible_at, number LIMIT ?4)
         RETURNING number, id, body, attributes, receives, sent_at`,
      )
        .all(now, now + visibilitySeconds * 1000, name, max)
        .sort((a, b) => Number(a['number']) - Number(b['number']))
        .map(toMessage);
    });
  }

  function put(message: Outgoing): Error | undefined {
    const fault = whyNoMessage(message);
    if (fault !== undefined) return new RefusedMessageError(fault);
    const { body, attributes = {}, dedupeId, delaySeconds = 0 } = message;
    const now = Date.now();
    if (dedupeId !== undefined) {
      const { changes } = statement('INSERT OR IGNORE INTO taken VALUES (?, ?, ?)').run(name, dedupeId, now);
      if (Number(changes) === 0) return undefined;
    }
    statement(
      'INSERT INTO messages (queue, id, body, attributes, sent_at, visible_at) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(name, randomUUID(), body, JSON.stringify(attributes), now, now + delaySeconds * 1000);
    return undefined;
  }

  /** Does something to each message that is still in the hands of who has its receipt. */
  function change<T>(things: readonly T[], receiptOf: (thing: T) => string, run: Change<T>): Outcomes {
    if (things.length === 0) return [];
    return transaction(() => {
      row();
      return things.map((thing) => {
        const [number = Number.NaN, receives = Number.NaN] = receiptOf(thing).split('-').map(Number);
        return run(thing, number, receives) > 0 ? undefined : new GoneMessageError(name);
      });
    });
  }

  return {
    name,

    async receive({ max, waitSeconds = 0, visibilitySeconds, signal }) {
      const until = Date.now() + waitSeconds * 1000;
      for (;;) {
        signal?.throwIfAborted();
        const messages = take(max, visibilitySeconds);
        const left = until - Date.now();
        if (messages.length > 0 || left <= 0) return messages;
        row();
        await sleep(Math.min(LOOK_AGAIN_MS, left), undefined, signal ? { signal } : {}).catch(() => {});
      }
    },

    async delete(receipts) {
      return change(
        receipts,
        (receipt) => receipt,
        (_, number, receives) =>
          Number(
            statement('DELETE FROM messages WHERE number = ? AND receives = ? AND queue = ?').run(
              number,
              receives,
              name,
            ).changes,
          ),
      );
    },

    async hide(items) {
      const now = Date.now();
      return change(
        items,
        ({ receipt }) => receipt,
        ({ seconds }, number, receives) =>
          Number(
            statement(
              'UPDATE messages SET visible_at = ? WHERE number = ? AND receives = ? AND queue = ?',
            ).run(now + seconds * 1000, number, receives, name).changes,
          ),
      );
    },

    async send(messages) {
      if (messages.length === 0) return [];
      const outcomes = transaction(() => {
        row();
        statement('DELETE FROM taken WHERE at < ?').run(Date.now() - MEMORY_MS);
        return messages.map(put);
      });
      // What was taken is not lost. What was handed out or deleted may come again, as any message may.
      await synced();
      return outcomes;
    },

    async depth() {
      row();
      const found = statement(
        `SELECT coalesce(sum(visible_at <= ?1), 0) AS waiting,
                coalesce(sum(visible_at > ?1 AND receives > 0), 0) AS in_flight,
                coalesce(sum(visible_at > ?1 AND receives = 0), 0) AS delayed
         FROM messages WHERE queue = ?2`,
      ).get(Date.now(), name);
      return {
        waiting: Number(found?.['waiting']),
        inFlight: Number(found?.['in_flight']),
        delayed: Number(found?.['delayed']),
      };
    },

    async purge() {
      const count = transaction(() => {
        row();
        return Number(statement('DELETE FROM messages WHERE queue = ?').run(name).changes);
      });
      await synced();
      return count;
    },

    async deadLetters() {
      const { deadLetters } = row();
      return deadLetters === undefined ? undefined : embeddedQueue(database, deadLetters, file);
    },
  };
}

/** What a queue was made with. */
interface QueueRow {
  deadLetters: string | undefined;
  maxReceives: number;
}

/** What a queue in a file was made with; undefined when it was not. */
export function queueRow({ statement }: SharedDatabase, name: string): QueueRow | undefined {
  const found = statement('SELECT dead_letters, max_receives FROM queues WHERE name = ?').get(name);
  if (!found) return undefined;
  const { dead_letters: deadLetters, max_receives: maxReceives } = found;
  return {
    deadLetters: typeof deadLetters === 'string' ? deadLetters : undefined,
    maxReceives: Number(maxReceives),
  };
}

/** How many messages it changed: 1 or 0. */
type Change<T> = (thing: T, number: number, receives: number) => number;

function toMessage(row: Record<string, SQLOutputValue>): Message {
  const { number, id, body, attributes, receives, sent_at: sentAt } = row;
  return {
    id: String(id),
    body: String(body),
    attributes: JSON.parse(String(attributes)),
    receipt: `${number}-${receives}`,
    receives: Number(receives),
    sentAt: Number(sentAt),
  };
}
