import type { Command } from 'commander';
import { UserError } from '../../../base/error.ts';
import { languageNames } from '../../../language/languages.ts';
import { withFormat } from '../../output.ts';
import { formatNames } from '../export/export.ts';
import type { Site } from '../pages/site.ts';
import type { Sync } from '../sync/sync.ts';

/** Adds `form` and all that stands below it. What each command does is loaded when it is asked for. */
export function formCommands(program: Command, site: Site, sync: () => Sync | undefined): void {
  const form = program
    .command('form')
    .description('the answers to the forms: list, export, print, check, import, send');
  const command = (name: string, description: string) =>
    form
      .command(name)
      .description(description)
      .option('--form <name>', 'the form, where there are several')
      .option(...dataOption)
      .addOption(
        form
          .createOption('--language <code>', 'of headings and messages')
          .choices(languageNames)
          .default('en'),
      );

  withFormat(command('list', 'list the answers, the newest first'))
    .option('--search <words>', 'those with all of these words')
    .option('--deleted', 'those that were deleted')
    .option('--limit <n>', 'at most so many (default: 50 on a terminal, else all)', whole)
    .action(async (options) => (await import('./list.ts')).listAnswers(site, options));
  withFormat(command('show', 'print one answer').argument('<number>', 'its number', whole), 'json')
    .option('--history', 'all that was done with it')
    .action(async (number: number, options) => (await import('./list.ts')).showAnswer(site, number, options));
  command('export', 'write all answers to a file')
    .addOption(
      form
        .createOption('--format <format>', "of the file (default: by its name's ending, else csv)")
        .choices(formatNames),
    )
    .option('--to <file>', 'the file; default: standard output')
    .option('--force', 'replace a file that is there')
    .option('--bom', 'begin CSV with a byte order mark, for Excel')
    .action(async (options) => (await import('./export.ts')).exportAnswers(site, options));
  command('print', 'write a filled form as PDF or as a picture')
    .argument('[number]', 'of the answer; without one, the form is empty', whole)
    .requiredOption(
      '--to <file>',
      'the file, .pdf or .png; of several pages, pictures are FILE-1.png, FILE-2.png',
    )
    .option('--force', 'replace files that are there')
    .action(async (number: number | undefined, options) =>
      (await import('./print.ts')).printAnswer(site, number, options),
    );
  withFormat(command('check', 'check a workbook or CSV that somebody filled').argument('<file>', 'the file'))
    .option('--to <file>', 'the corrected workbook')
    .option('--force', 'replace a file that is there')
    .action(async (file: string, options) => (await import('./check.ts')).checkAnswers(site, file, options));
  withFormat(
    command('import', 'add the rows of a workbook or CSV to the answers').argument('<file>', 'the file'),
    'json',
  )
    .option('--accepted-only', 'leave out rows in which something is wrong')
    .action(async (file: string, options) => (await import('./check.ts')).importAnswers(site, file, options));
  withFormat(form.command('sync').description('send the answers that wait to their bucket'), 'json')
    .option(...dataOption)
    .option('--check', 'only say how many wait, and whether they could be sent')
    .action(async (options) => (await import('./sync.ts')).syncAnswers(site, sync(), options));
}

/** The program itself takes it, before any command runs. */
const dataOption = ['--data <folder>', 'where the answers are kept (HOLDALL_DATA)'] as const;

function whole(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number)) return number;
  throw new UserError(`A whole number is wanted, not "${text}".`, { exitCode: 2 });
}
