import { openShared } from '../../base/shared-database.ts';
import { NoQueueError } from '../errors.ts';
import { checkQueueName } from '../names.ts';
import { MOST_RECEIVES, type Queues } from '../queue.ts';
import { embeddedQueue, queueRow } from './queue.ts';

const tables = `
  CREATE TABLE IF NOT EXISTS queues (
    name TEXT PRIMARY KEY, dead_letters TEXT, max_receives INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS messages (
    number INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL,
    attributes TEXT NOT NULL, sent_at INTEGER NOT NULL, visible_at INTEGER NOT NULL,
    receives INTEGER NOT NULL DEFAULT 0);
  CREATE INDEX IF NOT EXISTS by_time ON messages (queue, visible_at);
  CREATE TABLE IF NOT EXISTS taken (
    queue TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (queue, id)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS taken_by_time ON taken (at);`;

/**
 * Queues in an SQLite file of this machine. Any number of processes may use them at once, and any of
 * them may be killed at any time.
 */
export function openEmbedded(file: string): Queues {
  const database = openShared(file, { tables, version: 1 });
  return {
    kind: 'embedded',
    open(name) {
      checkQueueName(name);
      return embeddedQueue(database, name, file);
    },
    async describe(name) {
      const row = queueRow(database, name);
      if (!row) return undefined;
      const { deadLetters, maxReceives } = row;
      return {
        arn: undefined,
        deadLetters,
        maxReceives: deadLetters === undefined ? undefined : maxReceives,
        retentionSeconds: undefined,
      };
    },
    async create(name, { deadLetters, maxReceives = MOST_RECEIVES } = {}) {
      checkQueueName(name);
      database.transaction(() => {
        const found = database.statement('SELECT 1 FROM queues WHERE name = ?');
        if (deadLetters !== undefined && !found.get(deadLetters))
          throw new NoQueueError(deadLetters, ` in ${file}`);
        database
          .statement(
            `INSERT INTO queues VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET dead_letters = ?2, max_receives = ?3`,
          )
          .run(name, deadLetters ?? null, maxReceives);
      });
    },
    async remove(name) {
      database.transaction(() => {
        for (const table of ['messages', 'taken'])
          database.statement(`DELETE FROM ${table} WHERE queue = ?`).run(name);
        database.statement('DELETE FROM queues WHERE name = ?').run(name);
      });
    },
    async list(prefix) {
      const found = database.statement('SELECT name FROM queues WHERE substr(name, 1, ?) = ?');
      return found.all(prefix.length, prefix).map(({ name }) => String(name));
    },
    close: () => database.close(),
  };
}
