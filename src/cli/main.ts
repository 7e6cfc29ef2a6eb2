import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { codeOf, formatUserError, UserError } from '../base/error.ts';
import { didYouMean } from '../base/nearest.ts';
import { holdallVersion } from '../build/installation.ts';
import { SpecError } from '../spec/problem.ts';
import { type TargetName, targetNames } from '../spec/targets.ts';
import { formCommands } from './form/commands.ts';
import { onInterrupt } from './interrupt.ts';
import type { Run } from './run.ts';
import { schemaNames } from './schema-names.ts';

/**
 * Runs the `holdall` command line and returns its exit status: 0 done, 1 failed, 2 wrong usage or
 * a wrong spec.
 */
export async function main(args: string[]): Promise<number> {
  const signal = onInterrupt();
  // Whoever reads the output may have seen enough of it, as `head` has.
  process.stdout.on('error', (error) => process.exit(codeOf(error) === 'EPIPE' ? 0 : 1));
  let status = 0;
  const program = commandLine(async (run) => {
    status = await run(signal);
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    return explain(error);
  }
}

/** The commands; each loads its own code when it is run, so that `check` does not wait for what `build` needs. */
function commandLine(run: Run): Command {
  const program = new Command('holdall')
    .description('One JSON spec and the data beside it in, one standalone executable out.')
    .version(holdallVersion, '--version', 'print the version')
    .helpOption('--help', 'show help')
    .helpCommand(false)
    .showSuggestionAfterError()
    .showHelpAfterError('Run with --help for the usage.')
    .exitOverride();

  withStoreOptions(program.command('build'))
    .description('Build what a spec says: executables in the output store.')
    .argument('<spec>', 'a path or an s3:// address')
    .option('--to <store>', "the output: a folder or an s3:// address, instead of the spec's")
    .option(
      '--target <name>',
      `what to build for, instead of the spec's; may be repeated: ${targetNames.join(', ')}`,
      addTarget,
    )
    .option('--as <version>', "the version, instead of the spec's")
    .option('--dry-run', 'show what would be done, and touch nothing')
    .option('--replace', 'let this take the place of other content under the same version')
    .option('--allow-outside', "let sources lie outside of the spec's own place")
    .option('--concurrency <n>', 'pictures and files at once (default: one for each processor)', wholeNumber)
    .option(
      '--image-limits <limits>',
      'the most that a picture may be, as in megapixels=50,frames=100,seconds=30,megabytes=1024; lower ones of the spec hold (default: HOLDALL_IMAGE_LIMITS)',
    )
    .option('--cache <store>', 'where results are kept: a folder or an s3:// address')
    .option('--json', 'print the report as JSON')
    .action((spec: string, options) =>
      run(async (signal) => (await import('./build.ts')).buildCommand(spec, options, signal)),
    );

  withStoreOptions(program.command('check'))
    .description('Check specs, and report every problem at once.')
    .argument('<spec...>', 'paths or s3:// addresses')
    .option('--json', 'print the problems as JSON')
    .action((specs: string[], options) =>
      run(async () => (await import('./check.ts')).checkCommand(specs, options)),
    );

  program
    .command('init')
    .description('Write a small working spec with sample data.')
    .argument('[dir]', 'the folder to write to', '.')
    .action((dir: string) => run(async () => (await import('./init.ts')).initCommand(dir)));

  program
    .command('profile')
    .description('Show the statistics of a table. It needs no spec.')
    .argument(
      '<file...>',
      'the file of a table, such as CSV, JSON, Parquet or XLSX; several of the same columns are one table',
    )
    .option('--html', 'write a report that opens by itself: NAME-profile.html, or what --output says')
    .option('--json', 'print the statistics as JSON')
    .option('--column <name>', 'show all that is known of a column; may be repeated', addText)
    .option('--sheet <sheet>', 'the sheet of a workbook, by name or by number (default: the first)')
    .option('--quantiles <list>', 'quantiles to add, such as 0.1,0.999')
    .option('--output <file>', 'write to a file; - is standard output')
    .option('--force', 'let the report take the place of a file')
    .action((files: string[], options) =>
      run(async (signal) => (await import('./profile/command.ts')).profileCommand(files, options, signal)),
    );

  program
    .command('numbers')
    .description('Show the statistics of numbers.')
    .argument('[number...]', 'numbers, or - for standard input, which is also read when it is piped')
    .option('--file <file>', 'read them from a text file')
    .option('--random <n>', 'draw so many random numbers')
    .option('--seed <n>', 'the seed of the random numbers: the same seed, the same numbers')
    .option('--min <number>', 'the least random number (default: 0)')
    .option('--max <number>', 'what random numbers stay below (default: 1)')
    .option('--whole', 'draw whole numbers, from --min to --max, both included')
    .option('--quantiles <list>', 'quantiles to add, such as 0.1,0.999')
    .option('--json', 'print the statistics as JSON')
    .action((texts: string[], options) =>
      run(async (signal) => (await import('./numbers.ts')).numbersCommand(texts, options, signal)),
    );

  formCommands(program, run);

  program
    .command('schema')
    .description('Print a JSON Schema.')
    .argument('[of]', `of what: ${schemaNames.join(', ')}`, 'spec')
    .action((of: string) => run(async () => (await import('./schema.ts')).schemaCommand(of)));
  return program;
}

function withStoreOptions(command: Command): Command {
  return command
    .option('--endpoint-url <url>', 'of an S3-compatible server (default: AWS_ENDPOINT_URL)')
    .option('--region <name>', "the bucket's region (default: AWS_REGION, or the profile's)")
    .option('--path-style', 'address buckets as ENDPOINT/BUCKET')
    .option('--no-path-style', 'address buckets as BUCKET.ENDPOINT');
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is no whole number from 1 to 9999.');
}

function addTarget(text: string, before: TargetName[] = []): TargetName[] {
  const target = targetNames.find((name) => name === text);
  if (target) return [...before, target];
  throw new InvalidArgumentError(`It is no target. ${didYouMean(text, targetNames)}`);
}

function addText(text: string, before: string[] = []): string[] {
  return [...before, text];
}

/** Says what went wrong, and returns the exit status. */
function explain(error: unknown): number {
  // commander has printed its message already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof SpecError) {
    console.error(`error: ${error.message}`);
    return error.exitCode;
  }
  if (error instanceof UserError) {
    console.error(`error: ${formatUserError(error)}`);
    return error.exitCode;
  }
  console.error('This is a bug in Holdall. Please report it with what follows.');
  console.error(error);
  return 1;
}
