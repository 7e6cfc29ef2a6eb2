import type { Field, Layout } from '../../../form/layout/types.ts';
import type { Reader } from '../../../language/reader.ts';
import type { Answer } from '../answers/answers.ts';
import { hasCells, inOrder } from '../fields/check.ts';
import { optionLabels } from '../fields/choice.ts';
import { isTable } from '../fields/text.ts';
import type { Value } from '../fields/values.ts';

/** What a cell holds; a `Date` is a moment, and a date without a time is a text `YYYY-MM-DD`. */
export type Cell = string | number | boolean | Date | null;

/** A column of a file of answers. */
export interface Column {
  heading: string;
  /** What its cells are: `day` is a date, `moment` a date with its time. */
  type: 'number' | 'moment' | 'day' | 'tick' | 'text' | 'long-text';
  /** Of a choice of one: the answers there are. */
  options?: readonly string[];
  /** For programs, and not for people. */
  hidden?: boolean;
  cell(answer: Answer): Cell;
}

/** What the heading of the column is that says which answer a row is, and which version of it. */
export const idHeading = 'Holdall answer';

/** The columns of a file of answers: the number, when it came, the fields in their order, and which answer it is. */
export function columnsOf(layout: Layout, reader: Reader, { tables }: { tables: boolean }): Column[] {
  const { number, handedIn } = reader.text.formFields.columns;
  const fields = inOrder(layout).flatMap((field) => fieldColumns(field, headingsOf(layout), tables));
  return [
    { heading: number, type: 'number', cell: (answer) => answer.number },
    { heading: handedIn, type: 'moment', cell: ({ created }) => new Date(created) },
    ...fields,
    { heading: idHeading, type: 'text', hidden: true, cell: ({ id, version }) => `${id}/${version}` },
  ];
}

/** The heading of each field by its id, each another one: its label, with the section where two have the same. */
export function headingsOf({ fields }: Pick<Layout, 'fields'>): Map<string, string> {
  const labelOf = ({ label, id }: Field) => label.trim().replace(/\s+/g, ' ') || id;
  const counts = Map.groupBy(fields, (field) => labelOf(field).toLowerCase());
  const taken = new Set<string>();
  return new Map(
    fields.map((field) => {
      const label = labelOf(field);
      const isAlone = counts.get(label.toLowerCase())?.length === 1;
      const name = isAlone || !field.section ? label : `${field.section}: ${label}`;
      let heading = name;
      for (let count = 2; taken.has(heading.toLowerCase()); count += 1) heading = `${name} (${count})`;
      taken.add(heading.toLowerCase());
      return [field.id, heading];
    }),
  );
}

/** The headings of a table's columns, each another one. */
export function tableHeadings({ columns = [] }: Field): string[] {
  const headings: string[] = [];
  for (const [at, { label }] of columns.entries()) {
    const name = label.trim() || String(at + 1);
    headings.push(headings.includes(name) ? `${name} (${at + 1})` : name);
  }
  return headings;
}

/** What a row of a table is called. */
export function rowLabel({ rows = [] }: Field, row: number): string {
  return rows[row]?.label.trim() || String(row + 1);
}

/** One column, or of a table, where it has no sheet of its own, one for each cell: `Children / 1 / Age`. */
function fieldColumns(field: Field, headings: Map<string, string>, tables: boolean): Column[] {
  const heading = headings.get(field.id) ?? field.id;
  if (!hasCells(field)) {
    return [
      {
        heading,
        type: types[field.kind] ?? 'text',
        ...(field.kind === 'choice' && !field.multiple && { options: optionLabels(field) }),
        cell: ({ values }) => cellOf(field, values[field.id]),
      },
    ];
  }
  if (!tables) return [];
  const names = tableHeadings(field);
  return (field.rows ?? []).flatMap((_, row) =>
    names.map(
      (name, column): Column => ({
        heading: `${heading} / ${rowLabel(field, row)} / ${name}`,
        type: 'text',
        cell: ({ values }) => tableCell(values[field.id], row, column),
      }),
    ),
  );
}

const types: Partial<Record<Field['kind'], Column['type']>> = {
  number: 'number',
  date: 'day',
  checkbox: 'tick',
  'multi-line': 'long-text',
};

/** A box has an answer always: it is ticked, or it is not. */
function cellOf({ kind }: Field, value: Value | undefined): Cell {
  if (kind === 'checkbox') return value === true;
  if (value === undefined) return null;
  return typeof value === 'object' ? value.join('; ') : value;
}

function tableCell(value: Value | undefined, row: number, column: number): Cell {
  return value !== undefined && isTable(value) ? value[row]?.[column] || null : null;
}
