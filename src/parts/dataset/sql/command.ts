import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { UserError } from '../../../base/error.ts';
import { formatCount } from '../../../base/format.ts';
import { textTable } from '../../terminal.ts';
import { SqlError } from './error.ts';
import { processCommand } from './open.ts';
import { type SqlOptions, type SqlRunner, sqlLimits } from './runner.ts';
import { type FormatName, formatNames, formats } from './write.ts';

interface Options {
  format?: FormatName | 'table';
  limit?: number;
  timeout: number;
}

/**
 * `sql QUERY`: the answer as a table on a terminal, as CSV in a pipe; and the hidden command by which
 * the program starts the process for queries.
 */
export function sqlCommands(program: Command, runner: SqlRunner): void {
  program
    .command('sql')
    .description('print the answer to a query in SQL; the tables can only be read')
    .argument('<query>', 'the query; "-" reads it from standard input')
    .addOption(
      new Option('--format <format>', 'default: a table on a terminal, CSV in a pipe').choices([
        'table',
        ...formatNames,
      ]),
    )
    .option('--limit <n>', `rows at most (default: ${sqlLimits.answer.rows.usual} in a table)`, readLimit)
    .option(
      '--timeout <seconds>',
      'stop the query after this time',
      readTimeout,
      sqlLimits.answer.timeout.most,
    )
    .action((query: string, options: Options) => sql(runner, query, options));
  program
    .command(processCommand, { hidden: true })
    .argument('<file>')
    .action(async (file: string) => (await import('./serve.ts')).serveSql(file));
}

async function sql(runner: SqlRunner, given: string, { format, limit, timeout }: Options): Promise<void> {
  const query = given === '-' ? await text(process.stdin) : given;
  const chosen = format ?? (process.stdout.isTTY ? 'table' : 'csv');
  try {
    if (chosen === 'table') {
      const { rows } = sqlLimits.answer;
      await printTable(runner, query, { limit: limit ?? rows.usual, timeout: 1000 * timeout });
    } else {
      const { rows } = sqlLimits.export;
      const stream = await runner.stream(query, { limit: limit ?? rows.usual, timeout: 1000 * timeout });
      for await (const piece of formats[chosen].write(stream))
        if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
    }
  } catch (error) {
    throw error instanceof SqlError ? new UserError(error.message, { cause: error }) : error;
  } finally {
    runner.close();
  }
}

async function printTable(runner: SqlRunner, query: string, options: SqlOptions): Promise<void> {
  const { columns, rows, truncated } = await runner.run(query, options);
  const cells = rows.map((row) => row.map((value) => (typeof value === 'boolean' ? String(value) : value)));
  process.stdout.write(
    textTable(
      columns.map(({ name }) => name),
      cells,
    ),
  );
  if (truncated)
    process.stderr.write(
      `These are the first ${formatCount(rows.length, 'row')}. There are more: --limit N, or --format csv.\n`,
    );
}

function readLimit(text: string): number {
  if (/^\d{1,12}$/.test(text) && Number(text) > 0) return Number(text);
  throw new InvalidArgumentError('It is a whole number from 1 on.');
}

function readTimeout(text: string): number {
  const seconds = Number(text);
  if (seconds >= 0.1 && seconds <= 86_400) return seconds;
  throw new InvalidArgumentError('It is a number of seconds from 0.1 to 86400.');
}
