import { hostname } from 'node:os';
import { isRunning } from '../../../base/is-running.ts';
import { openShared } from '../../../base/shared-database.ts';

/** The right to send, which one process has at a time. */
export interface Claim {
  /** Takes it, or keeps it for another while; false when another process has it. */
  take(): boolean;
  /** Lets go of it, if it is held. */
  release(): void;
  close(): void;
}

/** A process that is gone without a word loses it after so long, in milliseconds; on the same machine at once. */
const LEASE_MS = 60_000;

/** The claim in an SQLite file beside the answers. */
export function openClaim(
  file: string,
  owner = `${hostname()}:${process.pid}:${crypto.randomUUID()}`,
): Claim {
  const database = openShared(file, {
    tables:
      'CREATE TABLE IF NOT EXISTS claim (only INTEGER PRIMARY KEY CHECK (only = 1), owner TEXT, until INTEGER)',
    version: 1,
  });
  return {
    take: () =>
      database.transaction(() => {
        const held = database.statement('SELECT owner, until FROM claim').get();
        const by = String(held?.['owner'] ?? '');
        if (held && by !== owner && Number(held['until']) > Date.now() && isAlive(by)) return false;
        database.statement('INSERT OR REPLACE INTO claim VALUES (1, ?, ?)').run(owner, Date.now() + LEASE_MS);
        return true;
      }),
    release() {
      database.transaction(() => database.statement('DELETE FROM claim WHERE owner = ?').run(owner));
    },
    close: () => database.close(),
  };
}

/** Whether the process that has it still runs; of another machine that is not known. */
function isAlive(owner: string): boolean {
  const [host, pid] = owner.split(':');
  return host !== hostname() || isRunning(Number(pid));
}
