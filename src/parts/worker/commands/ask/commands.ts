import type { Command } from 'commander';
import { UserError } from '../../../../base/error.ts';
import { type Output, withFormat } from '../../../output.ts';
import type { RunContext } from '../../../run.ts';
import type { WorkerSpec } from '../../settings.ts';
import { whole } from '../whole.ts';
import { type AskingOptions, asking, withAsking } from './asking.ts';
import type { ListOptions } from './list.ts';
import type { LoadPreview } from './menu/show.ts';
import type { PictureOptions } from './picture.ts';

const MOST_RANDOM = 5_000_000;

/**
 * Adds `worker ask`: a menu on a terminal, and the same as commands.
 * @param loadPreview what turns pictures into text, for the menu; it needs a native library
 */
export function askCommands(
  worker: Command,
  context: RunContext,
  spec: WorkerSpec,
  loadPreview?: LoadPreview,
): void {
  const ask = withAsking(
    worker
      .command('ask')
      .description('ask workers for something; on a terminal by a menu')
      .allowExcessArguments(),
  ).action(async (options: AskingOptions, { args: [unknown] }: Command) => {
    if (unknown !== undefined) throw noSuchQuestion(unknown, context.manifest.name, spec);
    checkTerminal(context.manifest.name, spec);
    await asking(context, spec, options, async (asked) =>
      (await import('./menu/menu.ts')).runMenu(asked, { spec, loadPreview, title: context.manifest.title }),
    );
  });
  /** Options may stand before the command too. */
  const all = <T extends AskingOptions>(options: T): T => ({ ...ask.opts<AskingOptions>(), ...options });
  if (spec.numbers) addNumbers(ask, context, spec, all);
  if (spec.images) addImage(ask, context, spec, all);
}

type All = <T extends AskingOptions>(options: T) => T;

function addNumbers(ask: Command, context: RunContext, spec: WorkerSpec, all: All): void {
  withAsking(
    ask
      .command('numbers')
      .description('the minimum, maximum, average and median of a list')
      .argument('[numbers...]', 'the list; - reads it from standard input'),
  )
    .option('--file <file>', 'read the list from a file')
    .option('--random <count>', 'send so many random numbers', (text) =>
      whole('--random', text, 1, MOST_RANDOM),
    )
    .option('--seed <seed>', 'the same seed gives the same random numbers', (text) =>
      whole('--seed', text, 0, Number.MAX_SAFE_INTEGER),
    )
    .option('--json', 'ask in JSON, and so for all statistics')
    .action(async (numbers: string[], options: AskingOptions & ListOptions) => {
      const { listBody } = await import('./list.ts');
      const body = await listBody(numbers, options);
      const { askNumbers } = await import('./numbers.ts');
      await asking(context, spec, all(options), (asked) => askNumbers(asked, body));
    });
}

interface ImageFlags extends AskingOptions, Omit<PictureOptions, 'steps'> {
  steps?: string;
  format?: Output;
}

function addImage(ask: Command, context: RunContext, spec: WorkerSpec, all: All): void {
  const { presets = {}, default: usual = '' } = spec.images ?? {};
  withFormat(
    withAsking(
      ask
        .command('image')
        .description('have pictures processed, and fetch the results')
        .argument('<pictures...>', 'files of this machine, or names in the incoming place'),
    ),
  )
    .option('--preset <name>', `the steps: ${Object.keys(presets).join(', ')} (default: ${usual})`)
    .option('--steps <json>', 'other steps, as a spec has them: [{ "resize": { "width": 200 } }]')
    .option('--to <folder>', 'where the results are put', 'processed')
    .option('--force', 'replace files that are there')
    .option('--keep', 'leave the copies of local pictures and their results in the bucket')
    .action(async (names: string[], { steps, ...options }: ImageFlags) => {
      if (steps !== undefined && options.preset !== undefined) {
        throw new UserError('The steps come from --preset or from --steps, not from both.', { exitCode: 2 });
      }
      const more = steps === undefined ? {} : { steps: readSteps(steps) };
      const { askImages } = await import('./images.ts');
      await asking(context, spec, all(options), (asked) => askImages(asked, names, { ...options, ...more }));
    });
}

function noSuchQuestion(name: string, program: string, spec: WorkerSpec): UserError {
  return new UserError(`There is no command "worker ask ${name}".`, {
    hint: `Try ${examples(program, spec)}.`,
    exitCode: 2,
  });
}

function checkTerminal(program: string, spec: WorkerSpec): void {
  if (process.stdin.isTTY && process.stdout.isTTY) return;
  throw new UserError('The menu needs a terminal.', {
    hint: `Without one: ${examples(program, spec)}.`,
    exitCode: 2,
  });
}

function examples(program: string, { numbers, images }: WorkerSpec): string {
  const commands = [
    ...(numbers ? [`"${program} worker ask numbers 1 5 22"`] : []),
    ...(images ? [`"${program} worker ask image photo.jpg"`] : []),
  ];
  return commands.join(' or ');
}

function readSteps(text: string): unknown {
  try {
    const steps: unknown = JSON.parse(text);
    if (Array.isArray(steps)) return steps;
  } catch {
    // Said below.
  }
  throw new UserError('--steps takes a list in JSON.', {
    hint: `Such as '[{ "resize": { "width": 200 } }]', in quotes for the shell.`,
    exitCode: 2,
  });
}
