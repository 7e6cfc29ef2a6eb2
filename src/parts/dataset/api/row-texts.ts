import { pathToFileURL } from 'node:url';
import { quoteName, rowidOf } from '../../../table/sqlite-layout.ts';
import type { ColumnSummary, ColumnType, TableSummary } from '../../../table/summary.ts';
import { hasLarge } from '../engine/store.ts';

/** The rows of a table as JSON, by a way that does nothing else. */
export interface RowTexts {
  /** The row of a number from 0 as a JSON array, texts without blanks at their ends; undefined where there is none. */
  row(number: number): string | undefined;
  close(): void;
}

/**
 * Opens a table for single rows. The file is ours and sealed, so SQLite is told that nobody changes it:
 * taking and giving back a lock for each row costs three times what reading it does.
 */
export function openRowTexts(file: string, table: TableSummary): RowTexts {
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  const address = pathToFileURL(file);
  address.searchParams.set('immutable', '1');
  const database = new DatabaseSync(address, { readOnly: true });
  // Rows at random are seldom on the same page; what the system keeps of the file is quick enough.
  database.exec('PRAGMA cache_size = -2000');
  const rowid = rowidOf(table.columns.map(({ name }) => name));
  const columns = table.columns.map(selected).join(', ');
  const statement =
    rowid === undefined
      ? undefined
      : database.prepare(`SELECT ${columns} FROM ${quoteName(table.name)} WHERE ${rowid} = ?`);
  statement?.setReturnArrays(true);
  const placesOf = (wanted: ColumnType) =>
    table.columns.flatMap(({ type }, place) => (type === wanted ? [place] : []));
  const [booleans, texts] = [placesOf('boolean'), placesOf('text')];
  return {
    row(number) {
      const row: unknown = statement?.get(number + 1);
      if (!Array.isArray(row)) return undefined;
      for (const place of booleans) if (row[place] !== null) row[place] = row[place] !== 0;
      for (const place of texts) row[place] = withoutBlanks(row[place]);
      return JSON.stringify(row);
    },
    close: () => database.close(),
  };
}

/** A value of a row as the short addresses have it: texts go without blanks at their ends. */
export function withoutBlanks<Value>(value: Value): Value | string {
  return typeof value === 'string' ? value.trim() : value;
}

/** Integers that a number cannot hold come as their digits, those beside them as numbers. */
function selected(summary: ColumnSummary): string {
  const column = quoteName(summary.name);
  const safe = Number.MAX_SAFE_INTEGER;
  return hasLarge(summary)
    ? `CASE WHEN ${column} BETWEEN -${safe} AND ${safe} THEN ${column} ELSE CAST(${column} AS TEXT) END`
    : column;
}
