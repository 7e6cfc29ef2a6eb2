import { once } from 'node:events';
import { formatCount } from '../../../base/format.ts';
import { readerOf } from '../../../language/reader.ts';
import { exportFormat } from '../../export/target.ts';
import { writeFile } from '../../export/write-file.ts';
import { write } from '../../output.ts';
import { type FormatName, formatNames, formats } from '../export/export.ts';
import { exportOf } from '../export/routes.ts';
import type { Site } from '../pages/site.ts';
import { type FormOptions, formFor } from './options.ts';

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
  const format = exportFormat(options, formatNames, 'csv');
  const what = exportOf(site.desk, form, readerOf(options.language), options.bom ?? false);
  const bytes = formats[format].write(what);
  if (to === undefined) {
    for await (const chunk of bytes) if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
    return;
  }
  await writeFile(to, bytes);
  await write(`Wrote ${formatCount(what.count, 'answer')} to ${to}.\n`);
}
