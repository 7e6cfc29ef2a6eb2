import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { UserError } from '../base/error.ts';
import { formatBytes, formatCount } from '../base/format.ts';
import { nearest } from '../base/nearest.ts';
import type { AccessOptions } from './access/access.ts';
import { type App, openApp, startParts } from './app.ts';
import type { Host } from './host.ts';

/**
 * Does what the command line says; returns the exit status. Everything that only one command needs
 * is loaded by that command, so that the quick ones start quickly.
 */
export async function runCommandLine(host: Host): Promise<number> {
  const app = openApp(host);
  // What is damaged may well not start, and then "verify" is asked for.
  if (host.args[0] !== 'verify') startParts(app, host);
  try {
    await makeProgram(host, app).parseAsync(host.args, { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has said it already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

interface ServeOptions extends AccessOptions {
  port?: number;
  open: boolean;
  selftest?: true;
  data?: string;
}

function makeProgram(host: Host, app: App): Command {
  const { manifest, parts } = app;
  const program = new Command(manifest.name)
    .description(`${manifest.title}. Without a command it opens in the browser.`)
    .usage('[options] [command]')
    .version(`${manifest.name} ${manifest.version}`, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .option('--port <n>', 'serve on this port (default: a free one)', readPort)
    .option('--host <address>', 'serve on this address of the machine', '127.0.0.1')
    .option('--token [token]', 'let in only who knows this token (default: one is made up)')
    .option('--allow <cidr...>', 'let in only these addresses and ranges, such as 10.0.0.0/8')
    .option('--public', 'let in everyone who reaches --host')
    .option('--cors <origin...>', 'let scripts of pages at these origins read the answers; * for all')
    .option('--no-open', 'do not open the browser')
    .option('--data <folder>', 'keep what this app makes here (default: HOLDALL_DATA)')
    .option('--selftest', 'try out everything inside, print one line, and end')
    .exitOverride()
    .enablePositionalOptions()
    .showHelpAfterError(`Run "${manifest.name} --help" to see what there is.`)
    .addHelpText('after', ENVIRONMENT)
    .hook('preAction', (root, command) => {
      // It may stand behind the command as well, where people expect it.
      const { data = root.opts<ServeOptions>().data } = command.opts<{ data?: string }>();
      if (data) app.data = data;
    })
    .action(async (options: ServeOptions, command: Command) => {
      const [unknown] = command.args;
      if (unknown !== undefined) command.error(unknownCommand(unknown, command), { exitCode: 2 });
      if (options.selftest) return print(`${await (await import('./selftest.ts')).selftest(app)}\n`);
      await (await import('./server/serve.ts')).serve(app, { ...options, port: options.port ?? 0 });
    });

  program
    .command('about')
    .description('print what is inside, from what, when, and by which version')
    .option('--json', 'as JSON')
    .action(async ({ json }: { json?: true }) => {
      const { aboutApp, aboutText } = await import('./about.ts');
      const about = aboutApp(app, host.file);
      print(json ? `${JSON.stringify(about, null, 2)}\n` : aboutText(about));
    });
  program
    .command('verify')
    .description('check every file inside against its hash')
    .action(() => verify(app));
  program
    .command('extract')
    .description('write the files inside to a folder')
    .argument('[pattern]', 'a path, a folder or a glob; default: all but the program')
    .option('--to <folder>', 'the folder', `${manifest.name}-${manifest.version}`)
    .option('--force', 'replace files that exist and are different')
    .action((pattern: string | undefined, options: { to: string; force?: true }) =>
      extract(app, pattern, options),
    );
  for (const part of parts) part.commands?.(program);
  // Behind the commands, which would take it over: an unknown command gets a sentence of its own.
  return program.allowExcessArguments();
}

const ENVIRONMENT = `
Environment:
  HOLDALL_CACHE  the folder for data that has to lie on the disk; it may be deleted at any time
                 (default: holdall in your cache folder)
  HOLDALL_DATA   the folder for what this app makes and is to be kept
                 (default: one of the app's name in your data folder)`;

async function verify({ payload, manifest }: App): Promise<void> {
  const { findDamage } = await import('./disk/verify.ts');
  const total = manifest.files.reduce((sum, file) => sum + file.size, 0);
  const progress = progressLine(total);
  const damages = await findDamage(payload, manifest, progress.add);
  progress.end();
  if (damages.length === 0)
    return print(
      `All ${formatCount(manifest.files.length, 'file')} inside are as they were packed, ${formatBytes(total)}.\n`,
    );
  for (const { path, what } of damages) process.stderr.write(`${path} ${what}\n`);
  const [first, ...others] = damages;
  throw new UserError(
    others.length > 0
      ? `${damages.length} of the files inside are damaged.`
      : `${first?.path} inside is damaged.`,
    { hint: 'Download the program again and compare its checksum.' },
  );
}

async function extract(
  app: App,
  pattern: string | undefined,
  options: { to: string; force?: true },
): Promise<void> {
  const { extractFiles, selectFiles } = await import('./disk/extract.ts');
  const paths = selectFiles(app.payload, pattern);
  const { written, unchanged, bytes } = await extractFiles(app.payload, app.manifest, paths, {
    ...options,
    signal: onInterrupt(),
  });
  const same =
    unchanged > 0
      ? ` ${formatCount(unchanged, 'file')} ${unchanged === 1 ? 'was' : 'were'} there already.`
      : '';
  print(`Extracted ${formatCount(written, 'file')}, ${formatBytes(bytes)}, to ${options.to}.${same}\n`);
}

/** Aborted by the first Ctrl-C or SIGTERM; a second one ends the process at once. */
function onInterrupt(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.once(name, () => controller.abort(new UserError('Interrupted: what was extracted is whole.')));
  return controller.signal;
}

function print(text: string): void {
  process.stdout.write(text);
}

/** A percentage that is written over itself, on a terminal only. */
function progressLine(total: number): { add(bytes: number): void; end(): void } {
  const isShown = process.stderr.isTTY;
  let done = 0;
  let shown = -1;
  return {
    add(bytes) {
      done += bytes;
      const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
      if (isShown && percent !== shown) process.stderr.write(`\r${percent} %`);
      shown = percent;
    },
    end() {
      if (isShown) process.stderr.write('\r\u001b[K');
    },
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}

function unknownCommand(name: string, program: Command): string {
  const near = nearest(
    name,
    program.commands.map((command) => command.name()),
  );
  return `error: there is no command '${name}'${near ? `\n(Did you mean ${near}?)` : ''}`;
}
