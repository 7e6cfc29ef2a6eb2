import { cleanTable } from './clean/clean.ts';
import type { Cleaned, DoneTables } from './clean/cleaned.ts';
import { rejectsSql } from './clean/rejects.ts';
import { type CorrectedDocument, writeCorrected } from './correct/publish.ts';
import type { TableOptions } from './options.ts';
import { tablePointer } from './pointer.ts';
import type { LoadContext, RawTable, TableFile } from './raw.ts';
import { readTable } from './read/read.ts';
import { summarize, type TypedColumn } from './statistics/summarize.ts';
import type { TableSummary } from './summary.ts';
import { type DecidedType, decideTypes, makeTyped } from './types.ts';

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
  /** A DuckDB table of its rejects, as `rejectsSql` tells them; undefined without rules. */
  rejects: string | undefined;
  /** Its corrected documents, if they are wanted. */
  documents: CorrectedDocument[];
}

/**
 * Reads a table, cleans it, finds the types of its columns and works out its statistics. With a
 * folder for them, its corrected documents are written there.
 */
export async function describeTable(
  context: LoadContext,
  source: TableSource,
  onProgress: ((text: string) => void) | undefined,
  folder?: string,
): Promise<DescribedTable> {
  const { duck, signal } = context;
  const { name, files, options } = source;
  onProgress?.(`reading ${name}`);
  const read = await readTable(context, files, options);
  const cleaned = await cleanTable(context, read, options, tablePointer(name));
  const { raw } = cleaned;
  const done = cleaned.done && { ...cleaned.done, told: await tellRejects(context, read, cleaned.done) };
  const types = await decideTypes(duck, raw);
  if (folder !== undefined) onProgress?.(`corrected documents of ${name}`);
  const documents =
    folder === undefined ? [] : await writeDocuments(context, folder, source, { read, cleaned, done, types });
  for (const table of Object.values(cleaned.done ?? {})) await duck.run(`DROP TABLE ${table}`);
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
    summary: {
      name,
      rows: raw.rows,
      ...statistics,
      ...(cleaned.summary && { cleaned: cleaned.summary }),
      sources,
    },
    rejects: done?.told,
    documents,
  };
}

/** Makes a table of the rejects with their places. */
async function tellRejects({ duck, table }: LoadContext, read: RawTable, done: DoneTables): Promise<string> {
  const told = `${table}_told`;
  await duck.run(`CREATE TABLE ${told} AS ${await rejectsSql(duck, read, done)}`);
  return told;
}

async function writeDocuments(
  context: LoadContext,
  folder: string,
  { name, files }: TableSource,
  {
    read,
    cleaned: { raw, origins },
    done,
    types,
  }: {
    read: RawTable;
    cleaned: Cleaned;
    done: (DoneTables & { told: string }) | undefined;
    types: DecidedType[];
  },
): Promise<CorrectedDocument[]> {
  const typesAsRead = read.columns.map((_, column) => types[origins.indexOf(column)]?.type);
  return await writeCorrected(context, folder, { name, files, read, cleaned: raw, done, types: typesAsRead });
}
