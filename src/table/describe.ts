import { cleanTable } from './clean/clean.ts';
import type { TableOptions } from './options.ts';
import { tablePointer } from './pointer.ts';
import type { LoadContext, TableFile } from './raw.ts';
import { readTable } from './read/read.ts';
import { summarize, type TypedColumn } from './statistics/summarize.ts';
import type { TableSummary } from './summary.ts';
import { decideTypes, makeTyped } from './types.ts';

/** A table to build: its name in the spec, its files in order, and its options. */
export interface TableSource {
  name: string;
  files: TableFile[];
  options: TableOptions;
}

/** A typed table in DuckDB, and what is known of it. */
export interface DescribedTable {
  table: string;
  columns: TypedColumn[];
  summary: TableSummary;
}

/** Reads a table, cleans it, finds the types of its columns and works out its statistics. */
export async function describeTable(
  context: LoadContext,
  { name, files, options }: TableSource,
  onProgress: ((text: string) => void) | undefined,
): Promise<DescribedTable> {
  const { duck, signal } = context;
  onProgress?.(`reading ${name}`);
  const read = await readTable(context, files, options);
  const { raw, summary: cleaned } = await cleanTable(context, read, options, tablePointer(name));
  const types = await decideTypes(duck, raw);
  const table = await makeTyped(
    duck,
    raw,
    types.map(({ type }) => type),
  );
  const columns = raw.columns.map(({ name, title, unit }, index): TypedColumn => {
    const { type = 'text', why = { by: 'values' as const } } = types[index] ?? {};
    const shown = { ...(title !== undefined && { title }), ...(unit !== undefined && { unit }) };
    return { column: `c${index}`, name, type, why, ...shown };
  });
  const statistics = await summarize(duck, table, raw.rows, columns, {
    quantiles: options.quantiles,
    signal,
    onColumn: (column) => onProgress?.(`statistics of ${name}: ${column}`),
  });
  const sources = files.map(({ source }) => source);
  return {
    table,
    columns,
    summary: { name, rows: raw.rows, ...statistics, ...(cleaned && { cleaned }), sources },
  };
}
