import { once } from 'node:events';
import { extname } from 'node:path';
import { UserError } from '../../../base/error.ts';
import { formatCount } from '../../../base/format.ts';
import { readerOf } from '../../../language/reader.ts';
import { writeFile } from '../../export/write-file.ts';
import { write } from '../../output.ts';
import { type FormatName, formatNames, formats } from '../export/export.ts';
import { exportOf } from '../export/routes.ts';
import type { Site } from '../pages/site.ts';
import { checkFree, type FormOptions, formFor } from './options.ts';

interface ExportOptions extends FormOptions {
  format?: FormatName;
  to?: string;
  force?: true;
  bom?: true;
}

/** Writes all answers to a file, all or nothing, or to standard output. */
export async function exportAnswers(site: Site, options: ExportOptions): Promise<void> {
  const { to } = options;
  const form = formFor(site, options);
  const format = options.format ?? formatOf(to);
  if (to === undefined && format === 'xlsx' && process.stdout.isTTY) {
    throw new UserError('A workbook is nothing for a terminal.', {
      hint: 'Say where it goes: --to FILE.',
      exitCode: 2,
    });
  }
  if (to !== undefined) checkFree(to, options.force);
  const what = exportOf(site.desk, form, readerOf(options.language), options.bom ?? false);
  const bytes = formats[format].write(what);
  if (to === undefined) {
    for await (const chunk of bytes) if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
    return;
  }
  await writeFile(to, bytes);
  await write(`Wrote ${formatCount(what.count, 'answer')} to ${to}.\n`);
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
