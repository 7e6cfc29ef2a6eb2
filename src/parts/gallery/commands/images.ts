import type { Command } from 'commander';
import { UserError } from '../../../base/error.ts';
import { formatBytes, formatCount } from '../../../base/format.ts';
import { textTable } from '../../terminal.ts';
import { unknownName } from '../../unknown.ts';
import type { Picture } from '../catalogue/catalogue.ts';
import { type Choice, choiceNames, sortNames } from '../filters/filter.ts';
import type { Gallery } from '../gallery.ts';
import { csv } from './csv.ts';

interface ImagesOptions {
  name?: string;
  from?: string;
  to?: string;
  set?: string[];
  colour?: string[];
  size?: string[];
  shape?: string[];
  type?: string[];
  sort?: string;
  group?: true;
  format?: 'table' | 'json' | 'csv';
  json?: true;
  extractTo?: string;
}

/** Adds `images`: the list of pictures, with the filters of the gallery. */
export function imagesCommand(program: Command, gallery: Gallery): void {
  const some = (value: string, before: string[] = []) => [...before, value];
  program
    .command('images')
    .description('list the pictures, or write them to a folder')
    .argument('[set]', 'of this image set only')
    .option('--name <words>', 'whose names have all of these words')
    .option('--set <name>', 'of this image set; like the filters below, it may be repeated', some)
    .option('--colour <name>', 'of this colour', some)
    .option('--size <size>', 'small (under 0.3 megapixels), medium or large (2 megapixels and more)', some)
    .option('--shape <shape>', 'landscape, portrait or square', some)
    .option('--type <format>', 'packed as this: webp, jpeg, ...', some)
    .option('--from <day>', 'taken on this day, month or year, or later')
    .option('--to <day>', 'taken on this day, month or year, or earlier')
    .option('--sort <fact>', `by ${sortNames.join(', ')}; with - before it the other way around`)
    .option('--group', 'of pictures that look alike, the first alone')
    .addOption(
      program
        .createOption('--format <format>', 'how to print (default: a table on a terminal, else csv)')
        .choices(['table', 'json', 'csv']),
    )
    .option('--json', 'the same as --format json')
    .option('--extract-to <folder>', 'write these pictures to a folder instead')
    .action((set: string | undefined, options: ImagesOptions) => images(gallery, set, options));
}

async function images(gallery: Gallery, set: string | undefined, options: ImagesOptions): Promise<void> {
  const pictures = selected(
    gallery,
    set === undefined ? options : { ...options, set: [...(options.set ?? []), set] },
  );
  if (options.extractTo !== undefined) {
    const { extractPictures } = await import('./extract.ts');
    await extractPictures(gallery.context.payload, pictures, options.extractTo);
    process.stdout.write(`Extracted ${formatCount(pictures.length, 'picture')} to ${options.extractTo}.\n`);
    return;
  }
  const format = options.json ? 'json' : (options.format ?? (process.stdout.isTTY ? 'table' : 'csv'));
  process.stdout.write(printed(pictures, format));
}

/** The pictures that the options pick. Throws a `UserError` (wrong usage) for options that make no sense. */
function selected({ catalogue, selections }: Gallery, options: ImagesOptions): Picture[] {
  const unknown = options.set?.find((name) => !catalogue.sets.includes(name));
  if (unknown !== undefined) throw unknownName('image set', unknown, catalogue.sets);
  const query = new URLSearchParams();
  for (const key of ['name', 'from', 'to', 'sort'] as const) if (options[key]) query.set(key, options[key]);
  const listOf = (choice: Choice) => options[choice === 'format' ? 'type' : choice] ?? [];
  for (const choice of choiceNames) for (const value of listOf(choice)) query.append(choice, value);
  if (options.group) query.set('group', 'duplicates');
  try {
    return selections.of(selections.read(query)).pictures;
  } catch (error) {
    throw error instanceof Error && 'status' in error ? new UserError(error.message, { exitCode: 2 }) : error;
  }
}

/** JSON has everything that is known; a table for people writes sizes out. */
function printed(pictures: Picture[], format: 'table' | 'json' | 'csv'): string {
  if (format === 'json')
    return `${JSON.stringify(
      pictures.map(({ id, set, title, colour, image }) => ({ id, set, title, colour, ...image })),
      null,
      2,
    )}\n`;
  if (format === 'csv') {
    const head = ['set', 'file', 'width', 'height', 'format', 'bytes', 'taken', 'colour', 'source'];
    const row = ({ set, colour, image }: Picture) => [
      ...[set, image.file, image.width, image.height, image.format, image.size],
      ...[image.taken ?? '', colour ?? '', image.source],
    ];
    return csv(head, pictures.map(row));
  }
  const row = ({ set, colour, image }: Picture) => [
    set,
    image.file,
    `${image.width} × ${image.height}`,
    image.format,
    formatBytes(image.size),
    colour ?? '',
    image.source,
  ];
  return textTable(['set', 'file', 'pixels', 'format', 'size', 'colour', 'source'], pictures.map(row));
}
