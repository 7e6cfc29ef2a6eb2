import type { Field, Layout } from '../../../form/layout/types.ts';
import type { Reader } from '../../../language/reader.ts';
import { columnLetters } from '../../../table/workbook/cells.ts';
import { inOrder } from '../fields/check.ts';
import { longestAnswer, oneLine } from '../fields/plain-text.ts';
import { type Value, type Values, valueIn } from '../fields/values.ts';
import { readCell } from './cell.ts';
import type { Grid, GridCell } from './grid.ts';
import type { ColumnOf, Head } from './headings.ts';

/** Where something is in a file: `B7`. */
export interface Spot {
  /** From 1. */
  row: number;
  /** Letters. */
  column: string;
  /** The heading of the field. */
  field: string;
}

/** A cell that is wrong: what stands there, why, and what was probably meant. */
export interface Problem extends Spot {
  value: string;
  message: string;
  proposal?: string;
}

/** A cell that was mended, for it can only mean one thing. */
export interface Change extends Spot {
  before: string;
  /** As it is kept; undefined for none. */
  after: Value | undefined;
  /** Of the field. */
  kind: Field['kind'];
  why: string;
}

/** A row of a file, as an answer. */
export interface CheckedRow {
  row: number;
  /** The fields that the file has columns for, as far as they are right. */
  values: Values;
  /** The number that the file says it has. */
  number?: number;
  /** Which answer it is of, and which version of it was exported. */
  of?: { answer: string; version: number };
  problems: Problem[];
  changes: Change[];
}

/** Checks the rows below the headings; those in which nothing stands are left out. */
export function checkRows(grid: Grid, head: Head, layout: Layout, reader: Reader): CheckedRow[] {
  const firstOf = new Map<string, number>();
  for (const [at, of] of head.columns.entries()) {
    if (of && 'field' in of && !firstOf.has(of.field.id)) firstOf.set(of.field.id, at);
  }
  const fields = inOrder(layout).filter(({ id }) => firstOf.has(id));
  return grid.rows.flatMap((cells, at) => {
    if (at <= head.row || !hasContent(cells, head)) return [];
    return checkRow(cells, at, { grid, head, fields, firstOf, reader });
  });
}

interface Work {
  grid: Grid;
  head: Head;
  /** Those that have a column. */
  fields: Field[];
  firstOf: Map<string, number>;
  reader: Reader;
}

function checkRow(cells: GridCell[], at: number, work: Work): CheckedRow {
  const { head, fields, firstOf, reader } = work;
  const values: Record<string, Value> = {};
  const row: CheckedRow = { row: at + 1, values, problems: [], changes: [] };
  for (const [column, of] of head.columns.entries()) {
    const cell = cells[column] ?? null;
    if (of?.kind === 'told' && of.what === 'number' && cell !== null && cell !== '')
      row.number = Number(cell);
    if (!of || of.kind === 'told') continue;
    if (of.kind === 'answer') {
      const id = /^([0-9a-f-]{36})\/(\d+)$/.exec(String(cell ?? '').trim());
      if (id?.[1]) row.of = { answer: id[1], version: Number(id[2]) };
    } else if (of.kind === 'cell') setCell(values, of, cell);
    else readInto(values, row, of.field, cell, column, work);
  }
  for (const field of fields) dropEmpty(values, field);
  for (const field of fields) {
    const column = firstOf.get(field.id) ?? 0;
    const isWrong = row.problems.some((problem) => problem.column === columnLetters(column));
    if (!field.required || valueIn(values, field.id) !== undefined || isWrong) continue;
    const { required, requiredTick } = reader.text.formFields;
    const message = field.kind === 'checkbox' ? requiredTick : required;
    const spot = spotOf(row, column, work);
    // Blanks that were taken out of it are no change that is worth a word.
    row.changes = row.changes.filter((change) => change.column !== spot.column);
    row.problems.push({ ...spot, value: '', message });
  }
  return row;
}

function readInto(
  values: Record<string, Value>,
  row: CheckedRow,
  field: Field,
  cell: GridCell,
  column: number,
  work: Work,
): void {
  const reading = readCell(field, cell, work.grid.typed, work.reader);
  const spot = spotOf(row, column, work);
  if ('message' in reading) {
    const { message, proposal } = reading;
    row.problems.push({
      ...spot,
      value: cellText(cell),
      message,
      ...(proposal !== undefined && { proposal }),
    });
    return;
  }
  if (reading.value !== undefined) values[field.id] = reading.value;
  if (reading.changed === undefined) return;
  row.changes.push({
    ...spot,
    before: cellText(cell),
    after: reading.value,
    kind: field.kind,
    why: reading.changed,
  });
}

function setCell(
  values: Record<string, Value>,
  { field, row, column }: Extract<ColumnOf, { kind: 'cell' }>,
  cell: GridCell,
): void {
  const empty = () => (field.rows ?? []).map(() => (field.columns ?? []).map(() => ''));
  const known = valueIn(values, field.id);
  const table = Array.isArray(known) ? known.map((cells: readonly string[]) => [...cells]) : empty();
  const line = table[row];
  if (line) line[column] = oneLine(cellText(cell)).slice(0, longestAnswer);
  values[field.id] = table;
}

function dropEmpty(values: Record<string, Value>, { id, kind }: Field): void {
  const value = valueIn(values, id);
  if (kind !== 'table' || !Array.isArray(value)) return;
  if (value.flat().every((text) => text === '')) delete values[id];
}

function spotOf({ row }: CheckedRow, column: number, { grid, head }: Work): Spot {
  return {
    row,
    column: columnLetters(column),
    field: cellText(grid.rows[head.row]?.[column] ?? null).trim(),
  };
}

function hasContent(cells: GridCell[], { columns }: Head): boolean {
  return columns.some((of, at) => {
    const cell = cells[at] ?? null;
    // A box that is not ticked is written in every row of an export.
    return of && of.kind !== 'told' && cell !== null && cell !== false && String(cell).trim() !== '';
  });
}

/** A cell as people see it, about. */
export function cellText(cell: GridCell): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === 'boolean' ? String(cell).toUpperCase() : String(cell ?? '');
}
