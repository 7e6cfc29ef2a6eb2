import { spawn } from 'node:child_process';
import { SqlError } from './error.ts';
import type { SqlAnswer, SqlFault, SqlRequest } from './protocol.ts';

/** How a process that runs queries is started; the path of the SQLite file goes behind the arguments. */
export interface SqlCommand {
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
}

/** What bounds a request: a time in milliseconds, and whoever asks may go away. */
export interface AskOptions {
  timeout: number;
  signal?: AbortSignal | undefined;
}

/** A process that runs queries, one at a time. */
export interface SqlProcess {
  /**
   * The answer to one request; never two at once. Rejects with an `SqlError`; where nothing else
   * stops the query, the process ends with it.
   */
  ask(request: SqlRequest, options: AskOptions): Promise<SqlAnswer>;
  /** Whether it can be asked again. */
  isAlive(): boolean;
  stop(): void;
}

/** Starts a process that runs queries on a file, and waits until it is ready. Rejects where it does not start. */
export async function startSqlProcess(start: SqlCommand, file: string): Promise<SqlProcess> {
  const child = spawn(start.command, [...start.args, file], {
    env: start.env ?? process.env,
    stdio: 'pipe',
    windowsHide: true,
  });
  let line = Promise.withResolvers<string>();
  let died = () => new Error(`the process for queries did not start: ${complaint}`);
  let complaint = '';
  const pieces: Buffer[] = [];
  child.stdout.on('data', (piece: Buffer) => {
    pieces.push(piece);
    if (piece.includes('\n')) line.resolve(Buffer.concat(pieces.splice(0)).toString());
  });
  child.stderr.on('data', (piece) => {
    complaint = `${complaint}${piece}`.slice(0, 2000);
  });
  child.on('error', (error) => line.reject(error));
  child.on('close', () => line.reject(died()));
  // What cannot be written to a process that has ended is told by its end.
  child.stdin.on('error', () => undefined);
  await line.promise;

  died = () => new SqlError('crash');
  const isAlive = () => child.exitCode === null && child.signalCode === null && !child.killed;
  const stop = () => void child.kill('SIGKILL');
  return {
    async ask(request, { timeout, signal }) {
      if (!isAlive()) throw signal?.aborted ? stopped() : died();
      line = Promise.withResolvers();
      const end = (why: SqlError) => {
        stop();
        line.reject(why);
      };
      const timer = setTimeout(() => end(tooSlow(timeout)), timeout);
      const abort = () => end(stopped());
      signal?.addEventListener('abort', abort);
      if (signal?.aborted) abort();
      else child.stdin.write(`${JSON.stringify(request)}\n`);
      try {
        return readAnswer(await line.promise);
      } catch (error) {
        // It is about to end by itself.
        if (error instanceof SqlError && error.code === 'memory') stop();
        throw error;
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
      }
    },
    isAlive,
    stop,
  };
}

/** The first line alone: one that runs out of memory while it answers says so behind its answer. */
function readAnswer(text: string): SqlAnswer {
  const answer: SqlAnswer | SqlFault = JSON.parse(text.slice(0, text.indexOf('\n')));
  if ('error' in answer) throw new SqlError(answer.error.problem, ...answer.error.details);
  return answer;
}

/** For a query that is called off. */
export function stopped(): SqlError {
  return new SqlError('stopped');
}

function tooSlow(timeout: number): SqlError {
  return new SqlError('time', String(timeout / 1000));
}
