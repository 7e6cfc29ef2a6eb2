import pLimit from 'p-limit';
import type { Value } from '../query.ts';
import { SqlError } from './error.ts';
import { type SqlCommand, type SqlProcess, startSqlProcess, stopped } from './process.ts';
import type { SqlAnswer, SqlColumn, SqlRequest } from './protocol.ts';
import { type SqlStream, startStream } from './stream.ts';

/** Rows and seconds of an answer that is had at once, and of one that is taken away as a file. */
export const sqlLimits = {
  answer: { rows: { usual: 1000, most: 10_000 }, timeout: { usual: 5, most: 60 } },
  export: { rows: { usual: 10_000_000, most: 10_000_000 }, timeout: { usual: 60, most: 60 } },
} as const;

/** Bytes of JSON of one answer. */
const maxBytes = 8_000_000;

/** Queries that wait for the one before, and streams at the same time: more are told to come later. */
const maxWaiting = 8;
const maxStreams = 2;

/** What one query may have. */
export interface SqlOptions {
  /** The most rows; more are left out. */
  limit: number;
  /** Milliseconds of work. */
  timeout: number;
  /** Ends the query when whoever asked has gone. */
  signal?: AbortSignal | undefined;
}

/** The answer to a query. */
export interface SqlResult {
  columns: SqlColumn[];
  rows: Value[][];
  /** Whether there are more rows than these, past the limit or past 8 MB. */
  truncated: boolean;
  /** What the query took. */
  milliseconds: number;
}

/** Runs queries that nobody has looked at on a SQLite file, in processes that are ended when it is time. */
export interface SqlRunner {
  /** Rejects with an `SqlError`. One query runs at a time, a few wait. */
  run(sql: string, options: SqlOptions): Promise<SqlResult>;
  /** Rejects with an `SqlError`, and so do its batches. The time counts while SQLite works for it. */
  stream(sql: string, options: SqlOptions): Promise<SqlStream>;
  /** Calls off all queries and ends all processes. */
  close(): void;
}

/** Nothing is started before the first query; its process is kept for the next ones. */
export function openSqlRunner(start: SqlCommand, file: () => Promise<string>): SqlRunner {
  const closing = new AbortController();
  const oneByOne = pLimit(1);
  let kept: SqlProcess | undefined;
  let streams = 0;

  /** The request put to the process that is kept, or to a new one. */
  async function ask(request: SqlRequest, { timeout, signal }: SqlOptions): Promise<SqlAnswer> {
    if (!kept?.isAlive()) kept = await startSqlProcess(start, await file());
    return kept.ask(request, { timeout, signal });
  }

  return {
    async run(sql, options) {
      if (oneByOne.pendingCount >= maxWaiting) throw busy();
      const signal = anyOf(closing.signal, options.signal);
      const request = { sql, rows: options.limit, bytes: maxBytes, keep: false };
      const answer = await oneByOne(() => {
        if (signal.aborted) throw stopped();
        return ask(request, { ...options, signal });
      });
      const { columns = [], rows, more, milliseconds } = answer;
      return { columns, rows, truncated: more, milliseconds };
    },

    async stream(sql, options) {
      if (streams >= maxStreams) throw busy();
      streams += 1;
      const signal = anyOf(closing.signal, options.signal);
      return startStream(start, file, sql, { ...options, signal }, () => {
        streams -= 1;
      });
    },

    close() {
      closing.abort();
      kept?.stop();
    },
  };
}

function anyOf(first: AbortSignal, second: AbortSignal | undefined): AbortSignal {
  return second ? AbortSignal.any([first, second]) : first;
}

function busy(): SqlError {
  return new SqlError('busy');
}
