import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { formatCount } from '../base/format.ts';
import { quoteName, rowidOf, searchColumn, searchTable } from './sqlite-layout.ts';
import type { SqliteTableSource } from './sqlite-source.ts';
import type { Passage } from './sqlite-values.ts';
import type { ColumnType } from './summary.ts';

/** Below this a scan of the table is as quick as anyone could wish. */
const minIndexedRows = 1000;

/** Types by whose values rows are looked up: nobody asks for a measured number to its last digit. */
const lookupTypes: ReadonlySet<ColumnType> = new Set(['integer', 'date', 'timestamp', 'text']);

/** Rows that are added to a full-text index at once. */
const rowsPerStep = 50_000;

/**
 * The words of all text columns, without their case and accents. The table has the texts, so the
 * index keeps none; and it keeps the places of words, for phrases.
 */
export async function indexTexts(
  db: DatabaseSync,
  name: string,
  rows: number,
  { columns, signal, onProgress }: SqliteTableSource,
): Promise<void> {
  const texts = columns.flatMap(({ name, type }, place) =>
    type === 'text' ? [{ from: quoteName(name), to: searchColumn(place) }] : [],
  );
  if (texts.length === 0) return;
  const search = quoteName(searchTable(name));
  const to = texts.map(({ to }) => to).join(', ');
  db.exec(`CREATE VIRTUAL TABLE ${search} USING fts5(${to}, content='', columnsize=0,
    tokenize='unicode61 remove_diacritics 2')`);
  const fill = `INSERT INTO ${search} (rowid, ${to}) SELECT`;
  const from = `${texts.map(({ from }) => from).join(', ')} FROM ${quoteName(name)}`;
  const rowid = rowidOf(columns.map(({ name }) => name));
  if (!rowid) {
    // Columns have taken all names of the rowid, but a scan still gives the rows in its order.
    db.exec(`${fill} row_number() OVER (), ${from}`);
    return;
  }
  const step = db.prepare(`${fill} ${rowid}, ${from} WHERE ${rowid} > ? AND ${rowid} <= ?`);
  for (let done = 0; done < rows; done += rowsPerStep) {
    // Progress is shown and a signal heard between two steps.
    await setImmediate();
    signal?.throwIfAborted();
    step.run(done, done + rowsPerStep);
    onProgress(`${name}: full-text index, ${formatCount(Math.min(done + rowsPerStep, rows), 'row')}`);
  }
}

/**
 * An index pays on columns by which a row is looked up: those whose values are found in two rows
 * each, or fewer, on average; and on those that have no chunks, to have their order. Where a value finds many rows, jumping to each of them takes about as
 * long as reading the table through, and the file would become twice as large.
 */
export function indexLookups(
  db: DatabaseSync,
  name: string,
  rows: number,
  { summaries, signal, onProgress }: SqliteTableSource,
  passages: Passage[],
): void {
  if (rows < minIndexedRows) return;
  for (const [place, { name: column, type, uniqueShare }] of summaries.entries()) {
    if (uniqueShare === null || !lookupTypes.has(type)) continue;
    if (uniqueShare < 0.5 && passages[place]?.encoding) continue;
    signal?.throwIfAborted();
    onProgress(`${name}: index of ${column}`);
    db.exec(`CREATE INDEX ${quoteName(`${name}:${place}`)} ON ${quoteName(name)} (${quoteName(column)})`);
  }
}
