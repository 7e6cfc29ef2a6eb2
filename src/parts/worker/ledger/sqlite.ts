import { setImmediate as immediate } from 'node:timers/promises';
import { openShared } from '../../../base/shared-database.ts';
import { type Claim, type Claimed, type Ledger, LIFE_MS, MEMORY_MS } from './ledger.ts';

/** The first ask that was answered stands with the job, for most have no other. */
const tables = `
  CREATE TABLE IF NOT EXISTS jobs (
    job TEXT NOT NULL UNIQUE, owner TEXT, answer TEXT, sent TEXT,
    times INTEGER NOT NULL DEFAULT 1, at INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS more_sent (
    job TEXT NOT NULL REFERENCES jobs (job) ON DELETE CASCADE, ask TEXT NOT NULL,
    PRIMARY KEY (job, ask)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS workers (id TEXT PRIMARY KEY, seen INTEGER NOT NULL) WITHOUT ROWID;`;

/** What is forgotten at once, so that it takes no time that jobs would miss. */
const FORGOTTEN_AT_ONCE = 2000;

/**
 * A ledger in an SQLite file, for all workers of one machine.
 * @param worker an id that no other worker has, nor ever had
 */
export function sqliteLedger(file: string, worker: string, lifeMs = LIFE_MS): Ledger {
  const { statement, transaction, close } = openShared(file, { tables, version: 2 });
  const stillMine = 'WHERE job = ? AND owner = ?';

  /** How many jobs are new since the last beat. */
  let added = 0;
  let isClosed = false;

  function live(): void {
    const now = Date.now();
    transaction(() => {
      statement('INSERT OR REPLACE INTO workers VALUES (?, ?)').run(worker, now);
      statement('DELETE FROM workers WHERE seen < ?').run(now - 24 * 3600 * 1000);
    });
  }

  /** Forgets what is too old: twice as much as came, so that the file does not grow for ever. */
  async function forget(): Promise<void> {
    let most = Math.max(FORGOTTEN_AT_ONCE, 2 * added);
    added = 0;
    for (; most > 0 && !isClosed; most -= FORGOTTEN_AT_ONCE) {
      // Rows are numbered in the order of their time, so the oldest are the first.
      const { changes } = transaction(() =>
        statement(
          `DELETE FROM jobs WHERE rowid IN
             (SELECT rowid FROM (SELECT rowid, at FROM jobs ORDER BY rowid LIMIT ${FORGOTTEN_AT_ONCE}) WHERE at < ?)`,
        ).run(Date.now() - MEMORY_MS),
      );
      if (changes < FORGOTTEN_AT_ONCE) return;
      await immediate();
    }
  }

  function isAlive(owner: string, now: number): boolean {
    return (
      statement('SELECT 1 FROM workers WHERE id = ? AND seen > ?').get(owner, now - lifeMs) !== undefined
    );
  }

  /** Whether an ask was answered that was not the first one. */
  function wasSent(job: string, ask: string): boolean {
    return statement('SELECT 1 FROM more_sent WHERE job = ? AND ask = ?').get(job, ask) !== undefined;
  }

  function claim({ job, ask, answer }: Claim, now: number): Claimed {
    const { changes } = statement(
      'INSERT OR IGNORE INTO jobs (job, owner, answer, at) VALUES (?, ?, ?, ?)',
    ).run(job, worker, answer ?? null, now);
    if (Number(changes) === 1) {
      added++;
      return { state: 'mine', answer, times: 1 };
    }
    const row = statement('SELECT owner, answer, sent, times FROM jobs WHERE job = ?').get(job);
    const { owner, answer: recorded, sent, times } = row ?? {};
    if (sent === ask || (sent !== null && wasSent(job, ask))) return { state: 'sent' };
    if (typeof owner === 'string' && owner !== worker && isAlive(owner, now)) return { state: 'busy' };
    const first = typeof recorded === 'string' ? recorded : answer;
    statement('UPDATE jobs SET owner = ?, answer = ?, times = times + 1 WHERE job = ?').run(
      worker,
      first ?? null,
      job,
    );
    return { state: 'mine', answer: first, times: Number(times) + 1 };
  }

  /** Notes an ask that is not the first one that was answered. */
  function sentMore(job: string, ask: string): void {
    const first = statement('UPDATE jobs SET owner = nullif(owner, ?) WHERE job = ? RETURNING sent').get(
      worker,
      job,
    )?.['sent'];
    if (first === undefined || first === ask) return;
    statement('INSERT OR IGNORE INTO more_sent VALUES (?, ?)').run(job, ask);
  }

  live();
  return {
    async claim(claims) {
      return transaction(() => {
        const now = Date.now();
        return claims.map((each) => claim(each, now));
      });
    },
    async record(answers) {
      return transaction(() =>
        answers.map(({ job, answer }) => {
          const first = statement(
            `UPDATE jobs SET answer = coalesce(answer, ?) ${stillMine} RETURNING answer`,
          ).get(answer, job, worker)?.['answer'];
          return typeof first === 'string' ? first : undefined;
        }),
      );
    },
    async sent(asks) {
      transaction(() => {
        for (const { job, ask } of asks) {
          // Also when the job is another's meanwhile: sent is sent.
          const { changes } = statement(
            'UPDATE jobs SET sent = ?, owner = nullif(owner, ?) WHERE job = ? AND sent IS NULL',
          ).run(ask, worker, job);
          if (Number(changes) === 0) sentMore(job, ask);
        }
      });
    },
    async release(jobs) {
      transaction(() => {
        for (const job of jobs) statement(`UPDATE jobs SET owner = NULL ${stillMine}`).run(job, worker);
      });
    },
    async beat() {
      live();
      await forget();
    },
    async close() {
      isClosed = true;
      try {
        transaction(() => statement('DELETE FROM workers WHERE id = ?').run(worker));
      } finally {
        close();
      }
    },
  };
}
