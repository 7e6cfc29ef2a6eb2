import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { UserError } from '../base/error.ts';
import { formatCount } from '../base/format.ts';
import { readCsv } from './csv.ts';
import { type Duck, withDuck } from './duckdb.ts';
import { readJson } from './json.ts';
import type { TableOptions } from './options.ts';
import type { ReadContext, ReadTable, TableFile } from './source.ts';
import { type TypedTable, writeSqlite } from './sqlite.ts';
import { columnSummary } from './statistics.ts';
import type { TableSummary } from './summary.ts';
import { columnTypes, duckTypes } from './types.ts';
import { readXlsxTable } from './xlsx.ts';

/** A table of the spec: one file, or several of one shape whose rows follow each other. */
export interface TableInput {
  name: string;
  files: TableFile[];
  options: TableOptions;
}

interface BuildOptions {
  signal?: AbortSignal;
  onProgress?: (text: string) => void;
}

const readers: Record<string, (table: TableFile, context: ReadContext) => Promise<ReadTable>> = {
  '.csv': readCsv,
  '.tsv': readCsv,
  '.json': readJson,
  '.ndjson': readJson,
  '.jsonl': readJson,
  '.xlsx': readXlsxTable,
};

/** Changes whenever the same sources would give other tables: a part of cache keys. */
export async function tableEngineVersion(): Promise<string> {
  const { version } = await import('@duckdb/node-api');
  return `duckdb ${version()}, sqlite ${process.versions.sqlite}, tables 1`;
}

/**
 * Reads tables, decides their types, takes their statistics, and writes all of them to one SQLite
 * file at `out`. Temporary files lie beside `out`; on failure nothing is left. Throws a
 * `UserError` with file and line for what is wrong with a source.
 */
export async function buildTables(
  tables: TableInput[],
  out: string,
  { signal, onProgress }: BuildOptions = {},
): Promise<TableSummary[]> {
  const temp = await mkdtemp(join(dirname(out), 'tables-'));
  try {
    return await withDuck(temp, signal, async (duck) => {
      const typed: TypedTable[] = [];
      const summaries: TableSummary[] = [];
      for (const [number, input] of tables.entries()) {
        onProgress?.(`reading ${input.name}`);
        const table = await readTyped(duck, input, number, temp, signal);
        typed.push(table);
        onProgress?.(`statistics of ${input.name}`);
        summaries.push(await summarize(duck, table, input.files));
      }
      await writeSqlite(duck, typed, out, {
        signal,
        onRows: (name, rows) => onProgress?.(`${name}: ${formatCount(rows, 'row')}`),
      });
      return summaries;
    });
  } catch (error) {
    await rm(out, { force: true });
    throw error;
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

/** All files of a table as one typed DuckDB table. */
async function readTyped(
  duck: Duck,
  { name, files, options }: TableInput,
  number: number,
  temp: string,
  signal: AbortSignal | undefined,
): Promise<TypedTable> {
  const read: (ReadTable & { into: string; source: string })[] = [];
  for (const [index, file] of files.entries()) {
    const into = `raw_${number}_${index}`;
    const reader = readers[extname(file.source).toLowerCase()];
    if (!reader) throw unknownFormat(file.source);
    read.push({ ...(await reader(file, { duck, into, options, temp, signal })), into, source: file.source });
  }
  const [first] = read;
  if (!first) throw new Error(`the table ${name} has no files`);
  for (const other of read) checkSameColumns(first, other);

  const raw = `raw_${number}`;
  await duck.run(
    `CREATE VIEW ${raw} AS ${read.map(({ into }) => `SELECT * FROM ${into}`).join(' UNION ALL ')}`,
  );
  const textual = first.columns.map((_, index) => read.some((one) => one.textual[index]));
  const types = await columnTypes(duck, raw, textual);
  const table = `typed_${number}`;
  const select = types.map((type, index) => `CAST(c${index} AS ${duckTypes[type]}) AS c${index}`);
  await duck.run(`CREATE TABLE ${table} AS SELECT ${select.join(', ')} FROM ${raw}`);
  await duck.run(`DROP VIEW ${raw}`);
  for (const { into } of read) await duck.run(`DROP TABLE ${into}`);
  return {
    table,
    name,
    columns: first.columns.map((column, index) => ({ name: column, type: types[index] ?? 'text' })),
  };
}

async function summarize(
  duck: Duck,
  { table, name, columns }: TypedTable,
  files: TableFile[],
): Promise<TableSummary> {
  const [[rows] = []] = await duck.rows(`SELECT count(*) FROM ${table}`);
  const summaries = [];
  for (const [index, column] of columns.entries())
    summaries.push(await columnSummary(duck, table, `c${index}`, column));
  return { name, rows: Number(rows), columns: summaries, sources: files.map(({ source }) => source) };
}

function checkSameColumns(
  first: ReadTable & { source: string },
  other: ReadTable & { source: string },
): void {
  const at = first.columns.findIndex((column, index) => other.columns[index] !== column);
  if (at < 0 && first.columns.length === other.columns.length) return;
  const index = at < 0 ? first.columns.length : at;
  const nameOf = (columns: string[]) => (columns[index] === undefined ? 'none' : `"${columns[index]}"`);
  throw new UserError(
    `Column ${index + 1} of ${other.source} is ${nameOf(other.columns)}, and that of ${first.source} is ${nameOf(first.columns)}.`,
    { hint: 'The files of one table have the same columns in the same order: mend it, or make two tables.' },
  );
}

function unknownFormat(source: string): UserError {
  return new UserError('This is no table that can be read.', {
    hint: `The name of a table ends in ${Object.keys(readers).join(', ')}.`,
    at: { file: source },
  });
}
