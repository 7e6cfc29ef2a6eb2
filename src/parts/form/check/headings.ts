import { distance } from 'fastest-levenshtein';
import type { Field, Layout } from '../../../form/layout/types.ts';
import { headingsOf, idHeading, rowLabel, tableHeadings, toldHeadings } from '../export/columns.ts';
import { hasCells, inOrder } from '../fields/check.ts';
import { folded } from '../fields/plain-text.ts';
import type { Grid, GridCell } from './grid.ts';

/** What a column of a sheet is of. */
export type ColumnOf =
  | { kind: 'field'; field: Field }
  | { kind: 'cell'; field: Field; row: number; column: number }
  /** Which answer a row is, as an export has it. */
  | { kind: 'answer' }
  /** What an export writes, and nobody reads: the number, and when it was handed in. */
  | { kind: 'told'; what: 'number' | 'moment' };

/** Where the answers are in a sheet. */
export interface Head {
  /** The row of the headings, from 0. */
  row: number;
  /** By the column's place, from 0; undefined for columns that are not the form's. */
  columns: (ColumnOf | undefined)[];
  /** How many of them are the form's. */
  found: number;
  /** Headings that are not the form's. */
  unknown: string[];
}

/** The headings are looked for in so many rows. */
const rowsSearched = 20;

/** The row whose headings are the form's, as far as one is: that with the most of them. */
export function findHead({ rows }: Grid, layout: Layout): Head | undefined {
  const names = namesOf(layout);
  let best: Head | undefined;
  for (const [at, cells] of rows.slice(0, rowsSearched).entries()) {
    const head = headOf(at, cells, names);
    if (head.found > (best?.found ?? 0)) best = head;
  }
  const least = Math.min(2, layout.fields.length);
  return best !== undefined && best.found >= least ? best : undefined;
}

/** The name under which a column may stand, and what it is of. */
interface Name {
  name: string;
  of: ColumnOf;
  /** Not the heading that an export has. */
  isOther?: boolean;
}

function namesOf(layout: Layout): Name[] {
  const headings = headingsOf(layout);
  const fields = inOrder(layout);
  const own = fields.flatMap((field): Name[] => {
    const heading = headings.get(field.id) ?? field.id;
    if (!hasCells(field)) {
      const of: ColumnOf = { kind: 'field', field };
      // An export's heading is looked for before all that a field could be called besides.
      const others = [field.id, field.label].map((name) => ({ name: folded(name), of, isOther: true }));
      return [{ name: folded(heading), of }, ...others];
    }
    return (field.rows ?? []).flatMap((_, row) =>
      tableHeadings(field).map((label, column) => ({
        name: folded(`${heading} / ${rowLabel(field, row)} / ${label}`),
        of: { kind: 'cell', field, row, column },
      })),
    );
  });
  const told = [
    ...toldHeadings('number').map(
      (name): Name => ({ name: folded(name), of: { kind: 'told', what: 'number' } }),
    ),
    ...toldHeadings('handedIn').map(
      (name): Name => ({ name: folded(name), of: { kind: 'told', what: 'moment' } }),
    ),
  ];
  const named = own.filter(({ name }) => name !== '');
  return [
    { name: folded(idHeading), of: { kind: 'answer' } },
    ...named.filter(({ isOther }) => !isOther),
    ...told,
    ...named.filter(({ isOther }) => isOther),
  ];
}

/** First those that are written as they should be, then the nearest of what is left. */
function headOf(row: number, cells: GridCell[], names: Name[]): Head {
  const texts = cells.map((cell) => (typeof cell === 'string' ? headingText(cell) : ''));
  const taken = new Set<string | undefined>();
  const take = (of: ColumnOf): void => {
    if (of.kind !== 'told') taken.add(keyOf(of));
  };
  // Only an export tells numbers: elsewhere "Number" is the field that is called so.
  const isExport = texts.includes(folded(idHeading));
  const asWritten = isExport ? names : names.toSorted((a, b) => rankOf(a) - rankOf(b));
  const columns: Head['columns'] = texts.map((text) => {
    const found = asWritten.find(({ name, of }) => text !== '' && name === text && !taken.has(keyOf(of)));
    if (found) take(found.of);
    return found?.of;
  });
  for (const [at, text] of texts.entries()) {
    if (columns[at] || text.length < 3) continue;
    const left = names.filter(({ of }) => !taken.has(keyOf(of)));
    const near = left
      .map((name) => ({ ...name, far: distance(text, name.name) }))
      .filter(({ far, name }) => far <= Math.max(1, Math.floor(Math.min(name.length, text.length) / 4)))
      .sort((a, b) => a.far - b.far)[0];
    if (!near) continue;
    take(near.of);
    columns[at] = near.of;
  }
  const found = columns.filter((of) => of && of.kind !== 'told').length;
  const unknown = cells.flatMap((cell, at) => (columns[at] || !texts[at] ? [] : [String(cell).trim()]));
  return { row, columns, found, unknown };
}

/** What is told comes last. */
function rankOf({ of }: Name): number {
  return of.kind === 'told' ? 1 : 0;
}

/** Signs at a heading's end, as in `Name:` or `Name *`, are no part of its name. */
function headingText(text: string): string {
  return folded(text).replace(/[\s:*.]+$/, '');
}

/** Each of them has one column; what an export tells may stand there twice. */
function keyOf(of: ColumnOf): string | undefined {
  if (of.kind === 'told') return undefined;
  if (of.kind === 'answer') return 'answer';
  return of.kind === 'field' ? of.field.id : `${of.field.id} ${of.row} ${of.column}`;
}
