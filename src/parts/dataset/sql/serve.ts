import { messageOf } from '../../../base/error.ts';
import { type Cursor, openCursor } from './cursor.ts';
import { openGuarded } from './database.ts';
import { SqlError } from './error.ts';
import type { SqlFault, SqlRequest } from './protocol.ts';
import { startWatchdog } from './watchdog.ts';

/**
 * Runs queries on a SQLite file: a request a line on standard input, an answer a line on standard
 * output, as in protocol.ts, until the input ends. Meant for a process of its own, for the only way to
 * stop a query is to end the process.
 */
export function serveSql(file: string): void {
  const guarded = openGuarded(file);
  let cursor: Cursor | undefined;
  startWatchdog((line) => {
    try {
      say(answer(JSON.parse(line)));
    } catch (error) {
      const { problem, details } =
        error instanceof SqlError ? error : new SqlError('failed', messageOf(error));
      say(JSON.stringify({ error: { problem, details } } satisfies SqlFault));
    }
  });
  say('{}');

  function answer({ sql, rows, bytes, keep }: SqlRequest): string {
    const start = performance.now();
    if (sql !== undefined) {
      cursor?.close();
      cursor = undefined;
      cursor = openCursor(guarded, sql);
    }
    if (!cursor) throw new Error('there is no query to go on with');
    const read = cursor.read({ rows, bytes });
    if (!read.more || !keep) {
      cursor.close();
      cursor = undefined;
    }
    const columns = sql === undefined ? '' : `"columns":${JSON.stringify(read.columns)},`;
    const milliseconds = performance.now() - start;
    return `{${columns}"rows":[${read.rows.join()}],"more":${read.more},"milliseconds":${milliseconds}}`;
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
