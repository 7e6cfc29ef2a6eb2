import { UserError } from '../base/error.ts';
import type { Duck } from './duckdb.ts';
import type { TableOptions } from './options.ts';

/** A file of a table: where it lies, and what messages and reports call it. */
export interface TableFile {
  file: string;
  /** As the spec names it; its extension says what it is. */
  source: string;
}

/** What a reader is handed. */
export interface ReadContext {
  duck: Duck;
  /** The DuckDB table to make: a VARCHAR column `c0`, `c1`, ... for each of the source. */
  into: string;
  options: TableOptions;
  /** A folder for what lies in between. */
  temp: string;
  signal: AbortSignal | undefined;
}

/** What a reader found. */
export interface ReadTable {
  columns: string[];
  rows: number;
  /** For each column, whether its values stood there as texts: then no numbers are made of them. */
  textual: boolean[];
}

/** The most columns that a SQLite table can have. */
const MAX_COLUMNS = 2000;

/**
 * The names of a table's columns out of its header: trimmed, `column3` for an empty one. Throws a
 * `UserError` for names that SQLite would take for the same, and for too many.
 */
export function columnNames(header: readonly (string | null)[], source: string): string[] {
  const at = { file: source };
  if (header.length > MAX_COLUMNS)
    throw new UserError(`This table has ${header.length} columns, and the most is ${MAX_COLUMNS}.`, {
      hint: 'Keep the columns that are needed, or turn it on its side.',
      at,
    });
  const names = header.map((name, index) => name?.trim() || `column${index + 1}`);
  const seen = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const first = seen.get(name.toLowerCase());
    if (first !== undefined)
      throw new UserError(`Columns ${first + 1} and ${index + 1} are both called "${name}".`, {
        hint: 'Rename one of them in the header; upper and lower case count as the same.',
        at,
      });
    seen.set(name.toLowerCase(), index);
  }
  return names;
}

/** `"a ""quoted"" name"`, for DuckDB and SQLite alike. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Makes the table that a reader fills. */
export async function makeTextTable(duck: Duck, into: string, columns: number): Promise<void> {
  const list = Array.from({ length: columns }, (_, index) => `c${index} VARCHAR`);
  await duck.run(`CREATE TABLE ${into} (${list.join(', ')})`);
}
