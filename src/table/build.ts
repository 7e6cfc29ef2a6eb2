import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../base/error.ts';
import { formatCount } from '../base/format.ts';
import { cleanTable } from './clean/clean.ts';
import { lowerAscii } from './column-names.ts';
import type { Duck } from './duckdb.ts';
import { withDuck } from './duckdb.ts';
import type { TableOptions } from './options.ts';
import type { TableFile } from './raw.ts';
import { readTable } from './read/read.ts';
import { createSqlite, writeSqliteTable } from './sqlite.ts';
import { summarize } from './statistics/summarize.ts';
import type { TableSummary } from './summary.ts';
import { decideTypes, makeTyped } from './types.ts';

/**
 * Raised by hand whenever this folder's code gives other tables, and with the versions of the
 * libraries that read them.
 */
const engine = 'tables 2, duckdb 1.5.5-r.5, hucre 1.0.0';

/** Changes whenever the same sources could give other tables: a part of cache keys. */
export function tableEngineVersion(): string {
  return `${engine}, sqlite ${process.versions['sqlite']}`;
}

/** A table to build: its name in the spec, its files in order, and its options. */
export interface TableSource {
  name: string;
  files: TableFile[];
  options: TableOptions;
}

export interface BuildOptions {
  signal?: AbortSignal;
  /** Called now and then with what is being done. */
  onProgress?: (text: string) => void;
}

/**
 * Reads the tables and writes them to one new SQLite file at `out`; the same input gives the same
 * bytes. Temporary files lie in a folder beside `out` that is removed at the end. Throws a
 * `UserError` for input that is wrong, and the signal's reason when it is aborted; `out` is removed
 * then.
 */
export async function buildTables(
  tables: TableSource[],
  out: string,
  { signal, onProgress }: BuildOptions = {},
): Promise<TableSummary[]> {
  checkNames(tables);
  signal?.throwIfAborted();
  await rm(out, { force: true });
  const temp = await mkdtemp(join(dirname(resolve(out)), '.tables-'));
  try {
    const db = await createSqlite(out);
    try {
      return await withDuck(temp, signal, async (duck) => {
        const summaries: TableSummary[] = [];
        for (const [index, source] of tables.entries()) {
          const context = { duck, table: `t${index}`, temp, signal };
          summaries.push(await buildTable(context, source, db, onProgress));
        }
        return summaries;
      });
    } finally {
      db.close();
    }
  } catch (error) {
    await rm(out, { force: true });
    signal?.throwIfAborted();
    throw error;
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

async function buildTable(
  context: { duck: Duck; table: string; temp: string; signal: AbortSignal | undefined },
  { name, files, options }: TableSource,
  db: Awaited<ReturnType<typeof createSqlite>>,
  onProgress: BuildOptions['onProgress'],
): Promise<TableSummary> {
  const { duck } = context;
  onProgress?.(`reading ${name}`);
  const { raw } = await cleanTable(context, await readTable(context, files, options), options);
  const types = await decideTypes(duck, raw);
  const table = await makeTyped(duck, raw, types);
  const columns = raw.columns.map((column, index) => ({
    column: `c${index}`,
    name: column.name,
    type: types[index] ?? 'text',
  }));
  onProgress?.(`statistics of ${name}`);
  const summaries = await summarize(duck, table, columns);
  await writeSqliteTable(db, name, { duck, table, columns, summaries }, (rows) =>
    onProgress?.(`${name}: ${formatCount(rows, 'row')}`),
  );
  await duck.run(`DROP TABLE ${table}`);
  return { name, rows: raw.rows, columns: summaries, sources: files.map(({ source }) => source) };
}

/** SQLite takes no names that differ by case alone, and keeps those with `sqlite_` to itself. */
function checkNames(tables: TableSource[]): void {
  const seen = new Map<string, string>();
  for (const { name } of tables) {
    const at = { pointer: `/tables/${name.replaceAll('~', '~0').replaceAll('/', '~1')}` };
    const other = seen.get(lowerAscii(name));
    if (other !== undefined) {
      throw new UserError(
        `The tables "${other}" and "${name}" have the same name but for the case of letters.`,
        {
          hint: 'Give each table a name of its own.',
          at,
          exitCode: 2,
        },
      );
    }
    if (lowerAscii(name).startsWith('sqlite_')) {
      throw new UserError(`The table "${name}" has a name that SQLite keeps to itself.`, {
        hint: 'Choose a name that does not begin with "sqlite_".',
        at,
        exitCode: 2,
      });
    }
    seen.set(lowerAscii(name), name);
  }
}
