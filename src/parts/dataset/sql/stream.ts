import type { Value } from '../query.ts';
import { type AskOptions, type SqlCommand, type SqlProcess, startSqlProcess, stopped } from './process.ts';
import type { SqlAnswer, SqlColumn } from './protocol.ts';

/** What is asked for at once; the next is asked for when these have been taken. */
const batch = { rows: 5000, bytes: 1_000_000 };

/** The answer to a query as rows that come when they are asked for. */
export interface SqlStream {
  /** With the types of the first rows. */
  columns: SqlColumn[];
  /** To be read to the end, or returned from: a process works for it until then. */
  batches: Batches;
}

interface Batches extends AsyncIterableIterator<Value[][], undefined, void> {
  return(): Promise<IteratorResult<Value[][], undefined>>;
}

/**
 * Starts a query in a process of its own, so that nobody waits for somebody's slow download. The
 * time counts while SQLite works, not while nobody asks. `onEnd` is called once, at its end.
 */
export async function startStream(
  start: SqlCommand,
  file: () => Promise<string>,
  sql: string,
  { limit, timeout, signal }: AskOptions & { limit: number; signal: AbortSignal },
  onEnd: () => void,
): Promise<SqlStream> {
  let worker: SqlProcess | undefined;
  let used = 0;
  let left = limit;
  let hasEnded = false;
  const end = () => {
    if (hasEnded) return;
    hasEnded = true;
    signal.removeEventListener('abort', end);
    worker?.stop();
    onEnd();
  };
  signal.addEventListener('abort', end);

  async function ask(request: { sql?: string }): Promise<SqlAnswer> {
    try {
      worker ??= await startSqlProcess(start, await file());
      if (signal.aborted) throw stopped();
      const answer = await worker.ask(
        { ...request, rows: Math.min(batch.rows, left), bytes: batch.bytes, keep: true },
        { timeout: Math.max(1, timeout - used), signal },
      );
      used += answer.milliseconds;
      left -= answer.rows.length;
      if (!answer.more || left <= 0) end();
      return answer;
    } catch (error) {
      end();
      // It may have started behind the end.
      worker?.stop();
      throw error;
    }
  }

  const { columns = [], rows } = await ask({ sql });
  let first: Value[][] | undefined = rows;
  // Not a generator: that would not hear of a return before its start.
  const batches: Batches = {
    async next() {
      const value = first ?? (hasEnded && !signal.aborted ? undefined : (await ask({})).rows);
      first = undefined;
      return value ? { done: false, value } : { done: true, value };
    },
    async return() {
      end();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => batches,
  };
  return { columns, batches };
}
