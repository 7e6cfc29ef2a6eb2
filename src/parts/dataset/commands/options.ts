import type { Command } from 'commander';
import { HTTPException } from 'hono/http-exception';
import { UserError } from '../../../base/error.ts';
import type { TableSummary } from '../../../table/summary.ts';
import { readColumns } from '../address/columns.ts';
import { readQuery } from '../address/read.ts';
import type { Dataset } from '../dataset.ts';
import type { Selection } from '../query.ts';

/** Options that say which rows. */
export interface QueryOptions {
  table?: string;
  where?: string[];
  search?: string;
  sort?: string;
  columns?: string;
}

/** Adds the option that names the table. */
export function withTable(command: Command): Command {
  return command.option('--table <name>', 'the table (default: the first)');
}

/** Adds the options that say which rows. */
export function withQuery(command: Command): Command {
  return withTable(command)
    .option(
      '--where <condition>',
      'only rows for which this holds, as in an address: shop=North, price__gt=5; may be repeated',
      (condition: string, before: string[] | undefined) => [...(before ?? []), condition],
    )
    .option('--search <words>', 'only rows with these words in their texts')
    .option('--sort <columns>', 'by these columns, with a minus the largest first: price,-date')
    .option('--columns <columns>', 'these columns in this order');
}

/** The table that is asked for. */
export function tableOf(dataset: Dataset, name: string | undefined): TableSummary {
  const [first] = dataset.tables;
  if (name === undefined && first) return first;
  return asUsage(() => dataset.table(name ?? ''));
}

/** The rows and columns that are asked for. */
export async function selectionOf(
  dataset: Dataset,
  options: QueryOptions,
): Promise<{ selection: Selection; columns: number[] }> {
  const table = tableOf(dataset, options.table);
  const parameters = new URLSearchParams();
  for (const condition of options.where ?? []) {
    const at = condition.indexOf('=');
    // `--where price__isnull` needs no value.
    if (at < 0) parameters.append(condition, '');
    else parameters.append(condition.slice(0, at), condition.slice(at + 1));
  }
  if (options.search !== undefined) parameters.append('_search', options.search);
  if (options.sort !== undefined) parameters.append('_sort', options.sort);
  const query = asUsage(() => readQuery(table, parameters).query);
  const columns = asUsage(() => readColumns(table, options.columns));
  try {
    return { selection: await dataset.select(table, query), columns };
  } catch (error) {
    throw usageOf(error);
  }
}

/** What is wrong in a request is wrong usage on the command line. */
export function asUsage<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw usageOf(error);
  }
}

function usageOf(error: unknown): unknown {
  return error instanceof HTTPException ? new UserError(error.message, { exitCode: 2 }) : error;
}
