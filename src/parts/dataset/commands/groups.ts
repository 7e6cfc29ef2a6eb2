import { columnNamed, nameAt } from '../address/columns.ts';
import { type groupOrders, groupsOf, readMeasure } from '../api/groups.ts';
import type { Dataset } from '../dataset.ts';
import { asUsage, type QueryOptions, selectionOf } from './options.ts';
import { type Output, outputOf, writeRecords } from './output.ts';

/** Prints one value for each value of a column. */
export async function printGroups(
  dataset: Dataset,
  by: string,
  options: QueryOptions & {
    value?: string;
    aggregate?: string;
    order: (typeof groupOrders)[number];
    limit?: number;
    format?: Output;
  },
): Promise<void> {
  const { selection } = await selectionOf(dataset, options);
  const { table } = selection;
  const place = asUsage(() => columnNamed(table, by));
  const measure = asUsage(() => readMeasure(table, options.value, options.aggregate));
  const heading = measure ? `${measure.aggregate} of ${nameAt(table, measure.column)}` : 'rows';
  await writeRecords(
    outputOf(options.format),
    [nameAt(table, place), heading],
    groupsOf(selection, place, measure, options.order)
      .slice(0, options.limit)
      .map(({ group, value }) => [group, value]),
  );
}
