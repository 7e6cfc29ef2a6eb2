import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatUserError, UserError } from '../../../src/base/error.ts';
import { withDuck } from '../../../src/table/duckdb.ts';
import type { ColumnKind, RowPlace } from '../../../src/table/raw.ts';
import type { ReadOptions } from '../../../src/table/read/options.ts';
import { readTable } from '../../../src/table/read/read.ts';
import { tempFolder } from '../../support/temp.ts';

/** Files of a table by name, in order: their content. */
export type Files = Record<string, string | Uint8Array>;

export interface ReadResult {
  names: string[];
  kinds: ColumnKind[];
  rows: unknown[][];
  /** Of every row. */
  places: RowPlace[];
}

/** Reads one table of these files as texts, and where each of its rows came from. */
export async function read(
  files: Files,
  options: ReadOptions = {},
  signal?: AbortSignal,
): Promise<ReadResult> {
  const temp = tempFolder();
  const sources = Object.entries(files).map(([source, content], index) => {
    const file = join(temp, `source${index}`);
    writeFileSync(file, content);
    return { file, source };
  });
  return await withDuck(temp, undefined, async (duck) => {
    const raw = await readTable({ duck, table: 't', temp, signal }, sources, options);
    const rows = await duck.rows('SELECT * FROM t ORDER BY rowid');
    const places = await raw.locate(rows.map((_, row) => row));
    return {
      names: raw.columns.map(({ name }) => name),
      kinds: raw.columns.map(({ kind }) => kind),
      rows,
      places,
    };
  });
}

/** What reading that has to fail says, with its place. */
export async function fault(files: Files, options: ReadOptions = {}): Promise<string> {
  const error: unknown = await read(files, options).then(
    () => new Error('no problem'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw error;
  return formatUserError(error);
}
