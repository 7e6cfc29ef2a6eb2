import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { UserError } from '../../../base/error.ts';
import { formatCount } from '../../../base/format.ts';
import { type Output, outputOf, valueTable, withFormat, write } from '../commands/output.ts';
import { formats } from '../export/formats.ts';
import { SqlError } from './error.ts';
import { exportOf } from './export.ts';
import { processCommand } from './open.ts';
import { type SqlOptions, type SqlRunner, sqlLimits } from './runner.ts';

interface Options {
  format?: Output;
  limit?: number;
  timeout: number;
}

/**
 * `sql QUERY`: the answer as a table on a terminal, as CSV in a pipe; and the hidden command by which
 * the program starts the process for queries.
 */
export function sqlCommands(program: Command, runner: SqlRunner): void {
  withFormat(
    program
      .command('sql')
      .description('print the answer to a query in SQL; the tables can only be read')
      .argument('<query>', 'the query; "-" reads it from standard input'),
  )
    .option(
      '--limit <n>',
      `at most so many rows (default: ${sqlLimits.answer.rows.usual} in a table)`,
      readLimit,
    )
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
  const output = outputOf(format);
  const { rows } = output === 'table' ? sqlLimits.answer : sqlLimits.export;
  const options: SqlOptions = { limit: limit ?? rows.usual, timeout: 1000 * timeout };
  try {
    if (output === 'table') return await printTable(runner, query, options);
    const stream = await runner.stream(query, options);
    for await (const bytes of formats[output].write(exportOf(stream, 'query'))) await write(bytes);
  } catch (error) {
    throw error instanceof SqlError ? new UserError(error.message, { cause: error }) : error;
  } finally {
    runner.close();
  }
}

async function printTable(runner: SqlRunner, query: string, options: SqlOptions): Promise<void> {
  const { columns, rows, truncated } = await runner.run(query, options);
  await write(
    valueTable(
      columns.map(({ name }) => name),
      rows,
    ),
  );
  if (truncated)
    process.stderr.write(
      `These are the first ${formatCount(rows.length, 'row')}. There are more: --limit N, or --format csv.\n`,
    );
}

function readLimit(text: string): number {
  if (/^\d{1,12}$/.test(text) && Number(text) > 0) return Number(text);
  throw new UserError(`--limit is a whole number from 1 on, not "${text}".`, { exitCode: 2 });
}

function readTimeout(text: string): number {
  const seconds = Number(text);
  if (seconds >= 0.1 && seconds <= 86_400) return seconds;
  throw new UserError(`--timeout is a number of seconds from 0.1 to 86400, not "${text}".`, { exitCode: 2 });
}
