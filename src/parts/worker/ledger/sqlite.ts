import { openShared } from '../../../queue/embedded/database.ts';
import { type Claim, type Claimed, type Ledger, LIFE_MS, MEMORY_MS } from './ledger.ts';

const tables = `
  CREATE TABLE IF NOT EXISTS jobs (
    job TEXT NOT NULL UNIQUE, owner TEXT, answer TEXT, sent TEXT NOT NULL DEFAULT '',
    times INTEGER NOT NULL DEFAULT 1, at INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS workers (id TEXT PRIMARY KEY, seen INTEGER NOT NULL) WITHOUT ROWID;`;

/** What one beat forgets at most, so that it takes no time that jobs would miss. */
const FORGOTTEN_AT_ONCE = 2000;

/**
 * A ledger in an SQLite file, for all workers of one machine.
 * @param worker an id that no other worker has, nor ever had
 */
export function sqliteLedger(file: string, worker: string, lifeMs = LIFE_MS): Ledger {
  const { statement, transaction, close } = openShared(file, { tables, version: 1 });
  const stillMine = 'WHERE job = ? AND owner = ?';

  function beat(): void {
    const now = Date.now();
    transaction(() => {
      statement('INSERT OR REPLACE INTO workers VALUES (?, ?)').run(worker, now);
      statement('DELETE FROM workers WHERE seen < ?').run(now - 24 * 3600 * 1000);
      // Rows are numbered in the order of their time, so the oldest are the first.
      statement(
        `DELETE FROM jobs WHERE rowid IN
           (SELECT rowid FROM (SELECT rowid, at FROM jobs ORDER BY rowid LIMIT ${FORGOTTEN_AT_ONCE}) WHERE at < ?)`,
      ).run(now - MEMORY_MS);
    });
  }

  function isAlive(owner: string, now: number): boolean {
    return (
      statement('SELECT 1 FROM workers WHERE id = ? AND seen > ?').get(owner, now - lifeMs) !== undefined
    );
  }

  function claim({ job, ask, answer }: Claim, now: number): Claimed {
    const { changes } = statement(
      'INSERT OR IGNORE INTO jobs (job, owner, answer, at) VALUES (?, ?, ?, ?)',
    ).run(job, worker, answer ?? null, now);
    if (Number(changes) === 1) return { state: 'mine', answer, times: 1 };
    const row = statement('SELECT owner, answer, sent, times FROM jobs WHERE job = ?').get(job);
    const { owner, answer: recorded, sent, times } = row ?? {};
    if (String(sent).includes(`|${ask}|`)) return { state: 'sent' };
    if (typeof owner === 'string' && owner !== worker && isAlive(owner, now)) return { state: 'busy' };
    const first = typeof recorded === 'string' ? recorded : answer;
    statement('UPDATE jobs SET owner = ?, answer = ?, times = times + 1 WHERE job = ?').run(
      worker,
      first ?? null,
      job,
    );
    return { state: 'mine', answer: first, times: Number(times) + 1 };
  }

  beat();
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
          statement(
            `UPDATE jobs SET sent = sent || '|' || ?1 || '|', owner = nullif(owner, ?2) WHERE job = ?3`,
          ).run(ask, worker, job);
        }
      });
    },
    async release(jobs) {
      transaction(() => {
        for (const job of jobs) statement(`UPDATE jobs SET owner = NULL ${stillMine}`).run(job, worker);
      });
    },
    async beat() {
      beat();
    },
    async close() {
      transaction(() => statement('DELETE FROM workers WHERE id = ?').run(worker));
      close();
    },
  };
}
