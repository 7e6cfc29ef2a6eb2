import { type Command, InvalidArgumentError } from 'commander';
import type { Run } from '../run.ts';

/** `holdall form ...`: the steps from a picture of a form to its layout, each alone. */
export function formCommands(program: Command, run: Run): void {
  const form = program
    .command('form')
    .description('From the picture of a paper form to its fields, step by step. It needs no spec.')
    .helpOption('--help', 'show help')
    .helpCommand(false);

  form
    .command('rectify')
    .description('Straighten the photo of a form: the sheet alone, upright, evenly lit.')
    .argument('<picture...>', 'photos, scans or PDFs')
    .requiredOption(
      '--to <file>',
      'a PNG, JPEG or WebP file; of several pages PAGE.png becomes PAGE-1.png, PAGE-2.png ...',
    )
    .option('--rectify <how>', 'none: the pictures are straight pages already (default: auto)')
    .option('--force', 'let it take the place of a file')
    .action((files: string[], options) =>
      run(async (signal) => (await import('./rectify.ts')).rectifyCommand(files, options, signal)),
    );

  withReading(form.command('detect'))
    .description('Find the places to fill of a form, and its words.')
    .argument('<picture...>', 'its pages in order: straightened pages, photos, scans or PDFs')
    .requiredOption('--to <file>', 'a JSON file, such as positions.json; - is standard output')
    .option('--no-words', 'read no words')
    .action((files: string[], options) =>
      run(async (signal) => (await import('./detect.ts')).detectCommand(files, options, signal)),
    );

  withReading(form.command('layout'))
    .description(
      'Make the layout of a form: its fields with labels, kinds and order, to mend and to build from.',
    )
    .argument('<file...>', 'what "holdall form detect" wrote; or the pages in order: photos, scans or PDFs')
    .requiredOption('--to <file>', 'a JSON file, such as registration.layout.json; - is standard output')
    .action((files: string[], options) =>
      run(async (signal) => (await import('./layout.ts')).layoutCommand(files, options, signal)),
    );

  form
    .command('edit')
    .description('Open a page to mend a layout: boxes over the picture, drawn, dragged and named.')
    .argument('<layout>', 'a layout, such as registration.layout.json; made anew with --picture')
    .option(
      '--picture <file>',
      'a photo, a scan or a PDF of its pages, instead of those that the layout names; may be repeated, in order',
      (file: string, before: string[] = []) => [...before, file],
    )
    .option('--language <list>', 'the languages of the words of a new layout, such as eng,fra (default: eng)')
    .option(
      '--rectify <how>',
      'none: the pictures are straight pages already (default: what the layout says)',
    )
    .option('--port <n>', 'the port of the page (default: a free one)', portNumber)
    .option('--no-open', 'open no browser')
    .action((file: string, options) =>
      run(async (signal) => (await import('./edit.ts')).editCommand(file, options, signal)),
    );
}

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port < 65536) return port;
  throw new InvalidArgumentError('It is no port: a whole number up to 65535.');
}

function withReading(command: Command): Command {
  return command
    .option('--language <list>', 'the languages of its words, such as eng,fra (default: eng)')
    .option('--rectify <how>', 'none: the pictures are straight pages already (default: auto)')
    .option('--force', 'let it take the place of a file');
}
