import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { UserError } from '../base/error.ts';
import { lowerAscii } from './column-names.ts';
import type { CorrectedDocument } from './correct/publish.ts';
import { describeTable, type TableSource } from './describe.ts';
import { withDuck } from './duckdb.ts';
import { tablePointer } from './pointer.ts';
import type { LoadContext } from './raw.ts';
import { createSqlite, writeSqliteRejects, writeSqliteTable } from './sqlite.ts';
import type { TableSummary } from './summary.ts';

/**
 * Raised by hand whenever this folder's code gives other tables, and with the versions of the
 * libraries that read them.
 */
const engine = 'tables 7, duckdb 1.5.5-r.5, yauzl 3.4.0, yazl 3.3.1';

/** Changes whenever the same sources could give other tables: a part of cache keys. */
export function tableEngineVersion(): string {
  return `${engine}, sqlite ${process.versions['sqlite']}`;
}

export interface BuildOptions {
  signal?: AbortSignal;
  /** Called now and then with what is being done. */
  onProgress?: (text: string) => void;
  /** Corrected documents are written to this folder, which is made, and told of one by one. */
  documents?: { folder: string; onDocument: (document: CorrectedDocument) => void };
}

/**
 * Reads the tables and writes them to one new SQLite file at `out`; the same input gives the same
 * bytes. Temporary files lie in a folder beside `out` that is removed at the end. Throws a
 * `UserError` for input that is wrong, and the signal's reason when it is aborted; `out` and the folder
 * of documents are removed then.
 */
export async function buildTables(
  tables: TableSource[],
  out: string,
  options: BuildOptions = {},
): Promise<TableSummary[]> {
  const { signal, documents } = options;
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
          summaries.push(await buildTable(context, source, db, options));
        }
        return summaries;
      });
    } finally {
      db.close();
    }
  } catch (error) {
    await rm(out, { force: true });
    if (documents) await rm(documents.folder, { recursive: true, force: true });
    signal?.throwIfAborted();
    throw error;
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

async function buildTable(
  context: LoadContext,
  source: TableSource,
  db: DatabaseSync,
  { onProgress, documents }: BuildOptions,
): Promise<TableSummary> {
  const { duck, signal } = context;
  const described = await describeTable(context, source, onProgress, documents?.folder);
  const { table, columns, summary } = described;
  for (const document of described.documents) documents?.onDocument(document);
  await writeSqliteTable(db, source.name, {
    duck,
    table,
    columns,
    summaries: summary.columns,
    signal,
    onProgress: (text) => onProgress?.(text),
  });
  await duck.run(`DROP TABLE ${table}`);
  if (described.rejects !== undefined) {
    await writeSqliteRejects(db, source.name, { duck, table: described.rejects });
    await duck.run(`DROP TABLE ${described.rejects}`);
  }
  return summary;
}

/** SQLite takes no names that differ by case alone, and keeps those with `sqlite_` to itself. */
function checkNames(tables: TableSource[]): void {
  const seen = new Map<string, string>();
  for (const { name } of tables) {
    const at = { pointer: tablePointer(name) };
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
