import { formatCount } from '../../../base/format.ts';
import { exportFormat } from '../../export/target.ts';
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
  const format = exportFormat(options, formatNames, 'csv');
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
