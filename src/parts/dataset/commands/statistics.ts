import type { ColumnSummary } from '../../../table/summary.ts';
import { findColumn } from '../api/columns.ts';
import { statisticOf } from '../api/statistics.ts';
import type { Dataset } from '../dataset.ts';
import type { Value } from '../query.ts';
import { asUsage, tableOf } from './options.ts';
import { type Output, outputOf, writeRecords } from './output.ts';

/** Prints the tables. */
export async function printTables(dataset: Dataset, options: { format?: Output }): Promise<void> {
  await writeRecords(
    outputOf(options.format),
    ['table', 'rows', 'columns', 'from'],
    dataset.tables.map(({ name, rows, columns, sources }) => [
      name,
      rows,
      columns.length,
      sources.join(', '),
    ]),
    dataset.tables,
  );
}

/** Prints the statistics of a table's columns, or of one; in JSON all of them. */
export async function printStatistics(
  dataset: Dataset,
  column: string | undefined,
  options: { table?: string; format?: Output },
): Promise<void> {
  const table = tableOf(dataset, options.table);
  const shown = column === undefined ? table.columns : [asUsage(() => findColumn(table, column)).column];
  await writeRecords(
    outputOf(options.format),
    ['column', 'type', 'count', 'nulls', 'distinct', 'min', 'max', 'mean', 'median', 'mode', 'times'],
    shown.map(recordOf),
    shown,
  );
}

function recordOf(column: ColumnSummary): Value[] {
  const value = (statistic: 'mean' | 'median' | 'mode'): Value => {
    const found = statisticOf(column, statistic);
    return Array.isArray(found) ? null : found;
  };
  const { name, type, count, nulls, distinct, min, max, top } = column;
  return [
    name,
    type,
    count,
    nulls,
    distinct,
    min,
    max,
    value('mean'),
    value('median'),
    value('mode'),
    top[0]?.count ?? 0,
  ];
}
