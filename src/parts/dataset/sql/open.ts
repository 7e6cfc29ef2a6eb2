import type { RunContext } from '../../run.ts';
import { openSqlRunner, type SqlRunner } from './runner.ts';

/** Behind the program's own command line: starts the process for queries, the file's path behind it. */
export const processCommand = 'sql-process';

/** The runner of a packed app: its processes are the program itself. Nothing is done before the first query. */
export function openSql({ program, extract }: RunContext): SqlRunner {
  return openSqlRunner({ ...program, args: [...program.args, processCommand] }, () =>
    extract('tables/tables.sqlite'),
  );
}
