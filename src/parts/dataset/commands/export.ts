import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { UserError } from '../../../base/error.ts';
import { formatCount } from '../../../base/format.ts';
import { writeFile } from '../../export/write-file.ts';
import type { Dataset } from '../dataset.ts';
import { batchesOf } from '../export/batches.ts';
import { type FormatName, formatNames, formats } from '../export/formats.ts';
import { type QueryOptions, selectionOf } from './options.ts';
import { write } from './output.ts';

interface ExportOptions extends QueryOptions {
  format?: FormatName;
  to?: string;
  force?: true;
  bom?: true;
}

/** Writes the rows that are asked for to a file, all or nothing, or to standard output. */
export async function exportRows(dataset: Dataset, options: ExportOptions): Promise<void> {
  const { to } = options;
  const format = options.format ?? formatOf(to);
  if (to === undefined && format === 'xlsx' && process.stdout.isTTY)
    throw new UserError('A workbook is nothing for a terminal.', {
      hint: 'Say where it goes: --to FILE.',
      exitCode: 2,
    });
  if (to !== undefined && !options.force && existsSync(to))
    throw new UserError(`${to} is there already.`, { hint: 'Name another file, or replace it by --force.' });
  const { selection, columns } = await selectionOf(dataset, options);
  const batches = batchesOf(selection, 0, selection.count);
  const bytes = formats[format].write({ selection, columns, batches, mark: options.bom ?? false });
  if (to === undefined) {
    for await (const some of bytes) await write(some);
    return;
  }
  await writeFile(to, bytes);
  await write(`Wrote ${formatCount(selection.count, 'row')} to ${to}.\n`);
}

/** By the file's ending; CSV where it says nothing. */
function formatOf(file: string | undefined): FormatName {
  const ending = extname(file ?? '')
    .slice(1)
    .toLowerCase();
  const format = formatNames.find((name) => name === ending);
  if (format !== undefined || ending === '') return format ?? 'csv';
  throw new UserError(`What a file that ends in ".${ending}" should hold is not known.`, {
    hint: `Say it by --format ${formatNames.join('|')}.`,
    exitCode: 2,
  });
}
