import type { Command } from 'commander';
import { UserError } from '../../../base/error.ts';
import { aggregates, groupOrders } from '../api/groups.ts';
import type { Dataset } from '../dataset.ts';
import { formatNames } from '../export/formats.ts';
import { withQuery, withTable } from './options.ts';
import { withFormat } from './output.ts';

/** Adds the dataset's commands. What each does is loaded when it is asked for. */
export function addCommands(program: Command, dataset: Dataset): void {
  withFormat(program.command('tables').description('list the tables')).action(async (options) =>
    (await import('./statistics.ts')).printTables(dataset, options),
  );
  withFormat(
    withTable(
      program
        .command('stats')
        .description("print the statistics of a table's columns")
        .argument('[column]', 'a column, by its name or its number from 0; default: all'),
    ),
  ).action(async (column: string | undefined, options) =>
    (await import('./statistics.ts')).printStatistics(dataset, column, options),
  );
  withFormat(withQuery(program.command('rows').description('print rows')))
    .option('--limit <n>', 'at most so many (default: 50 on a terminal, else all)', whole)
    .option('--offset <n>', 'leave out the first', whole, 0)
    .action(async (options) => (await import('./rows.ts')).printRows(dataset, options));
  withFormat(
    withTable(
      program
        .command('row')
        .description('print one row')
        .argument('<number>', 'its number in the table, from 0'),
    ),
  ).action(async (number: string, options) => (await import('./rows.ts')).printRow(dataset, number, options));
  withFormat(withQuery(program.command('random').description('print rows at random')))
    .option('--n <n>', 'so many', whole, 1)
    .option('--seed <text>', 'the same seed gives the same rows')
    .action(async (options) => (await import('./rows.ts')).printRandom(dataset, options));
  withFormat(
    withQuery(
      program
        .command('groups')
        .description('print how many rows each value of a column has, or what comes out of another')
        .argument('<column>', 'the column whose values make the groups'),
    ),
  )
    .option('--value <column>', 'the column of numbers to put into one for each group')
    .addOption(program.createOption('--aggregate <how>', 'by what (default: sum)').choices(aggregates))
    .addOption(program.createOption('--order <by>', 'of the groups').choices(groupOrders).default('group'))
    .option('--limit <n>', 'at most so many groups', whole)
    .action(async (column: string, options) =>
      (await import('./groups.ts')).printGroups(dataset, column, options),
    );
  withQuery(program.command('export').description('write rows to a file'))
    .addOption(
      program
        .createOption('--format <format>', "of the file (default: by its name's ending, else csv)")
        .choices(formatNames),
    )
    .option('--to <file>', 'the file; default: standard output')
    .option('--force', 'replace a file that is there')
    .option('--bom', 'begin CSV with a byte order mark, for Excel')
    .action(async (options) => (await import('./export.ts')).exportRows(dataset, options));
}

function whole(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number)) return number;
  throw new UserError(`A whole number from 0 on is wanted, not "${text}".`, { exitCode: 2 });
}
