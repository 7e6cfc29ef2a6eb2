import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { UserError } from './error.ts';
import { fileSync } from './file-sync.ts';
import { explainSystemError } from './system-error.ts';

/** How long one process waits for another that is writing, in milliseconds. */
const LONGEST_WAIT_MS = 30_000;

/** An SQLite file that several processes write. */
export interface SharedDatabase {
  /** A statement, prepared once and kept. */
  statement(sql: string): StatementSync;
  /**
   * Does all of the work or none of it, alone among all processes. What is done survives a kill of
   * this process, and a loss of power once `synced` has settled.
   */
  transaction<T>(work: () => T): T;
  /** Settles when all that was done is on the disk. */
  synced(): Promise<void>;
  close(): void;
}

export interface SharedOptions {
  /** SQL that makes what is not there yet. */
  tables: string;
  /** Of the tables; a file of another one is refused. */
  version: number;
}

/** Opens a database file and makes its tables if need be; folders that are missing are made. */
export function openShared(file: string, { tables, version }: SharedOptions): SharedDatabase {
  const database = open(file);
  // Nobody has a lock on this one, so it may be opened beside SQLite.
  const log = fileSync(`${file}-wal`);
  const statements = new Map<string, StatementSync>();
  const shared: SharedDatabase = {
    statement(sql) {
      const known = statements.get(sql);
      if (known) return known;
      const made = database.prepare(sql);
      statements.set(sql, made);
      return made;
    },
    transaction(work) {
      try {
        // IMMEDIATE: who is to write waits for the lock now, for later there is no waiting for it.
        database.exec('BEGIN IMMEDIATE');
        const result = work();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK');
        throw explainSqlite(error, file);
      }
    },
    synced: () =>
      log.sync().catch((error) => {
        throw explainSystemError(error);
      }),
    close() {
      log.close();
      statements.clear();
      if (database.isOpen) database.close();
    },
  };
  shared.transaction(() => {
    const found = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
    if (found !== 0 && found !== version) {
      throw new UserError(`${file} was written by another version of this program.`, {
        hint: 'Finish its work with that version, or move the file away.',
      });
    }
    database.exec(tables);
    database.exec(`PRAGMA user_version = ${version}`);
  });
  return shared;
}

/** What SQLite's primary result codes mean to people; sqlite.org/rescode.html. */
const SAID: Record<number, [said: string, hint: string]> = {
  5: [
    `has been locked by another process for ${LONGEST_WAIT_MS / 1000} s`,
    'Find the process that holds it.',
  ],
  8: ['cannot be written', 'Check the rights to it and to its folder.'],
  10: ['cannot be read or written', 'Check the disk that it lies on.'],
  11: ['is damaged', 'Move it away: a new one is made.'],
  13: ['has no room left on its disk', 'Make some room.'],
};

function explainSqlite(thrown: unknown, file: string): unknown {
  if (!(thrown instanceof Error) || !('errcode' in thrown)) return thrown;
  // The upper bits tell more than anybody can use.
  const [said, hint] = SAID[Number(thrown.errcode) & 0xff] ?? [];
  return said && hint ? new UserError(`The database ${file} ${said}.`, { hint, cause: thrown }) : thrown;
}

function open(file: string): DatabaseSync {
  // Loaded here, for it costs every start some milliseconds; and not by `import()`, which code that
  // is compiled out of the payload does not have.
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  try {
    mkdirSync(dirname(file), { recursive: true });
    const database = new DatabaseSync(file, { timeout: LONGEST_WAIT_MS });
    // SQLite itself waits for the disk only when it moves the log into the file, for it would do so here,
    // and all else with it: `synced` waits in the background.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    return database;
  } catch (error) {
    const explained = explainSystemError(error);
    if (explained instanceof UserError) throw explained;
    throw new UserError(`The database ${file} cannot be opened.`, {
      hint: 'Check that it is a file of this program and that its folder can be written.',
      cause: error,
    });
  }
}
