import type { Field, Layout } from '../../../form/layout/types.ts';
import { languages } from '../../../language/languages.ts';
import type { Reader } from '../../../language/reader.ts';
import { sheetName } from '../../export/sheet-text.ts';
import { headingsOf, rowLabel, tableHeadings } from '../export/columns.ts';
import { hasCells, inOrder } from '../fields/check.ts';
import { dateText } from '../fields/date.ts';
import { numberText } from '../fields/number.ts';
import { folded, longestAnswer, oneLine } from '../fields/plain-text.ts';
import { valueIn } from '../fields/values.ts';
import type { Grid, GridCell } from './grid.ts';
import type { CheckedRow } from './rows.ts';

/**
 * Takes the tables of a form from the sheets that an export has for them: a line for each row of a
 * table, with the number of its answer. They become values of the rows with these numbers. Returns
 * the fields that have such a sheet, and what in them is of no answer or of no row of the table.
 */
export function takeTables(
  grids: readonly Grid[],
  rows: readonly CheckedRow[],
  layout: Layout,
  reader: Reader,
): { fields: string[]; faults: string[] } {
  const headings = headingsOf(layout);
  const faults: string[] = [];
  const fields: string[] = [];
  for (const field of inOrder(layout)) {
    if (!hasCells(field)) continue;
    const name = sheetName(headings.get(field.id) ?? field.id);
    const grid = grids.find((one) => one.typed && one.name.toLowerCase() === name.toLowerCase());
    const places = grid && placesOf(grid, field);
    if (!grid || !places) continue;
    fields.push(field.id);
    // A row that somebody copied has the number, and the table, of the one that it was copied from.
    const byNumber = Map.groupBy(rows, ({ number }) => number);
    for (const [at, cells] of grid.rows.entries()) {
      if (at === 0 || cells.every((cell) => cell === null || cell === '')) continue;
      const its = byNumber.get(Number(cells[places.number]));
      const line = lineOf(field, textOf(cells[places.row] ?? null, reader));
      if (!its || line === undefined) {
        faults.push(reader.text.formFields.check.noRow(grid.name, String(at + 1)));
        continue;
      }
      const texts = places.columns.map((column) => textOf(cells[column] ?? null, reader));
      for (const row of its) {
        const table = tableOf(row, field);
        table[line] = texts;
        row.values = { ...row.values, [field.id]: table };
      }
    }
  }
  return { fields, faults };
}

interface Places {
  number: number;
  row: number;
  columns: number[];
}

function placesOf({ rows: [head = []] }: Grid, field: Field): Places | undefined {
  const names = head.map((cell) => folded(String(cell ?? '')));
  const told = (key: 'number' | 'row') => {
    const wanted = Object.values(languages).map(({ text }) => folded(text.formFields.columns[key]));
    return names.findIndex((name) => wanted.includes(name));
  };
  const places = { number: told('number'), row: told('row') };
  const columns = tableHeadings(field).map((heading) => names.lastIndexOf(folded(heading)));
  return places.number < 0 || places.row < 0 || columns.includes(-1) ? undefined : { ...places, columns };
}

/** The row of the table by what it is called. */
function lineOf(field: Field, label: string): number | undefined {
  const found = (field.rows ?? []).findIndex((_, row) => folded(rowLabel(field, row)) === folded(label));
  return found < 0 ? undefined : found;
}

function tableOf({ values }: CheckedRow, { id, rows = [], columns = [] }: Field): string[][] {
  const known = valueIn(values, id);
  return rows.map((_, row) => {
    const line: unknown = Array.isArray(known) ? known[row] : undefined;
    return columns.map((_, column) => (Array.isArray(line) ? String(line[column] ?? '') : ''));
  });
}

function textOf(cell: GridCell, reader: Reader): string {
  if (cell instanceof Date) return dateText(cell.toISOString().slice(0, 10));
  if (typeof cell === 'number') return numberText(cell, reader);
  return oneLine(String(cell ?? '')).slice(0, longestAnswer);
}
