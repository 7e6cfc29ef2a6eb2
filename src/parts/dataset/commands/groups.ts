import { formatCount, formatNumber } from '../../../base/format.ts';
import { columnNamed, nameAt } from '../address/columns.ts';
import { type Group, type groupOrders, groupsOf, readMeasure, summaryOf } from '../api/groups.ts';
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
  const groups = groupsOf(selection, place, measure, options.order);
  const output = outputOf(options.format);
  await writeRecords(
    output,
    [nameAt(table, place), heading],
    groups.slice(0, options.limit).map(({ group, value }) => [group, value]),
  );
  if (output === 'table') process.stderr.write(`${inShort(groups)}\n`);
}

/** What a person wants to know of many groups: the median basket. */
function inShort(groups: Group[]): string {
  const all = formatCount(groups.length, 'group');
  const values = summaryOf(groups);
  if (!values) return `${all}.`;
  return `${all}; their values have the mean ${formatNumber(values.mean)} and the median ${formatNumber(values.median)}.`;
}
