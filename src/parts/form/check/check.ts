import { UserError } from '../../../base/error.ts';
import type { Layout } from '../../../form/layout/types.ts';
import type { Reader } from '../../../language/reader.ts';
import { headingsOf } from '../export/columns.ts';
import { type Grid, readGrids } from './grid.ts';
import { findHead, type Head } from './headings.ts';
import { type Change, type CheckedRow, checkRows, type Problem } from './rows.ts';
import { takeTables } from './tables.ts';

/** What a file of answers comes to. */
export interface Checked {
  /** The file's name. */
  file: string;
  grid: Grid;
  head: Head;
  rows: CheckedRow[];
  /** Those of all rows, in their order. */
  problems: Problem[];
  changes: Change[];
  /** What concerns the whole file: a column that the form needs and the file lacks, a line of a table that is of no answer. */
  faults: string[];
  /** The ids of the fields that the file has a column or a sheet for. */
  fields: ReadonlySet<string>;
  /** Headings that are not the form's; nobody reads what stands below them. */
  unknown: string[];
  /** Rows in which nothing is wrong. */
  accepted: CheckedRow[];
}

/**
 * Checks a workbook or a CSV file that somebody filled: its columns stand in any order, under the
 * fields' labels or ids, in one of the first rows of one of its sheets. Throws a `UserError` for a
 * file that cannot be read, or that has none of the form's columns.
 */
export async function checkFile(
  bytes: Uint8Array,
  file: string,
  layout: Layout,
  reader: Reader,
): Promise<Checked> {
  const grids = await readGrids(bytes, file);
  const found = grids
    .flatMap((grid) => {
      const head = findHead(grid, layout);
      return head ? [{ grid, head }] : [];
    })
    .sort((a, b) => b.head.found - a.head.found)[0];
  if (!found) {
    const names = [...headingsOf(layout).values()].slice(0, 5).map((name) => `"${name}"`);
    throw new UserError('The file has no columns of this form in its first 20 rows.', {
      hint: `Give the columns the names of the fields: ${names.join(', ')} ... An export of the answers has them.`,
      at: { file },
    });
  }
  const { grid, head } = found;
  const rows = checkRows(grid, head, layout, reader);
  const tables = takeTables(grids, rows, layout, reader);
  const missing = lacking(layout, head, rows, tables.fields, reader);
  return {
    file,
    grid,
    head,
    rows,
    problems: rows.flatMap(({ problems }) => problems),
    changes: rows.flatMap(({ changes }) => changes),
    faults: [...missing, ...tables.faults],
    fields: new Set([...fieldsOf(head), ...tables.fields]),
    unknown: head.unknown,
    accepted: rows.filter(
      (row) =>
        row.problems.length === 0 &&
        tables.faults.length === 0 &&
        (missing.length === 0 || row.of !== undefined),
    ),
  };
}

function fieldsOf({ columns }: Head): string[] {
  return columns.flatMap((of) => (of && 'field' in of ? [of.field.id] : []));
}

/** Columns that new answers need; a row of an answer that is there keeps what it has no column for. */
function lacking(layout: Layout, head: Head, rows: CheckedRow[], tables: string[], reader: Reader): string[] {
  if (rows.every(({ of }) => of !== undefined)) return [];
  const there = new Set([...fieldsOf(head), ...tables]);
  const headings = headingsOf(layout);
  return layout.fields
    .filter(({ id, required }) => required && !there.has(id))
    .map(({ id }) => reader.text.formFields.check.noColumn(headings.get(id) ?? id));
}
