import type { SqlCommand } from './process.ts';
import { openSqlRunner, type SqlRunner } from './runner.ts';

/** Behind the program's own command line: starts the process for queries, the file's path behind it. */
export const processCommand = 'sql-process';

/** The runner of a packed app: its processes are the program itself. Nothing is done before the first query. */
export function openSql({ command, args }: SqlCommand, file: () => Promise<string>): SqlRunner {
  return openSqlRunner({ command, args: [...args, processCommand] }, file);
}

/** Whether queries run on this machine: their process starts and answers. Rejects where not. */
export async function testSql(runner: SqlRunner): Promise<void> {
  await runner.run('SELECT count(*) FROM sqlite_schema', { limit: 1, timeout: 60_000 });
}
