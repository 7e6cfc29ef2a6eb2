import { formatCount, formatNumber } from '../../../base/format.ts';
import { nameAt } from '../address/columns.ts';
import { readRowNumber } from '../api/parameters.ts';
import { randomRows } from '../api/random.ts';
import type { Dataset } from '../dataset.ts';
import { batchesOf } from '../export/batches.ts';
import { formats } from '../export/formats.ts';
import type { Row } from '../query.ts';
import { asUsage, type QueryOptions, selectionOf, tableOf } from './options.ts';
import { type Output, outputOf, valueTable, write, writeRecords } from './output.ts';

/** Rows that a terminal shows unless more are asked for. */
const usualRows = 50;

/** Prints the rows that are asked for, all of them unless for a terminal. */
export async function printRows(
  dataset: Dataset,
  options: QueryOptions & { limit?: number; offset: number; format?: Output },
): Promise<void> {
  const output = outputOf(options.format);
  const { selection, columns } = await selectionOf(dataset, options);
  const { offset, limit = output === 'table' ? usualRows : Number.MAX_SAFE_INTEGER } = options;
  const batches = batchesOf(selection, offset, limit);
  if (output !== 'table') {
    for await (const bytes of formats[output].write({ selection, columns, batches })) await write(bytes);
    return;
  }
  const rows: Row[] = [];
  for await (const batch of batches) rows.push(...batch);
  await write(
    valueTable(
      columns.map((place) => nameAt(selection.table, place)),
      rows.map(({ values }) => columns.map((place) => values[place] ?? null)),
    ),
  );
  const end = offset + rows.length;
  if (options.limit === undefined && end < selection.count)
    process.stderr.write(
      `${formatCount(rows.length, 'row')} of ${formatNumber(selection.count)}; more with --limit and --offset.\n`,
    );
}

/** Prints one row, on a terminal a line for each of its values. */
export async function printRow(
  dataset: Dataset,
  text: string,
  options: { table?: string; format?: Output },
): Promise<void> {
  const table = tableOf(dataset, options.table);
  const number = asUsage(() => readRowNumber(text, table.rows));
  const values = (await dataset.engine()).row(table, number) ?? [];
  const names = table.columns.map(({ name }) => name);
  const output = outputOf(options.format);
  if (output === 'table')
    return writeRecords(
      output,
      ['column', 'value'],
      names.map((name, place) => [name, values[place] ?? null]),
    );
  await writeRecords(output, names, [values]);
}

/** Prints rows at random. */
export async function printRandom(
  dataset: Dataset,
  options: QueryOptions & { n: number; seed?: string; format?: Output },
): Promise<void> {
  const { selection, columns } = await selectionOf(dataset, options);
  const rows = randomRows(selection, options.n, options.seed);
  await writeRecords(
    outputOf(options.format),
    columns.map((place) => nameAt(selection.table, place)),
    rows.map(({ values }) => columns.map((place) => values[place] ?? null)),
  );
}
