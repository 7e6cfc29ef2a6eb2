/**
 * What lies in the SQLite file of a build beside the tables themselves. No table of a spec has a
 * colon in its name, so these names are never taken.
 */

/**
 * All columns: `"table" TEXT, place INTEGER, name TEXT, type TEXT, title TEXT, unit TEXT, encoding
 * TEXT`, places from 0. The encoding says how the chunks of a column hold its values (see
 * columns/encoding.ts); null for a column without chunks.
 */
export const columnsTable = ':columns';

/**
 * The values of columns by themselves, so that a question about one column of many rows need not read
 * the rows: `"table" TEXT, place INTEGER, chunk INTEGER, bytes BLOB`. Chunk n (from 0) has those of
 * the rows from n * `chunkRows` on, in their order.
 */
export const chunksTable = ':chunks';

/** Rows of a chunk; the last has what is left. */
export const chunkRows = 65_536;

/** The different values of the columns that hold codes: `"table" TEXT, place INTEGER, words TEXT`, a JSON array. */
export const wordsTable = ':words';

/**
 * The full-text index of a table (FTS5, without contents), where it has text columns: its rowids are
 * the table's, its columns are named by `searchColumn`.
 */
export function searchTable(table: string): string {
  return `${table}:search`;
}

/** The name in the full-text index of the text column at this place of its table, from 0. */
export function searchColumn(place: number): string {
  return `c${place}`;
}

/**
 * The rows that a table's rules rejected, where it has rules: `source TEXT, line INTEGER, "column"
 * TEXT, value TEXT, rule TEXT, reason TEXT`, a line for each rule that a row broke.
 */
export function rejectsTable(table: string): string {
  return `${table}:rejects`;
}

/** A name of the rowid that no column has taken; undefined where they took them all. */
export function rowidOf(columns: string[]): string | undefined {
  const taken = new Set(columns.map((name) => name.toLowerCase()));
  return ['rowid', '_rowid_', 'oid'].find((name) => !taken.has(name));
}

/** A name as SQL takes it, whatever is in it. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
