import type { Field, Layout } from '../../../form/layout/types.ts';
import { languages } from '../../../language/languages.ts';
import type { Answer } from '../answers/answers.ts';
import { hasCells, inOrder } from '../fields/check.ts';
import { optionLabels } from '../fields/choice.ts';
import { isTable } from '../fields/text.ts';
import { type Value, valueIn } from '../fields/values.ts';
import type { Export } from './export.ts';

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

/**
 * The columns of a file of answers: the number, when it came, the fields in their order, those that the
 * form had once, and which answer it is.
 */
export function columnsOf(
  { layout, reader, former = [] }: Pick<Export, 'layout' | 'reader' | 'former'>,
  { tables }: { tables: boolean },
): Column[] {
  const { number, handedIn } = reader.text.formFields.columns;
  const headings = headingsOf(layout);
  const fields = inOrder(layout).flatMap((field) => fieldColumns(field, headings, tables));
  return [
    { heading: number, type: 'number', cell: (answer) => answer.number },
    { heading: handedIn, type: 'moment', cell: ({ created }) => new Date(created) },
    ...fields,
    ...formerColumns(former, [
      ...toldHeadings('number'),
      ...toldHeadings('handedIn'),
      idHeading,
      ...headings.values(),
    ]),
    { heading: idHeading, type: 'text', hidden: true, cell: ({ id, version }) => `${id}/${version}` },
  ];
}

/** What the columns are called, in any language, that are not of a field. */
export function toldHeadings(which: 'number' | 'handedIn'): string[] {
  return Object.values(languages).map(({ text }) => text.formFields.columns[which]);
}

/** The heading of each field by its id, each another one: its label, with the section where two have the same. */
export function headingsOf({ fields }: Pick<Layout, 'fields'>): Map<string, string> {
  const labelOf = ({ label, id }: Field) => label.trim().replace(/\s+/g, ' ') || id;
  const counts = Map.groupBy(fields, (field) => labelOf(field).toLowerCase());
  const others = [...toldHeadings('number'), ...toldHeadings('handedIn'), idHeading];
  const taken = new Set(others.map((heading) => heading.toLowerCase()));
  return new Map(
    fields.map((field) => {
      const label = labelOf(field);
      const isAlone = counts.get(label.toLowerCase())?.length === 1;
      const name = isAlone || !field.section ? label : `${field.section}: ${label}`;
      return [field.id, untaken(name, taken)];
    }),
  );
}

/** What answers have in fields that the form has no more, under their ids. */
function formerColumns(ids: readonly string[], others: readonly string[]): Column[] {
  const taken = new Set(others.map((heading) => heading.toLowerCase()));
  return ids.map((id) => {
    const heading = untaken(id, taken);
    return {
      heading,
      type: 'text',
      cell: ({ values }) => {
        const value = valueIn(values, id);
        return typeof value === 'object' ? value.flat().filter(Boolean).join('; ') : (value ?? null);
      },
    };
  });
}

/** The name, with a number where it is taken already. */
function untaken(name: string, taken: Set<string>): string {
  let other = name;
  for (let count = 2; taken.has(other.toLowerCase()); count += 1) other = `${name} (${count})`;
  taken.add(other.toLowerCase());
  return other;
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
        cell: ({ values }) => cellOf(field, valueIn(values, field.id)),
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
        cell: ({ values }) => tableCell(valueIn(values, field.id), row, column),
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

/** A box has an answer always: it is ticked, or it is not; unless it was another kind of field once. */
function cellOf({ kind }: Field, value: Value | undefined): Cell {
  if (kind === 'checkbox' && (value === undefined || typeof value === 'boolean')) return value === true;
  if (value === undefined) return null;
  return typeof value === 'object' ? value.join('; ') : value;
}

function tableCell(value: Value | undefined, row: number, column: number): Cell {
  return value !== undefined && isTable(value) ? value[row]?.[column] || null : null;
}
