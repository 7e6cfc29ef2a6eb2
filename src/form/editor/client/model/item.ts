import type { Field, FieldKind, Layout } from '../../../layout/types.ts';

/** A field while it is edited: its id may change, and be wrong for a while; its key stays. */
export interface Item {
  readonly key: number;
  readonly field: Field;
}

/** The fields in the order in which they are filled in. */
export type Items = readonly Item[];

/** How a page calls the kinds. */
export const kindNames: Readonly<Record<FieldKind, string>> = {
  text: 'Text',
  'multi-line': 'Text of several lines',
  number: 'Number',
  date: 'Date',
  email: 'Email address',
  telephone: 'Telephone number',
  checkbox: 'Box to tick',
  choice: 'Choice',
  comb: 'Comb of letters',
  table: 'Table',
  signature: 'Signature',
};

export const itemsOf = (layout: Pick<Layout, 'fields'>): Items =>
  layout.fields.toSorted((a, b) => a.order - b.order).map((field, key) => ({ key, field }));

/** The fields as they are saved; their order is that of the list. */
export const fieldsOf = (items: Items): Field[] => items.map(({ field }, order) => ({ ...field, order }));

export const nextKey = (items: Items): number => 1 + Math.max(-1, ...items.map(({ key }) => key));

/** As somebody left it who has looked at it. */
export function confirmed({ guessed, ...field }: Field): Field {
  return { ...field, confidence: 1 };
}

/** An id that no other field has. */
export function freeId(id: string, items: Items, except?: number): string {
  const used = new Set(items.filter(({ key }) => key !== except).map(({ field }) => field.id));
  if (!used.has(id)) return id;
  const stem = id.replace(/-\d+$/, '');
  for (let count = 2; ; count++) if (!used.has(`${stem}-${count}`)) return `${stem}-${count}`;
}
